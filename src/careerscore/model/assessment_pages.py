"""The page on a score: result, probabilities of tiers, factors and their parts."""

from collections.abc import Iterator, Sequence
from typing import Final

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Block, Cell, Column, Page, Section, Table, muted
from careerscore._text import format_number, percent
from careerscore.model.assessment import FactorPart, FactorScore, ResilienceAssessment, Tier
from careerscore.model.pages import text_of_note
from careerscore.model.provenance import Status
from careerscore.model.words import plain

_RANKS: Final = {1: "1st", 2: "2nd", 3: "3rd"}
_NUMBERS: Final = {3: "three", 4: "four", 5: "five"}


def assessment_page(
    assessment: ResilienceAssessment,
    methodology: str | None = None,
    tiers: Sequence[Tier] | None = None,
) -> Page:
    """Return the page on a score.

    ``methodology`` is id, title and date of the methodology, by default the id alone; ``tiers``
    are its tiers, None where they are not known.
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    release = assessment.data_release and f"Data release {assessment.data_release}"
    return Page(
        name or assessment.methodology,
        (
            *muted(release, f"Methodology {methodology or assessment.methodology}"),
            blocks.BLANK,
            assessment_section(assessment, tiers),
            *muted(f"Fingerprint of this result: {assessment.fingerprint}"),
        ),
        heading=bool(name),
    )


def assessment_section(assessment: ResilienceAssessment, tiers: Sequence[Tier] | None) -> Section:
    """Return result, rationale and factors, each factor with its source and its parts."""
    # Of a factor that has parts alone, they tell the rest.
    sources = [
        f"{factor.title}: {_origin(factor)}"
        for factor in assessment.factors
        if factor.note or factor.source or not factor.parts
    ]
    is_fallback = assessment.status is Status.FALLBACK
    return Section(
        _title(assessment),
        (
            _result(assessment, tiers),
            blocks.paragraph(plain(assessment.rationale)),
            *blocks.notes(f"fallback: {assessment.status_reason}" if is_fallback else None),
            blocks.BLANK,
            *_probabilities(assessment, tiers),
            _factors(assessment.factors),
            blocks.BLANK,
            *muted(*sources),
            *_parts(assessment.factors),
        ),
    )


def consensus_section(
    consensus: ResilienceAssessment, tiers: Sequence[Tier], assessment: ResilienceAssessment
) -> Section:
    """Return the consensus score with its error and probabilities, and where another disagrees."""
    title = f"Consensus score ({consensus.methodology})"
    if consensus.tier is None:
        body = [blocks.paragraph(range_in_words(consensus)), *muted(consensus.status_reason)]
        return Section(title, body, minor=True)
    studies = exposure_studies(consensus)
    body = [
        _result(consensus, tiers),
        *_probabilities(consensus, tiers),
        *blocks.notes(disagreement(consensus, tiers, assessment)),
        *muted(
            f"Of {studies} exposure studies, BLS projections and O*NET ratings; "
            "± one standard error."
        ),
    ]
    return Section(title, body, minor=True)


def exposure_studies(consensus: ResilienceAssessment) -> str:
    """Return how many studies of exposure a consensus is of, as a word."""
    studies = consensus.factors[0].parts
    return _NUMBERS[sum(study.share is not None for study in studies)]


def is_converted(factor: FactorScore) -> bool:
    """Return whether a figure is converted from a measure on another scale, such as AIOE."""
    return factor.note is not None and " divided by " in factor.note.reason


def range_in_words(assessment: ResilienceAssessment) -> str:
    """Return the range of totals that missing inputs leave."""
    low, high = assessment.total_range or (0, 0)
    return f"not enough data: between {low:.1f} and {high:.1f} of {assessment.max_total:g} points"


def disagreement(
    consensus: ResilienceAssessment, tiers: Sequence[Tier], assessment: ResilienceAssessment
) -> str | None:
    """Return in a sentence how two scores disagree, if the tier of one is one of the other's."""
    first, second = assessment.tier, consensus.tier
    if first is None or second is None or first == second:
        return None
    if first not in tiers or assessment.max_total != consensus.max_total:
        # Tiers of another scale are other tiers.
        return None
    chance = percent(consensus.tier_probabilities[tiers.index(first)])
    return f"The two disagree: the consensus says {second.label} ({first.label}: {chance})."


def _title(assessment: ResilienceAssessment) -> str:
    first, *others = assessment.factors
    # A measure is no resilience: high exposure is rather the opposite.
    if not others:
        return first.title
    is_score = first.max_points is not None or bool(assessment.possible_tiers)
    return "AI resilience" if is_score else "Measures"


def _result(assessment: ResilienceAssessment, tiers: Sequence[Tier] | None) -> blocks.Paragraph:
    total, has_points = None, assessment.factors[0].max_points is not None
    if assessment.total is not None:
        total = format_number(assessment.total)
        if assessment.total_se is not None:
            total = f"{assessment.total:.2f} ± {assessment.total_se:.2f}"
        if has_points:
            total += f" of {assessment.max_total:g} points"
        elif assessment.is_category:
            total = None
    if (tier := assessment.tier) is not None:
        place = f"{rank_of_tier(tier.rank)} tier"
        if tiers is not None:
            of_points = place_of_tier(tier.rank, len(tiers))
            place = of_points if has_points else f"{rank_of_tier(tier.rank)} of {len(tiers)} tiers"
        label = blocks.Span(tier.label, blocks.Emphasis.STRONG, tier.color)
        points = blocks.Span(f"{total}, " if total else "", blocks.Emphasis.STRONG)
        return blocks.Paragraph((points, label, blocks.Span(f" ({place})")))
    possible = " or ".join(tier.label for tier in assessment.possible_tiers)
    if assessment.status is not Status.INSUFFICIENT:
        return blocks.strong(total or "as published")
    if assessment.total_range is None or not has_points:
        return blocks.strong(f"no score: {possible}" if possible else "no score")
    low, high = map(format_number, assessment.total_range)
    points_range = f"{low} to {high} of {assessment.max_total:g} points"
    return blocks.strong(f"{points_range} possible: {possible}")


