"""The style of pages in HTML: one quiet language, in the colours of its surroundings."""

from typing import Final

__all__ = ["STYLE"]

STYLE: Final = """
.careerscore { max-width: 64rem; line-height: 1.45; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums }
.careerscore h2 { margin: 0 0 .25rem; font-size: 1.5em; line-height: 1.2 }
.careerscore h3 { margin: 0 0 .4rem; font-size: 1em; border: 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent) }
.careerscore section { margin: 1.1rem 0 0 }
.careerscore p { margin: 0 0 .3rem; text-align: left }
.careerscore small, .careerscore em { font-size: .87em; opacity: .8 }
.careerscore .columns { display: grid; gap: 0 2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)) }
.careerscore .indented { margin: 0 0 .6rem 1rem }
.careerscore dl { display: grid; gap: .1rem 1rem; margin: 0 0 .4rem; align-items: baseline;
  grid-template-columns: fit-content(40%) 1fr }
.careerscore dt { font-size: .87em; opacity: .8; font-weight: normal }
.careerscore dd { margin: 0 }
.careerscore table { border-collapse: collapse; margin: .2rem 0 .5rem; width: auto;
  table-layout: auto; color: inherit; font-size: inherit; border: 0 }
.careerscore th, .careerscore td { padding: .12rem 1rem .12rem 0; text-align: left;
  vertical-align: baseline; font-weight: normal; border: 0; white-space: normal;
  overflow-wrap: normal }
.careerscore thead th { font-weight: bold }
.careerscore.careerscore tr { background: none }
.careerscore .number { text-align: right }
.careerscore .long { overflow-wrap: anywhere }
.careerscore td:has(> .bar) { width: 12rem; min-width: 4rem; vertical-align: middle }
.careerscore .bar { display: block; height: .65em; min-width: 1px; background: currentColor;
  opacity: .55 }
.careerscore .bar.quiet { opacity: .25 }
.careerscore .bar.open { mask-image: linear-gradient(90deg, #000 55%, transparent) }
.careerscore .tier::before { content: ""; display: inline-block; width: .62em; height: .62em;
  margin-right: .35em; border-radius: 50%; background: currentColor }
.careerscore .green::before { background: #1a9b50 }
.careerscore .yellow::before { background: #d9a406 }
.careerscore .orange::before { background: #e0701a }
.careerscore .red::before { background: #d1344b }
@media (max-width: 40rem) { .careerscore th, .careerscore td { padding-right: .6rem } }
"""
