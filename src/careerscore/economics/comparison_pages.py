"""The page on careers side by side."""

from collections.abc import Sequence
from itertools import combinations

from careerscore._render import blocks
from careerscore._text import percent
from careerscore.economics.comparison import ComparedCareer, Comparison, Crossover
from careerscore.economics.money import Range
from careerscore.economics.pages import figures_of, money, rate, tax_in_words
from careerscore.economics.training import together
from careerscore.economics.words import (
    NOT_KNOWN,
    about,
    in_years,
    name_of_method,
    training_in_words,
    tuition,
)
from careerscore.model.assessment_pages import range_in_words


def comparison_page(comparison: Comparison) -> blocks.Page:
    """Return a table with a column for each career, then the crossovers and the assumptions."""
    careers = comparison.careers
    # Equal titles have a number and the release.
    labels = [
        career.title
        if comparison.titles.count(career.title) == 1
        else f"{career.title} ({number}{_release(career.value.data_release)})"
        for number, career in enumerate(careers, start=1)
    ]
    columns = [_column(career) for career in careers]
    names = dict.fromkeys(name for column in columns for name in column)
    # The foot has what all careers have in common.
    rest = ("Assumed", "Baseline")
    # The pages of the site are complete without a figure that they do not have.
    lacking = ["none" if career.value.assumptions is None else NOT_KNOWN for career in careers]
    rows = [
        (name, [column.get(name, gap) for column, gap in zip(columns, lacking, strict=True)])
        for name in names
        if name not in rest
    ]
    pairs = zip(comparison.crossovers, combinations(labels, 2), strict=True)
    crossovers = (_crossover(crossover, *pair) for crossover, pair in pairs)
    body = (
        blocks.ComparisonTable(labels, rows),
        blocks.BLANK,
        *blocks.paragraphs(*crossovers),
        blocks.BLANK,
        *blocks.muted(*_foot(careers)),
    )
    return blocks.Page(", ".join(labels), body, heading=False)


def _column(career: ComparedCareer) -> dict[str, str]:
    value, assessment = career.value, career.assessment
    tiers = assessment.possible_tiers if assessment.tier is None else (assessment.tier,)
    facts = {
        "Code": career.code,
        "Median pay": money(career.median_pay),
        "Education": value.education_level or NOT_KNOWN,
        **_times(career),
        "Education cost": tuition(value.education_cost),
        "Tier": " or ".join(tier.label for tier in tiers) or "none",
        **_consensus(career),
    }
    if value.assumptions is not None and value.training_years is None:
        # Ours have a row even if no career has a value.
        ours = ("Net present value", "Internal rate of return", "Paid back")
        facts |= dict.fromkeys(ours, NOT_KNOWN)
        if value.npv is not None and value.npv.value is not None:
            # There is no such rate; it is not unknown.
            facts["Internal rate of return"] = "none"
    return facts | figures_of(value)


def _consensus(career: ComparedCareer) -> dict[str, str]:
    """Return the consensus score with its error, where it is known."""
    consensus = career.consensus
    if consensus is None or consensus.tier is None or consensus.total is None:
        return {} if consensus is None else {"Consensus score": range_in_words(consensus)}
    chance = percent(consensus.tier_probabilities[consensus.tier.rank - 1])
    total = f"{consensus.total:.1f} ± {consensus.total_se:.1f} of {consensus.max_total:g}"
    return {"Consensus score": f"{total}, {consensus.tier.label} ({chance})"}


def _times(career: ComparedCareer) -> dict[str, str]:
    """Return the time of education, and the training where the method counts it."""
    value = career.value
    education = Range(*[value.education_years] * 3)
    if value.training_years is None:
        return {"Training time": in_years(education)}
    known = value.education_years is not None
    return {
        "Training": NOT_KNOWN if value.training is None else training_in_words(value.training),
        "Until trained": in_years(together(education, value.training_years) if known else None),
    }


def _release(data_release: str | None) -> str:
    return "" if data_release is None else f", data release {data_release}"


def _crossover(crossover: Crossover, first: str, second: str) -> str:
    pair = f"{first} and {second}"
    if crossover.reason is not None:
        return f"{pair}: when they cross is not known, as {crossover.reason}."
    if crossover.first_leads is None:
        return f"{pair}: even at the end."
    leader = first if crossover.first_leads else second
    gap = crossover.npv_difference if crossover.first_leads else -crossover.npv_difference
    since = "the first year" if crossover.age is None else f"age {crossover.age:g}"
    text = f"{pair}: from {since} on {leader} lead; net present value higher by {about(gap)}"
    # Who leads from the first year on has paid nothing for it.
    if crossover.age is not None and crossover.irr_of_difference is not None:
        text += f", a return of {rate(crossover.irr_of_difference)} a year on the difference"
    return f"{text}."


def _foot(careers: Sequence[ComparedCareer]) -> list[str]:
    lines = [
        f"{career.title}, {career.value.status}: {'; '.join(career.value.reasons)}"
        for career in careers
        if career.value.reasons
    ]
    value, assumed = careers[0].value, careers[0].value.assumptions
    if assumed is not None:
        lines.append(
            f"Work from {assumed.start_age} to {assumed.retirement_age}, pay by {value.parts[0]}, "
            f"{tax_in_words(assumed)}, in constant dollars. Sums over a working life are not "
            f"discounted; present values are, at {rate(assumed.discount_rate)} a year. "
            "Related work that employers ask for first is not counted."
        )
    lines += [f"Assumed: {text}" for text in value.assumption_notes]
    if value.gain is not None and value.gain.baseline_note is not None:
        lines.append(f"{value.gain.baseline}: {value.gain.baseline_note}.")
    by = f"{name_of_method(value)} ({', '.join(value.parts)}){_release(value.data_release)}"
    return [*lines, f"{by}; tiers by {careers[0].assessment.methodology}."]
