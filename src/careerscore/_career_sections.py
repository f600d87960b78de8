"""The sections of a career page that are read first: one answer each, in words and units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore import scoring
from careerscore._career_pay import amount, paid_by, years_of
from careerscore._render.blocks import (
    Bar,
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Link,
    Names,
    Section,
    Table,
    definitions,
    muted,
    notes,
)
from careerscore._text import format_number, percent
from careerscore.economics.money import Money
from careerscore.economics.pages import OVER_A_LIFE, figures_of
from careerscore.economics.words import NOT_KNOWN, in_years, training_in_words, tuition
from careerscore.model.assessment_pages import (
    disagreement,
    exposure_studies,
    is_converted,
    place_of_tier,
    range_in_words,
)
from careerscore.model.pages import career_name
from careerscore.model.provenance import Provenance, Status
from careerscore.model.words import category_name, plain, preparation
from careerscore.profiles.sentences import listed
from careerscore.reference.loading import own_releases, releases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore import economics
    from careerscore.model import Occupation, ResilienceAssessment, Source
    from careerscore.model.assessment import FactorScore, Tier
    from careerscore.model.occupation import RelatedOccupation
    from careerscore.profiles import CareerProfile
    from careerscore.profiles.results import NearestCareer
    from careerscore.scoring.additive import AdditiveMethodology
    from careerscore.scoring.factors import Factor

_SHORT: Final = {
    "bls-entry-requirements": ("BLS", "education"),
    "college-board-tuition": ("College Board", ""),
    "employment-projections": ("BLS", "projections"),
    "oews": ("BLS", "wages"),
    "oews-areas": ("BLS", "local wages"),
    "onet": ("O*NET", ""),
    "onet-ratings": ("O*NET", ""),
    "regional-price-parities": ("BEA", "price levels"),
}
"""Publishers and names of the datasets of a page in short."""
_LONGEST: Final = 110
"""The titles of related careers fit into two lines of a terminal [characters]."""
_MOST_LINKED: Final = 10
_LEAST_CHANCE: Final = 0.05
"""Tiers that are less likely are together in one row of a page in short."""
_OF_TASKS: Final = "% of tasks AI could speed up"
_GUESSED: Final = {Provenance.ESTIMATED, Provenance.DEFAULTED}


def head_line(occupation: Occupation) -> str:
    """Return category, code and preparation in a line."""
    category = occupation.category and category_name(occupation.category)
    zone = occupation.job_zone
    needed = ""
    if zone is not None:
        needed = f"preparation: {preparation(zone)} (job zone {zone} of 5)"
    return " · ".join(filter(None, (category, occupation.code, needed)))


def facts_strip(
    occupation: Occupation,
    assessment: ResilienceAssessment,
    path: economics.EducationRequirements,
) -> Cards:
    """Return four facts: pay, training time, education and AI resilience."""
    pay, unit = paid_by(occupation.wages)
    low, high = (amount(pay, name) for name in ("p10", "p90"))
    span = f"{low} - {high}" if low and high else ""
    trained = in_years(path.duration).partition(" (")[0]
    tier = assessment.tier
    score = "not scored"
    if tier is not None:
        score = tier.label
    elif assessment.possible_tiers:
        score = _possible(assessment)
    return Cards(
        (
            Card(f"Median pay{unit}", amount(pay, "median"), span),
            Card("Study and training", trained, _training(path)),
            Card("Education", path.entry_level or NOT_KNOWN, ""),
            Card("AI resilience", score, _points(assessment), "" if tier is None else tier.color),
        )
    )


def _training(path: economics.EducationRequirements) -> str:
    training, parts = path.training, list[str]()
    if training is not None and training.max_months != 0:
        parts.append(f"with {training.name}")
    if _needs_experience(path):
        parts.append("plus related work")
    return ", ".join(parts)


def _needs_experience(path: economics.EducationRequirements) -> bool:
    return path.work_experience not in {None, "None"}


def _points(assessment: ResilienceAssessment) -> str:
    if assessment.total_range is None or assessment.max_total is None:
        return ""
    if assessment.total is not None and assessment.total_se is not None:
        return f"{_with_error(assessment)} points"
    low, high = map(format_number, assessment.total_range)
    return f"{low if low == high else f'{low} to {high}'} of {assessment.max_total:g} points"


# ---- AI resilience


def score_section(
    occupation: Occupation,
    assessment: ResilienceAssessment,
    methodology: AdditiveMethodology,
    consensus: ResilienceAssessment | None,
) -> Section:
    """Return each factor in its unit with its cuts, the total, the next tier and the consensus."""
    rows: list[tuple[Cell, ...]] = []
    for factor, score in zip(methodology.factors, assessment.factors, strict=True):
        points = _span(factor) if score.points is None else f"{score.points:g}"
        words = _read(occupation, factor, score)
        rows.append((factor.title, *words, f"{points} of {factor.max_points}"))
    rows.append(("Total", *_total(assessment, methodology), _of(assessment)))
    number = Column(right=True, wraps=False)
    columns = (Column(muted=True), Column(), Column(muted=True), number)
    heads = ("factor", "figure", "level", "points")
    body: list[Block] = [Table(columns, rows, heads, heads_needed=False)]
    of_tasks = any(_OF_TASKS in str(figure) for _, figure, *_ in rows)
    by_halves = "Tasks that need extra software count half." if of_tasks else ""
    if assessment.status is Status.INSUFFICIENT:
        missing = (score for score in assessment.factors if score.value is None)
        first, *others = (_gap(occupation, score) for score in missing)
        # In one paragraph they take a line less.
        body += notes(f"{by_halves} {first}".strip(), *others)
    else:
        body += muted(by_halves)
    if consensus is not None:
        tiers = scoring.methodology(consensus.methodology).tiers
        body += _consensus(consensus, tiers)
        body += notes(disagreement(consensus, tiers, assessment))
    return Section(f"AI resilience, {assessment.methodology}", body, dense=True)


def _of(assessment: ResilienceAssessment) -> str:
    return _points(assessment).removesuffix(" points")


def _span(factor: Factor) -> str:
    """Return the points that a factor can have."""
    points = [band.points or 0 for band in factor.bands]
    return f"{min(points):g} to {max(points):g}"


def _gap(occupation: Occupation, score: FactorScore) -> str:
    """Return why a factor is missing, and the growth that is published for a broader group."""
    why, growth = score.note, occupation.outlook.percent_change
    text = f"{score.title}: {plain(why.reason) if why else NOT_KNOWN}."
    if score.name == "job_growth" and growth is not None:
        return text.replace(", which", f" ({growth:+g}%), which")
    return text


def _read(occupation: Occupation, factor: Factor, score: FactorScore) -> tuple[str, str]:
    """Return a value in words, and the band it is in with the cuts of the band."""
    if score.value is None:
        return NOT_KNOWN, ""
    text = _in_unit(factor, score.value)
    if score.note is not None and is_converted(score):
        text = f"{format_number(score.value)}: {plain(score.note.reason).partition(',')[0]}"
    growth = occupation.outlook.percent_change
    if factor.name == "job_growth" and growth is not None:
        text = f"{growth:+g}% projected{years_of(occupation)}"
        if factor.band_of(growth) != factor.band_of(score.value):
            text = f"{growth:+g}%{years_of(occupation)}, rounded to {score.value:g}%"
    if score.note is not None and score.note.provenance in _GUESSED:
        text += ", by rule of thumb"
    return text, _band(factor, score)


def _in_unit(factor: Factor, value: float) -> str:
    if factor.unit.startswith("share of tasks"):
        # Rounding must not carry a share over a cut.
        moved = factor.band_of(round(value, 2)) != factor.band_of(value)
        share = format_number(100 * value) if moved else f"{100 * value:.0f}"
        # A factor of one's own may be a share of other tasks.
        is_beta = factor.unit == "share of tasks, those that need further software counted half"
        return f"{share}{_OF_TASKS if is_beta else '% of tasks'}"
    if factor.unit.startswith("percent change"):
        return f"{value:+g}%"
    if factor.unit.startswith("sum of") and factor.maximum is not None:
        return f"{value:g} of {factor.maximum:g}"
    return format_number(value)


def _band(factor: Factor, score: FactorScore) -> str:
    number = next(n for n, band in enumerate(factor.bands) if band.label == score.label)
    below = factor.bands[number - 1].end if number else None
    above = factor.bands[number].end
    word = factor.bands[number].label.lower()
    if below is None or above is None:
        end = below or above
        # A band begins after a cut that belongs to the one below.
        side = {True: "above", False: "from"} if above is None else {True: "up to", False: "below"}
        return word if end is None else f"{word}, {side[end[1]]} {_cut(factor, end[0])}"
    return f"{word}, {_cut(factor, below[0]).removesuffix('%')}-{_cut(factor, above[0])}"


def _cut(factor: Factor, value: float) -> str:
    return _in_unit(factor, value).partition(" of ")[0].removeprefix("+")


def _total(assessment: ResilienceAssessment, methodology: AdditiveMethodology) -> tuple[str, str]:
    """Return the tier with its place among the tiers, and how far the next better one is."""
    rules = methodology.tier_rules
    if assessment.tier is None or assessment.total is None:
        # Which tiers are possible stands on top of the page.
        return "not enough data for one tier", ""
    rank = assessment.tier.rank
    text = f"{assessment.tier.label}, {place_of_tier(rank, len(rules))}"
    better = rules[rank - 2] if rank > 1 else None
    return text, "" if better is None else f"{better.label} from {better.at_least}"


def _with_error(assessment: ResilienceAssessment) -> str:
    return f"{assessment.total:.1f} ± {assessment.total_se:.1f} of {assessment.max_total:g}"


def _possible(assessment: ResilienceAssessment) -> str:
    """Return the tiers that are possible, the ends of a range where there are more than two."""
    labels = [tier.label for tier in assessment.possible_tiers]
    return " or ".join(labels) if len(labels) < 3 else f"{labels[0]} to {labels[-1]}"


def _consensus(consensus: ResilienceAssessment, tiers: Sequence[Tier]) -> list[Block]:
    """Return the consensus score with its error, and the probability of each tier as a bar."""
    if consensus.total is None or consensus.total_se is None:
        titles = [factor.title for factor in consensus.factors if factor.share is None]
        missing = [
            each if each[:2].isupper() else f"{each[0].lower()}{each[1:]}" for each in titles
        ]
        text = f"{range_in_words(consensus)}, without {listed(missing)}"
        return definitions(("Consensus", text))
    studies = exposure_studies(consensus)
    text = f"{_with_error(consensus)}, by {studies} AI studies, projections and job ratings"
    rows, rest = [], 1.0
    for tier, chance in zip(tiers, consensus.tier_probabilities, strict=True):
        if chance >= _LEAST_CHANCE:
            bar = Bar(round(chance, 2), color=tier.color)
            rows.append((tier.label, f"{percent(chance)} chance", bar))
            rest -= chance
    if rest >= 0.005:
        rows.append(("Others", f"{percent(rest)} chance", Bar(round(rest, 2), muted=True)))
    columns = (Column(muted=True), Column(right=True, wraps=False), Column(wraps=False))
    heads = ("tier", "probability", "")
    table = Table(columns, rows, heads, heads_needed=False)
    return [*definitions(("Consensus", text)), table]


# ---- education, value


def education_brief(
    path: economics.EducationRequirements,
    cost: economics.EducationCost,
    value: economics.LifetimeValue,
) -> Section:
    """Return education, training, tuition, licence, and what the career brings in."""
    education = path.entry_level or NOT_KNOWN
    if path.education_duration is not None and path.education_duration.max:
        education += f": {in_years(path.education_duration)}"
    training = path.on_the_job_training
    if path.training is not None:
        training = training_in_words(path.training)
        if path.training.max_months == 0 and ":" in education:
            training = "none beyond education"
    experience = None
    if _needs_experience(path):
        experience = f"{path.work_experience} of related work, not counted below"
    figures = figures_of(value)
    ahead = figures.get("Ahead")
    if ahead is not None and ahead[-1].isdigit():
        ahead += ", with tuition and lost pay made up"
    body = definitions(
        ("Education", education),
        ("Training", training),
        ("Experience", experience),
        ("Tuition", _price(cost)),
        ("Licence", path.license_note),
        (OVER_A_LIFE, figures.get(OVER_A_LIFE)),
        ("Ahead", ahead),
    )
    title = "Education, training and value"
    if value.gain is not None and value.assumptions is not None:
        until = value.assumptions.retirement_age
        title = f"Education, training, value to {until}: pay as above, before tax, undiscounted"
    return Section(title, body, dense=True)


def _price(cost: economics.EducationCost) -> str:
    low, typical, high = cost.total.min, cost.total.typical, cost.total.max
    if typical is None:
        return tuition(Money.at_least(cost.at_least or 0))
    if low is None or high is None or low == high:
        return tuition(Money.exact(typical)) if typical else "none"
    return f"${low:,.0f} to ${high:,.0f} by kind of college, typically ${typical:,.0f}"


# ---- related careers, links, sources


def related_brief(
    occupation: Occupation, profile: CareerProfile | None, sources: Iterable[Source]
) -> Section:
    """Return related careers, addresses with more, and the editions of the page in short."""
    links, titles = occupation.links, [career.title for career in occupation.related]
    most = next((n for n in range(len(titles), 1, -1) if len("; ".join(titles[:n])) < _LONGEST), 1)
    related = ("Related", "; ".join(titles[:most]) or None)
    near = () if profile is None else profile.nearest
    pages = {
        "O*NET OnLine": links.onet_online,
        "My Next Move": links.my_next_move,
        "Jobs and local pay": links.career_one_stop,
        "Training": links.training,
    }
    published: dict[str, list[str]] = {}
    for each in sources:
        publisher, what = _SHORT.get(each.dataset, (each.dataset, ""))
        published.setdefault(publisher, []).append(f"{what} {each.edition}".strip())
    by = "; ".join(f"{publisher} {', '.join(of)}" for publisher, of in published.items())
    used = f"Data {occupation.data_release or 'made by hand'}{f': {by}' if by else ''}."
    # The other addresses are longer than a line of a terminal.
    command = ("Jobs, training", f"{command_for(occupation)} --section links")
    more = "More: --all, --section NAME, --sources."
    return Section(
        "Related careers and links",
        [
            *definitions(
                ("Related", _names(occupation.related[:_MOST_LINKED])),
                ("Much alike", _names(near)),
                ("Elsewhere", Names([Link(url, name) for name, url in pages.items()])),
            ),
            *muted(used),
        ],
        brief=[
            *definitions(related, ("O*NET", Link(links.onet_online)), command),
            *muted(f"{used} {more}"),
        ],
        dense=True,
    )


def _names(careers: Sequence[RelatedOccupation | NearestCareer]) -> Names | None:
    names = [career_name(career.code, career.title) for career in careers]
    return Names(names) if names else None


def command_for(occupation: Occupation) -> str:
    """Return the command that shows an occupation, with its release where it is not the default."""
    release, newest = occupation.data_release, releases()[-1]
    is_named = release is not None and (release in releases() or release in own_releases())
    option = f" --data {release}" if is_named and release != newest else ""
    return f"careerscore show {occupation.code}{option}"