def rank_of_tier(rank: int) -> str:
    """Return a rank as an ordinal number, such as 2nd."""
    return _RANKS.get(rank, f"{rank}th")


def place_of_tier(rank: int, count: int) -> str:
    """Return the place of a tier of a score among all, such as: 2nd best of 4."""
    if rank == count:
        return f"lowest of {count}"
    return f"{'' if rank == 1 else f'{rank_of_tier(rank)} '}best of {count}"


def _origin(part: FactorScore | FactorPart) -> str:
    """Return the unit of a figure, the note on it and its source."""
    note = "" if part.note is None else text_of_note(part.note)
    source = "" if part.source is None else part.source.id
    # The unit of the factor is not that of the other measure.
    stands_in = isinstance(part, FactorScore) and is_converted(part)
    unit = "" if stands_in else plain(part.unit or "")
    return "; ".join(filter(None, (unit, note, source)))


def _probabilities(assessment: ResilienceAssessment, tiers: Sequence[Tier] | None) -> list[Block]:
    """Return the probability of each tier with a bar."""
    rows: list[tuple[Cell, ...]] = []
    for rank, chance in enumerate(assessment.tier_probabilities, start=1):
        name, color = f"{rank_of_tier(rank)} tier", ""
        if tiers is not None:
            name, color = tiers[rank - 1].label, tiers[rank - 1].color
        rows.append((name, percent(chance), Bar(round(chance, 2), color=color)))
    columns = (Column(muted=True), Column(right=True, wraps=False), Column(wraps=False))
    return [Table(columns, rows), blocks.BLANK] if rows else []


def _factors(factors: Sequence[FactorScore]) -> Table:
    rows = [(factor.title, *_cells(factor)) for factor in factors]
    columns = (Column(muted=True), Column(right=True), Column(), Column(right=True))
    shares = [_share(factor) for factor in factors]
    if not any(shares):
        return Table(columns, rows)
    heads = ("", "value", "label", "points", "workers below")
    with_shares = [(*row, share) for row, share in zip(rows, shares, strict=True)]
    formats = (*columns, Column(right=True, wraps=False))
    kept = [place for place in range(5) if any(row[place] for row in with_shares)]
    return Table(
        [formats[place] for place in kept],
        [[row[place] for place in kept] for row in with_shares],
        [heads[place] for place in kept],
    )


def _cells(factor: FactorScore) -> tuple[str, str, str]:
    most = "" if factor.max_points is None else f"of {factor.max_points:g}"
    if factor.value is None:
        return "—", "missing", most
    unit = "" if is_converted(factor) else factor.unit
    value = _in_unit(factor.value, unit)
    points = factor.points
    if points is None:
        return value, factor.label or "", ""
    digits = f"{points:g}" if points == int(points) else f"{points:.2f}"
    return value, factor.label or "", f"+{digits} {most}"


def _in_unit(value: float, unit: str) -> str:
    if unit.startswith("share of tasks, those"):
        return f"{format_number(100 * value)}%"
    if unit.startswith("percent change"):
        return f"{value:+g}%"
    return f"{value:g} of 25" if unit.startswith("sum of five EPOCH") else format_number(value)


def _share(part: FactorScore | FactorPart) -> str:
    """Return the share of workers below a value, with its error."""
    error = getattr(part, "standard_error", None)
    if part.share is None:
        return ""
    return percent(part.share) + ("" if error is None else f" ± {error:.0%}")


def _parts(factors: Sequence[FactorScore]) -> list[Block]:
    """Return what factors were computed from, in short for a terminal."""
    columns = (Column(), Column(right=True), Column(right=True), Column(muted=True))
    heads = ("", "value", "workers below", "")
    named = [(factor.title, factor.parts) for factor in factors if factor.parts]
    tables = [
        Section(name, [Table(columns, [*_rows(parts)], heads)], minor=True) for name, parts in named
    ]
    brief = [
        (name, "; ".join(f"{part.title} {_share(part) or _number(part.value)}" for part in parts))
        for name, parts in named
    ]
    title = "What it was computed from"
    short = blocks.definitions(*brief)
    folded = Section(title, tables, minor=True, folded=True, brief=short)
    return [blocks.BLANK, folded] if named else []


def _rows(parts: Sequence[FactorPart], *, inner: bool = False) -> Iterator[tuple[Cell, ...]]:
    for part in parts:
        emphasis = blocks.Emphasis.MUTED if inner else blocks.Emphasis.NORMAL
        title = blocks.Span(part.title, emphasis)
        yield title, _number(part.value), _share(part), _origin(part)
        yield from _rows(part.parts, inner=True)


def _number(value: float | None) -> str:
    return "—" if value is None else format_number(value)
