"""The style sheet of pages in HTML."""

from typing import Final

from careerscore._render.colors import TIER_COLORS

# Jupyter's own style sheet floats ``dt`` and ``dd``, and aligns cells to the right with two
# classes and an element: three classes win over it, wherever either sheet stands.
_ROOT: Final = ".careerscore" * 3

_COLORS: Final = "\n".join(
    f"& .{name}::before {{ background: {color.web} }}" for name, color in TIER_COLORS.items()
)

STYLE: Final = """
& { max-width: 64rem; line-height: 1.45; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums }
& h2 { margin: 0 0 .25rem; font-size: 1.5em; line-height: 1.2; font-weight: bold }
& h3, & h4 { margin: 0 0 .4rem; font-size: 1em; line-height: inherit; font-weight: bold; border: 0 }
& h3 { border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent) }
& section { margin: 1.1rem 0 0 }
& section.minor { margin: 0 0 .6rem }
& details { margin: 0 0 .3rem }
& summary { font-size: .87em; cursor: pointer }
& p { margin: 0 0 .3rem; text-align: left }
& small, & em { font-size: .87em; opacity: .8 }
& .columns { display: grid; gap: 0 2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)) }
& .columns > div { min-width: 0 }
& dl { display: grid; gap: .1rem 1rem; margin: 0 0 .4rem; width: auto; align-items: baseline;
  grid-template-columns: fit-content(40%) minmax(0, 1fr) }
& dt, & dd { float: none; width: auto; margin: 0; padding: 0; text-align: left }
& dt { font-size: .87em; opacity: .8; font-weight: normal }
& .cards { grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: .6rem;
  margin: .8rem 0; align-items: stretch }
& .cards > div { padding: .55rem .8rem; border-radius: .5rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  background: color-mix(in srgb, currentColor 5%, transparent) }
& .cards dd > strong { display: block; font-size: 1.2em; line-height: 1.25 }
& .cards dd > small { display: block }
& table { border-collapse: collapse; margin: .2rem 0 .5rem; width: auto; max-width: 100%;
  table-layout: auto; color: inherit; font-size: inherit; border: 0 }
& th, & td { padding: .12rem 1rem .12rem 0; text-align: left; line-height: inherit;
  vertical-align: baseline; font-weight: normal; border: 0; white-space: normal;
  overflow-wrap: normal }
& thead { border: 0 }
& thead th { font-weight: bold }
& tr { padding: 0; background: none; line-height: inherit; text-align: left }
& .number { text-align: right }
& .long { overflow-wrap: anywhere }
& td:has(> .bar) { width: 12rem; min-width: 4rem; vertical-align: middle }
& .bar { display: block; height: .65em; min-width: 1px; background: currentColor; opacity: .55 }
& .bar.muted { opacity: .25 }
& .bar.open { mask-image: linear-gradient(90deg, #000 55%, transparent) }
& .tier::before { content: ""; display: inline-block; width: .62em; height: .62em;
  margin-right: .35em; border-radius: 50%; background: currentColor }
{colors}
@media (max-width: 40rem) { & th, & td { padding-right: .6rem } }
@media (max-width: 32rem) {
  & .wide, & .wide :is(tbody, tr, th) { display: block }
  & .wide tr { margin: 0 0 .4rem }
  & .wide th { font-weight: bold }
  & .wide :is(th, td) { max-width: 100%; padding-right: .6rem; text-align: left }
  & .wide td { display: inline-block }
  & .wide td[data-label] { display: block }
  & .wide td[data-label]::before { content: attr(data-label) ": "; opacity: .8 }
  & .wide :is(thead, td:empty) { display: none } }
""".replace("{colors}", _COLORS).replace("&", _ROOT)
