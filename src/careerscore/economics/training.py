"""Training after formal education: the categories of BLS, with their lengths."""

from typing import ClassVar

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.economics.money import Range
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

_MONTHS = limits(minimum=0, maximum=600)


@frozen(kw_only=True)
class Training(Record):
    """A category of training after formal education, with its length.

    Parameters
    ----------
    category : str
        Name of the category, as BLS assigns it to occupations.
    name : str
        Name for readers.
    soc : tuple of str
        First characters of the SOC codes that it is for; empty where it is for all of them.
    min_months, typical_months, max_months : float, optional
        Its length [months]; None where no source has it.
    employed : bool
        Whether trainees are workers of the occupation; an internship or residency may come before
        employment.
    note : str, optional
        What it consists of.
    source : str
        Where the length is from.

    Examples
    --------
    >>> import careerscore as cs
    >>> training = cs.education_requirements("plumbers", data="2026.1").training
    >>> training.category, training.years, training.note
    ('Apprenticeship', Range(min=3.0, typical=4.0, max=5.0), '144 hours of instruction and 2,000
    hours of work a year')
    """

    _derived: ClassVar[tuple[str, ...]] = ("years",)

    category: str
    name: str
    soc: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    min_months: float | None = field(default=None, metadata=_MONTHS)
    typical_months: float | None = field(default=None, metadata=_MONTHS)
    max_months: float | None = field(default=None, metadata=_MONTHS)
    employed: bool = True
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    source: str = field(metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        months = (self.min_months, self.typical_months, self.max_months)
        known = [each for each in months if each is not None]
        expected = "months that never fall, the least and the most or none of them"
        holds = known == sorted(known) and (not known or None not in (months[0], months[2]))
        checks.expect("min_months", months, expected, holds=holds)

    @property
    def years(self) -> Range:
        """Its length [years]."""
        months = (self.min_months, self.typical_months, self.max_months)
        return Range(*(None if each is None else each / 12 for each in months))

    def is_for(self, category: str, soc_code: str) -> bool:
        """Whether it is the training of an occupation that is assigned a category."""
        return category == self.category and soc_code.startswith(self.soc or "")


def together(education: Range, training: Range) -> Range:
    """Return the years of education and training; at least the former where no more is known."""
    low, typical, high = (
        None if one is None or other is None else one + other
        for one, other in (
            (education.min, training.min or 0),
            (education.typical, training.typical),
            (education.max, training.max),
        )
    )
    return Range(low, typical, high)
