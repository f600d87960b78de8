"""The style sheet of pages in HTML.

Colors are mixed from the text color of the surroundings, so that they are dark on light and light
on dark wherever a page stands.
"""

from __future__ import annotations

from typing import Final

from careerscore._render.colors import TIER_COLORS
from careerscore._render.svg import LEVELS_HEIGHT, LINE_HEIGHT

# Jupyter's own style sheet floats ``dt`` and ``dd``, and aligns cells to the right with two
# classes and an element: three classes win over it, wherever either sheet stands.
_ROOT: Final = ".careerscore" * 3

_TIERS: Final = "".join(
    f".{name} {{ --tier: {color.web} }}\n" for name, color in TIER_COLORS.items()
)

STYLE: Final = f"""
{_ROOT} {{
  --accent: var(--careerscore-accent, color-mix(in srgb, #2463c9 65%, currentColor));
  --muted: var(--careerscore-muted, color-mix(in srgb, currentColor 90%, transparent));
  --soft: color-mix(in srgb, currentColor 5%, transparent);
  --rule: color-mix(in srgb, currentColor 22%, transparent);
  max-width: 64em; line-height: 1.5; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums;
:is(h1, h2, h3, h4, h5, h6) {{ margin: 0 0 .5em; padding: 0; font-size: 1em; line-height: 1.3;
  font-weight: 700; color: inherit; border: 0 }}
> :is(h1, h2) {{ margin: 0; font-size: 1.75em; line-height: 1.2; letter-spacing: -.01em }}
section {{ margin: 1.5em 0 0 }}
> section:not(.minor) > :is(h2, h3) {{ font-size: 1.15em; padding: 0 0 .25em;
  border-bottom: 2px solid var(--accent) }}
section.minor {{ margin: 0 0 .6em }}
details {{ margin: 0; border-bottom: 1px solid var(--rule) }}
section + details {{ margin-top: 1.5em; border-top: 1px solid var(--rule) }}
summary {{ display: list-item; padding: .4em 0; cursor: pointer }}
summary > :is(h2, h3) {{ display: inline; font-weight: 600 }}
p {{ margin: 0 0 .4em; text-align: left }}
small, em {{ font-size: .88em; color: var(--muted) }}
a {{ color: var(--careerscore-link, inherit); text-decoration: underline var(--accent);
  text-underline-offset: .15em }}
.columns {{ display: grid; gap: 0 2em;
  grid-template-columns: repeat(auto-fit, minmax(min(20em, 100%), 1fr)) }}
.columns > div {{ min-width: 0 }}
dl {{ display: grid; gap: .15em 1em; margin: 0 0 .4em; width: auto; align-items: baseline;
  grid-template-columns: fit-content(40%) minmax(0, 1fr) }}
dt, dd {{ float: none; width: auto; margin: 0; padding: 0; text-align: left }}
dt {{ font-size: .88em; color: var(--muted); font-weight: normal }}
.cards {{ grid-template-columns: repeat(auto-fit, minmax(min(9.5em, 100%), 1fr)); gap: .75em;
  margin: 1em 0; align-items: stretch }}
.cards > div {{ padding: .6em .75em; border-radius: .6em; background: var(--soft);
  border: 1px solid var(--rule); border-top: 3px solid var(--accent) }}
.cards > :is(.green, .yellow, .orange, .red) {{ border-top-color: var(--tier) }}
.cards dd > :is(strong, small) {{ display: block }}
.cards dd > strong {{ font-size: 1.2em; line-height: 1.3; margin: .1em 0 }}
.cards dd > .tier {{ display: inline-block; font-size: 1em }}
ul {{ display: flex; flex-wrap: wrap; gap: .35em; margin: .1em 0; padding: 0;
  list-style: none }}
li {{ margin: 0; padding: .05em .6em; border: 1px solid var(--rule); border-radius: 1em }}
table {{ border-collapse: collapse; margin: .2em 0 .6em; width: auto; max-width: 100%;
  table-layout: auto; color: inherit; font-size: inherit; border: 0 }}
th, td {{ padding: .2em 1em .2em 0; text-align: left; line-height: inherit;
  vertical-align: baseline; font-weight: normal; border: 0; white-space: normal;
  overflow-wrap: normal; background: none; max-width: none }}
thead {{ border: 0; background: none }}
thead th {{ font-size: .88em; color: var(--muted); border-bottom: 1px solid var(--rule) }}
tr {{ padding: 0; background: none; line-height: inherit; text-align: left; border: 0 }}
.number {{ text-align: right; white-space: nowrap }}
.long {{ overflow-wrap: anywhere }}
td:has(> .bar) {{ width: 12em; min-width: 4em; vertical-align: middle }}
.bar {{ display: block; height: .65em; min-width: 1px; border-radius: .2em;
  background: var(--accent) }}
.bar:is(.green, .yellow, .orange, .red) {{ background: var(--tier) }}
.bar.muted {{ opacity: .4 }}
.bar.open {{ mask-image: linear-gradient(90deg, #000 55%, transparent) }}
tr:has(> td > .bar:is(.green, .yellow, .orange, .red)) > th {{ white-space: nowrap }}
.chart {{ margin: .4em 0 0 }}
.chart.line {{ max-width: 40em; margin-bottom: .5em; position: relative }}
.chart.levels {{ display: grid; gap: .5em 2em; align-items: center;
  grid-template-columns: repeat(auto-fit, minmax(min(23em, 100%), 1fr)) }}
.chart > table {{ justify-self: start; font-size: .88em }}
.chart :is(th, td) {{ padding-right: .8em }}
.chart small {{ display: block; font-size: .8em }}
.chart :is(th, td) > small {{ font-size: inherit }}
.chart .number {{ white-space: normal }}
.chart td:not(.number) {{ white-space: nowrap }}
.chart svg {{ display: block; overflow: visible; width: 100% }}
.line svg {{ height: {LINE_HEIGHT}px }}
.levels svg {{ height: {LEVELS_HEIGHT}px }}
svg text {{ font-size: 13px; fill: currentColor }}
svg .value {{ font-weight: 600 }}
svg .note {{ font-size: 12px; fill: var(--muted) }}
svg .column {{ fill: color-mix(in srgb, var(--accent) 45%, transparent) }}
svg :is(.axis, .whole) {{ stroke: var(--rule); stroke-width: 1px }}
svg .range {{ stroke: var(--accent); stroke-width: 2px }}
svg .whole {{ stroke-width: 8px }}
svg .half {{ stroke: color-mix(in srgb, var(--accent) 60%, transparent); stroke-width: 14px }}
svg .middle {{ stroke: currentColor; stroke-width: 3px }}
{_TIERS}.tier {{ padding: .05em .5em; border-radius: 1em; border: 1px solid var(--tier);
  background: color-mix(in srgb, var(--tier) 18%, transparent) }}
.tier::before {{ content: ""; display: inline-block; width: .6em; height: .6em;
  margin-right: .35em; border-radius: 50%; background: var(--tier) }}
:is(.unseen, .chart.line > table) {{ position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%) }}
@media (max-width: 60rem) {{
  .cards > div {{ padding: .5em .6em }}
  .cards dd > strong {{ font-size: 1em }}
  .cards dd > .tier {{ padding: .1em .4em; font-size: .85em }} }}
@media (max-width: 40rem) {{
  th, td {{ padding-right: .6em }}
  svg text {{ font-size: 12px }}
  :is(dt:has(+ dd > ul), dd:has(> ul)) {{ grid-column: 1 / -1 }} }}
@media (max-width: 32rem) {{
  .wide, .wide :is(tbody, tr, th) {{ display: block }}
  .wide tr {{ margin: 0 0 .4em }}
  .wide th {{ font-weight: bold }}
  .wide :is(th, td) {{ max-width: 100%; padding-right: .6em; text-align: left }}
  .wide td {{ display: inline-block }}
  .wide td[data-label] {{ display: block }}
  .wide td[data-label]::before {{ content: attr(data-label) ": "; color: var(--muted) }}
  .wide :is(thead, td:empty) {{ display: none }} }}
@media print {{
  max-width: none; line-height: 1.35; print-color-adjust: exact;
  svg text {{ font-size: 11px }}
  section {{ margin-top: .8em }}
  ul {{ gap: 0 .5em }}
  li {{ padding: 0; border: 0 }}
  li:not(:last-child)::after {{ content: ";" }}
  :is(.cards > div, tr, .chart, dl > *) {{ break-inside: avoid }}
  :is(h2, h3) {{ break-after: avoid }}
  details:not([open]) {{ display: none }} }}
}}
"""
"""The rules of what a page is made of, which reach nothing outside it."""

DOCUMENT_STYLE: Final = """
:root { color-scheme: light dark; color: light-dark(#1b2230, #e8ecf3);
  background: light-dark(#fff, #12161d); --careerscore-accent: light-dark(#1f5bb8, #82aef5);
  --careerscore-link: var(--careerscore-accent);
  --careerscore-muted: light-dark(#566072, #a5afbf); font-family: system-ui, sans-serif }
body { margin: 0 auto; padding: 1.5rem 1rem; max-width: 64rem }
@media print { :root { color-scheme: light; font-size: 9.5pt } body { padding: 0 } }
@page { margin: 13mm }
"""
"""The rules of a whole document, around the page."""


def style_sheet() -> str:
    """Return the style sheet for a document of your own with embedded pages: needed once.

    Its rules change nothing but what ``to_html(embedded=True)`` returns. Colors follow the text
    color around it, light or dark; the variables ``--careerscore-accent``,
    ``--careerscore-link`` and ``--careerscore-muted`` set those of charts, links and small text.

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.career_page("29-2072.00", data="2026.1")
    >>> body = page.to_html(embedded=True, link="/careers/{slug}")
    >>> document = f"<style>{cs.style_sheet()}</style><h1>Careers</h1>{body}"
    """
    return STYLE
