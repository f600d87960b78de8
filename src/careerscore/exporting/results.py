"""Export results on places, on pay over time and on what work is like to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from careerscore._record import Checks
from careerscore.exporting.api import check_target, write_table
from careerscore.exporting.ratings import RATED_FIGURES, RATED_TEXTS, gap_rows, profile_rows
from careerscore.exporting.table import ExportTable
from careerscore.local.history import PayHistory, row_of
from careerscore.local.market import LocalMarket
from careerscore.local.pay import LocalPay
from careerscore.local.places import Place
from careerscore.local.ranking import PlaceRanking
from careerscore.local.words import CATALOG as LOCAL
from careerscore.model.wages import FIGURES, PERIODS, WageEstimates
from careerscore.profiles.catalog import CATALOG as PROFILES
from careerscore.profiles.results import CareerProfile, SkillGap
from careerscore.reference.columns import (
    COUNT,
    LIST_SEPARATOR,
    NUMBER,
    REFERENCE_COLUMNS,
    TEXT,
    ReferenceColumn,
)
from careerscore.reference.loading import load, releases
from careerscore.scoring.catalog import CATALOG as SCORING

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.exporting.api import ExportReport, Format
    from careerscore.exporting.table import Cell
    from careerscore.methods.base import Method
    from careerscore.methods.catalog import Catalog
    from careerscore.model.provenance import Note, Source

Row: TypeAlias = "Mapping[str, Cell]"

Result: TypeAlias = (
    LocalPay
    | PlaceRanking
    | LocalMarket
    | PayHistory
    | CareerProfile
    | SkillGap
    | Iterable[Place | LocalPay | CareerProfile]
)

_BOUND: Final = "_lower_bound_usd"
_AVERAGE: Final = "_average_prices_usd"
_REAL: Final = "_real_usd"
_OF_WAGES: Final = {
    "_usd": "",
    _BOUND: ": the least it can be; where it is top-coded, the top code",
    _AVERAGE: ", in dollars of average US prices",
    f"_average_prices{_BOUND}": ", in dollars of average US prices: the least it can be",
    _REAL: ", in real dollars",
}

_TEXTS: Final = {
    "area_code": "area code of the wage survey",
    "place": "name of the place",
    "kind": "kind of the place",
    "states": "its states, by postal abbreviation",
    "asked_area_code": "area code that was asked for, where the state stands in",
    "status": "whether all figures are published for the place",
    "published_code": "code that pay and jobs are published under",
    "published_title": "its title",
    "occupation_code": "O*NET-SOC code, or SOC code that the survey publishes",
    "occupation_codes": "O*NET-SOC codes that are published under it",
    "title": "title of the occupation; of workers by tier, the tier or why there is none",
    "reference_period": "when the figures hold",
    "dollars_of": "month whose dollars pay is in, where that is not the survey's",
    "pay_words": "words for the difference of the median",
    "concentration_words": "words for the location quotient",
    "collapsed": "percentiles with the figure of a neighbour",
    "reasons": "what is withheld, is only a bound or stands in, and why",
    "data_release": "release of the data",
    "list": "the list that the row is in",
    "month": "month of the survey",
    "soc_codes": "SOC 2018 codes that the published row holds",
    "real_dollars_of": "month whose dollars real wages are in",
    "break_before": "why pay is not comparable with that of the edition before",
    "remarks": "what the survey does otherwise than in the edition before",
}
_FIGURES: Final = {
    "rank": (COUNT, "place in the order, 1 is the first", ""),
    "employment": (COUNT, "workers, self-employed not included", "workers"),
    "workers": (NUMBER, "workers; occupations of one code share them equally", "workers"),
    "share_of_workers": (NUMBER, "share of all workers of the place", "0 to 1"),
    "price_parity": (NUMBER, "price level", "United States = 100"),
    "employment_prse_percent": (NUMBER, "relative standard error of employment", "percent"),
    "mean_wage_prse_percent": (NUMBER, "relative standard error of mean pay", "percent"),
    "jobs_per_thousand": (NUMBER, "jobs in the occupation", "per 1,000 jobs of the place"),
    "location_quotient": (NUMBER, "share of jobs divided by that of the nation", ""),
    "difference_percent": (NUMBER, "local median above the nation's", "percent"),
    "real_difference_percent": (NUMBER, "the same in dollars of average US prices", "percent"),
    "percent_change": (NUMBER, "projected change of employment in the nation", "percent"),
    "real_dollars_factor": (NUMBER, "what dollars of the month are multiplied by", ""),
}


def _columns() -> dict[str, ReferenceColumn]:
    texts, figures = {**_TEXTS, **RATED_TEXTS}, {**_FIGURES, **RATED_FIGURES}
    declared = [(name, TEXT, title, "") for name, title in texts.items()]
    declared += [(name, *described) for name, described in figures.items()]
    known = {column.name: column for column in REFERENCE_COLUMNS}
    for unit, figure, (end, words) in product(PERIODS, FIGURES, _OF_WAGES.items()):
        wage = known[f"{unit}_{figure}_usd"]
        title = f"{wage.title}{words}"
        declared.append((f"{unit}_{figure}{end}", NUMBER, title, wage.unit))
        declared.append((f"national_{unit}_{figure}{end}", NUMBER, f"national {title}", wage.unit))
    return {
        name: ReferenceColumn(name=name, title=title, unit=unit, kind=kind)
        for name, kind, title, unit in declared
    }


_COLUMNS: Final = _columns()
"""Every column of these exports, by name."""


def export_result(
    result: Result,
    target: str | Path,
    *,
    format: Format | None = None,
    attributions: bool = False,
) -> ExportReport:
    """Write a result on places, pay over time or ratings to a CSV, Excel, Parquet or JSON file.

    A row is a place of `careerscore.best_places` (those with a bound alone come last, without a
    rank) or `careerscore.places`, an edition of `careerscore.pay_history`, a pay of
    `careerscore.local_pay`, of which several make a table, an entry of a list of
    `careerscore.local_market`, the workers by tier last, a rating of `careerscore.profile`, of
    which several make a table, or a difference of `careerscore.skill_gap`.

    Files and texts are treated as by `careerscore.export`. `careerscore.dumps` has all of a
    result as JSON, with a schema.

    Parameters
    ----------
    result : LocalPay, PlaceRanking, LocalMarket, PayHistory, CareerProfile or SkillGap
        What to write; or an iterable of Place, LocalPay or CareerProfile.
    target : str or Path
        The file, as for `careerscore.export`.
    format : str, optional
        ``"csv"``, ``"xlsx"``, ``"parquet"`` or ``"json"``; by default, from the file name.
    attributions : bool, default False
        As for `careerscore.export`.

    Raises
    ------
    InvalidInputError
        If the target is none, or the result is none of those above.
    MissingDependencyError, OSError
        As `careerscore.export` does.

    Examples
    --------
    >>> import careerscore as cs
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> ranking = cs.best_places("29-2072", data="2026.3")
    >>> with TemporaryDirectory() as folder:
    ...     report = export_result(ranking, Path(folder, "places.csv"))
    ...     lines = Path(folder, "places.csv").read_text(encoding="utf-8").splitlines()
    >>> report.rows == len(ranking.places), report.sources
    (True, ('oews-areas/2025-05', 'regional-price-parities/2023'))
    >>> lines[1][:47]
    '1,4400000,Rhode Island,state,RI,101.412,63960.0'
    """
    checks = Checks("export_result")
    path, found = check_target(checks, target, format)
    parts: list[Any] = list(result) if isinstance(result, Iterable) else [result]
    several = (Place, LocalPay, CareerProfile)
    kinds = several if isinstance(result, Iterable) else tuple(_ROWS)
    holds = len({type(part) for part in parts}) == 1 and type(parts[0]) in kinds
    expected = (
        "a LocalPay, PlaceRanking, LocalMarket, PayHistory, CareerProfile or SkillGap, or Places, "
        "LocalPays or CareerProfiles"
    )
    checks.expect("result", result, expected, holds=holds)
    checks.value("attributions", attributions, bool)
    checks.raise_problems()
    return write_table(_table(parts), path, found, attributions=attributions)


def _table(parts: list[Any]) -> ExportTable:
    kind, title, rows_of = _ROWS[type(parts[0])]
    rows = [row for part in parts for row in rows_of(part)]
    names = dict.fromkeys(name for row in rows for name in row)
    columns = [_COLUMNS[name] for name in names]
    of_careers = (LocalPay, PlaceRanking, PayHistory, CareerProfile)
    careers = [each for each in parts if isinstance(each, of_careers)]
    titles = {each.occupation_code: each.occupation_title for each in careers}
    places = {each.place.name: None for each in parts if isinstance(each, LocalPay | LocalMarket)}
    about = [*titles.values()] * (len(titles) == 1) + [*places] * (len(places) == 1)
    about += [
        f"{each.from_title} to {each.to_title}" for each in parts if isinstance(each, SkillGap)
    ]
    released = {getattr(part, "data_release", None) for part in parts}
    release = released.pop() if len(released) == 1 else None
    sources = [each for part in parts for each in _sources(part)]
    return ExportTable(
        kind=kind,
        title=": ".join((title, *about)),
        columns=tuple(columns),
        values={
            each.name: [_cell(row.get(each.name), each.kind) for row in rows] for each in columns
        },
        sheet=title,
        data_release=release,
        data_fingerprint=load(release).fingerprint if release in releases() else None,
        methodology=_method(parts),
        sources=tuple(dict.fromkeys(filter(None, sources))),
        occupation=next(iter(titles.items())) if len(titles) == 1 else None,
    )


def _sources(part: Any) -> Iterable[Source | None]:
    return (part.source, part.price_source) if isinstance(part, Place) else part.sources


def _method(parts: list[Any]) -> Method | None:
    """Return the method behind the figures, if they have one that is registered."""
    catalogs: dict[type, Catalog[Any]] = {
        LocalPay: LOCAL,
        LocalMarket: SCORING,
        CareerProfile: PROFILES,
        SkillGap: PROFILES,
    }
    catalog = catalogs.get(type(parts[0]))
    ids = {each.methodology for each in parts} if catalog else set()
    if catalog is None or len(ids) > 1 or not ids <= {*catalog.ids()}:
        return None
    found: Method = catalog.get(ids.pop())
    return found


def _cell(value: Cell, kind: str) -> Cell:
    # One type for the whole column: some figures are published as whole numbers.
    return float(value) if kind == NUMBER and isinstance(value, int) else value


def _place_row(place: Place) -> Row:
    return {
        "area_code": place.code,
        "place": place.name,
        "kind": place.kind,
        "states": LIST_SEPARATOR.join(place.states),
        "price_parity": place.price_parity,
    }


def _places_rows(place: Place) -> Iterable[Row]:
    yield {**_place_row(place), "reasons": _reasons(place.notes)}


def _ranking_rows(ranking: PlaceRanking) -> Iterable[Row]:
    name = f"{ranking.unit}_median"
    for each in (*ranking.places, *ranking.bounded):
        yield {
            "rank": each.rank,
            **_place_row(each.place),
            **_wage(name, each.median, each.notes.get("median")),
            **_wage(f"{name}_average_prices", each.real_median, each.notes.get("real_median")),
            "employment": each.employment,
            "employment_prse_percent": each.employment_prse,
            "mean_wage_prse_percent": each.mean_prse,
            "jobs_per_thousand": each.jobs_per_thousand,
            "location_quotient": each.location_quotient,
            "collapsed": LIST_SEPARATOR.join(each.collapsed) or None,
            "reasons": _reasons(each.notes),
        }


def _pay_rows(pay: LocalPay) -> Iterable[Row]:
    wages, real = pay.wages, pay.real_wages
    row: dict[str, Cell] = {
        "occupation_code": pay.occupation_code,
        "title": pay.occupation_title,
        **_place_row(pay.place),
        "asked_area_code": None if pay.asked_place is None else pay.asked_place.code,
        "status": pay.status.value,
        "reference_period": wages.reference_period,
        "published_code": wages.published_code,
        "dollars_of": None if wages.dollars is None else wages.dollars.month,
    }
    for unit, figure in product(PERIODS, FIGURES):
        name, here = f"{unit}_{figure}", getattr(wages, unit)
        row |= _wage(name, getattr(here, figure), here.notes.get(figure))
        bought = WageEstimates() if real is None else getattr(real, unit)
        row |= _wage(f"{name}_average_prices", getattr(bought, figure), bought.notes.get(figure))
    for unit in PERIODS:
        nation = getattr(pay.national, unit)
        row |= _wage(f"national_{unit}_median", nation.median, nation.notes.get("median"))
    yield row | {
        "difference_percent": pay.percent,
        "real_difference_percent": pay.real_percent,
        "pay_words": pay.pay_words,
        "employment": wages.employment,
        "employment_prse_percent": wages.employment_prse,
        "mean_wage_prse_percent": wages.mean_prse,
        "jobs_per_thousand": pay.jobs_per_thousand,
        "location_quotient": pay.location_quotient,
        "concentration_words": pay.concentration_words,
        "reasons": LIST_SEPARATOR.join(filter(None, (*pay.reasons, _reasons(pay.place.notes))))
        or None,
        "data_release": pay.data_release,
    }


def _market_rows(market: LocalMarket) -> Iterable[Row]:
    for name in ("most_jobs", "most_concentrated", "highest_paid", "fastest_growing"):
        for rank, each in enumerate(getattr(market, name), start=1):
            yield {
                "list": name.replace("_", " "),
                "rank": rank,
                "title": each.title,
                "occupation_code": each.code,
                "occupation_codes": LIST_SEPARATOR.join(each.occupations),
                "employment": each.employment,
                "employment_prse_percent": each.employment_prse,
                "mean_wage_prse_percent": each.mean_prse,
                "location_quotient": each.location_quotient,
                **_wage("annual_median", each.annual_median, each.notes.get("annual_median")),
                "percent_change": each.percent_change,
                "reasons": _reasons(each.notes),
            }
    for group in market.tiers:
        yield {
            "list": "workers by tier",
            "rank": None if group.tier is None else group.tier.rank,
            "title": group.reason if group.tier is None else group.tier.label,
            "workers": group.workers,
            "share_of_workers": group.share,
        }


def _history_rows(history: PayHistory) -> Iterable[Row]:
    yield from map(row_of, history.surveys)


def _wage(name: str, value: float | None, note: Note | None) -> dict[str, Cell]:
    """Return a wage, and the least that it can be."""
    bound = value if value is not None or note is None else note.bound
    return {f"{name}_usd": value, f"{name}{_BOUND}": bound}


def _reasons(notes: Mapping[str, Note]) -> str | None:
    texts = (f"{name}: {note.reason}" for name, note in notes.items())
    return LIST_SEPARATOR.join(texts) or None


_ROWS: Final[Mapping[type, tuple[str, str, Callable[[Any], Iterable[Row]]]]] = {
    Place: ("places", "Places", _places_rows),
    PlaceRanking: ("place-ranking", "Ranked places", _ranking_rows),
    LocalMarket: ("local-market", "Local market", _market_rows),
    LocalPay: ("local-pay", "Local pay", _pay_rows),
    PayHistory: ("pay-history", "Pay history", _history_rows),
    CareerProfile: ("career-profile", "Career profile", profile_rows),
    SkillGap: ("skill-gap", "Skill gap", gap_rows),
}
"""Kind and name of the table of each result, and its rows."""
