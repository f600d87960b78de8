"""Plot of an occupation's pay in several places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from careerscore._text import number_of
from careerscore.local.pay import LocalPay
from careerscore.model.wages import PERIODS, WageEstimates
from careerscore.plots._frame import BLUE, OPEN, VERMILLION, open_canvas
from careerscore.plots._text import axis_dollars, basis, dollars, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from careerscore.local.places import Place
    from careerscore.plots._canvas import Canvas

_MEDIAN: Final[dict[str, Any]] = {"color": BLUE, "marker": "o"}
_RANGE: Final[dict[str, Any]] = {"color": BLUE, "alpha": 0.35, "solid_capstyle": "butt"}
_INSTEAD: Final[dict[str, Any]] = {"color": BLUE, "marker": "s", "markerfacecolor": "white"}
_NATION: Final[dict[str, Any]] = {"color": VERMILLION, "linestyle": (0, (5, 1.5))}

_BAND: Final = ", band: P25 to P75, the middle half"

_ROOMY: Final = 15
"""Most places whose range and letters are drawn large."""

_MOST_NAMED: Final = 6

_Known: TypeAlias = tuple[float, LocalPay, WageEstimates]
"""The median, or the least that it can be; the pay, and what of it is drawn."""


def local_pay(pays: Iterable[LocalPay], *, real: bool = False, ax: Axes | None = None) -> Axes:
    r"""Draw what an occupation is paid in several places, the best paid first.

    A dot is the median, the bar below it the range from P25 to P75, the dashed line the median of
    the nation. An open triangle is a top code: the median is at least that. A square is the median
    of the state, as a fallback. Places without published pay are named in the note. Pay by the hour
    is drawn where an occupation has no other.

    Parameters
    ----------
    pays : iterable of LocalPay
        Results of `careerscore.local_pay` for one occupation.
    real : bool
        Whether to draw dollars of average US prices in place of dollars as they are paid.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure by default, as high as its places need.

    Raises
    ------
    InvalidInputError
        If there are no pays, they are of several occupations, releases or months of dollars, or
        no median is known.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> states = ("California", "Texas", "New York")
    >>> axes = local_pay([cs.local_pay("29-2072", state, data="2026.3") for state in states])
    >>> axes.get_title()
    'Medical Records Specialists: highest\nof 3 medians in California, $61,810'
    """
    canvas = open_canvas("plots.local_pay", ax)
    given = list(pays) if isinstance(pays, Iterable) else []
    kinds = {type(pay) for pay in given}
    expected = "one LocalPay or more"
    canvas.require("pays", pays, expected, holds=kinds == {LocalPay})
    canvas.checks.value("real", real, bool)
    bases = {(pay.occupation_code, pay.data_release, pay.wages.dollars) for pay in given}
    expected = "those of one occupation, one release and dollars of one month"
    canvas.require("pays", pays, expected, holds=len(bases) == 1)
    is_annual = any(pay.wages.annual.lower_bound("median") is not None for pay in given)
    unit = "annual" if is_annual else "hourly"
    known: list[_Known] = []
    without = []
    for pay in given:
        wages = pay.real_wages if real else pay.wages
        here = WageEstimates() if wages is None else getattr(wages, unit)
        bound = here.lower_bound("median")
        if bound is None:
            without.append(pay.place.name)
        else:
            known.append((bound, pay, here))
    canvas.require("pays", pays, "some median that is known", holds=bool(known))
    known.sort(key=lambda each: -each[0])  # those with the same stay in the order given
    nation = getattr(given[0].national, unit).lower_bound("median")
    cents = unit == "hourly"
    height = max(2.7, 0.17 * len(known))  # of the rows in a new figure [inches]
    if ax is None:
        canvas.axes.figure.figure.set_size_inches(6.4, 2.1 + height)
    _draw(canvas, known, nation)
    canvas.axes.set_ylim(len(known) + 0.1, -0.6)
    if nation is not None:
        text = f"nation {dollars(nation, cents=cents)}"
        left, right = canvas.axes.get_xlim()
        by, side = ((5, 0), "left") if 2 * nation < left + right else ((-5, 0), "right")
        look = {"color": VERMILLION, "fontweight": "bold", "va": "center"}
        canvas.write(text, (nation, len(known) - 0.4), by, ha=side, **look)
    of = "US dollars of average US prices" if real else "US dollars"
    month = given[0].wages.dollars
    of += "" if month is None else f" of {month.name}"
    canvas.scale(canvas.axes.xaxis, f"pay [{of} {PERIODS[unit]}]", axis_dollars)
    subtitle = [f"Dot: median{_BAND * any(map(_has_range, known))}.", *_meanings(known)]
    note = basis(dict.fromkeys(source for pay in given for source in pay.sources), bases.pop()[1])
    if without:
        named = one_line("; ".join(without[:_MOST_NAMED]), 400)
        more = len(without) - _MOST_NAMED
        what = "pay, or without price parity" if real else "pay"
        subtitle.append(f"Without published {what}: {named}{f' and {more} more' * (more > 0)}.")
    highest = f"median pay in {number_of(len(known), 'place')}"
    if all(here.median is not None for *_, here in known):
        bound, best, _ = known[0]
        highest = f"highest of {len(known)} medians" if len(known) > 1 else "median"
        highest += f" in {one_line(best.place.name)}, "
        highest += f"{dollars(bound, cents=cents)}{' in average US prices' * real}"
    return canvas.finish(
        f"{one_line(given[0].occupation_title)}: {highest}", " ".join(subtitle), note
    )


def _name(place: Place) -> str:
    """Return the name of a place, that of an area short of cities where it is long."""
    cities, comma, states = place.name.rpartition(", ")
    return f"{one_line(cities, 22)}{comma}{one_line(states, 35)}"


def _draw(canvas: Canvas, known: Sequence[_Known], nation: float | None) -> None:
    axes, is_roomy = canvas.axes, len(known) <= _ROOMY
    for row, (bound, pay, here) in enumerate(known):
        if here.p25 is not None and (end := here.lower_bound("p75")) is not None:
            axes.plot([here.p25, end], [row, row], **_RANGE, linewidth=9 if is_roomy else 5)
        look = _MEDIAN if pay.asked_place is None else _INSTEAD
        look = look if here.median is not None else OPEN
        axes.plot(bound, row, **look, linestyle="", markersize=7 if is_roomy else 4.5)
    if nation is not None:
        axes.axvline(nation, **_NATION, linewidth=1.4, zorder=1)
    names = [_name(pay.asked_place or pay.place) for _, pay, _ in known]
    axes.set_yticks(range(len(known)), names, parse_math=False)
    axes.tick_params(axis="y", length=0)
    canvas.scale(axes.yaxis, "")
    canvas.grid("x")


def _has_range(known: _Known) -> bool:
    return known[2].p25 is not None and known[2].lower_bound("p75") is not None


def _meanings(known: Sequence[_Known]) -> Iterator[str]:
    if any(here.median is None for *_, here in known):
        yield "Triangle: top code, at least that much."
    if any(pay.asked_place for _, pay, _ in known):
        yield "Square: median of the state instead."
