"""Input sources: how a methodology reads an input from an occupation.

It is part of the definition: two methodologies may read the same value differently.
"""

from collections.abc import Mapping, Sequence
from math import copysign
from numbers import Integral, Real
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from careerscore._record import Checks, Record, fields_of, frozen_tuple, limits, without_none
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import Note, Provenance, Source, note_on

HALF_AWAY_FROM_ZERO: Final = "half-away-from-zero"
SOC_CODE: Final = "soc_code"

_EXACT, _LARGEST = 2**53, 2**1023
"""A float holds integers exactly up to the first, and none beyond twice the second."""


class InputValue(NamedTuple):
    """The value of an input, None if it is missing, with its source and a note."""

    value: float | None
    source: Source | None = None
    note: Note | None = None


def round_half_away_from_zero(value: float) -> int:
    """Round to a whole number; halves go away from zero."""
    whole = int(value)
    # The difference is exact, unlike the sum in floor(value + 0.5).
    return whole + int(copysign(1, value)) if abs(value - whole) >= 0.5 else whole


def as_number(value: Any) -> Any:
    """Turn another library's number into Python's, and a NaN into None.

    Anything that is not a number is returned as it is, to be refused with its field.
    """
    if isinstance(value, Real) and not isinstance(value, bool):
        number = int(value) if isinstance(value, Integral) else float(value)
        if isinstance(number, int) and _EXACT < abs(number) < _LARGEST:
            # As a float, as two integers that are one float would have one fingerprint.
            return float(number)
        return None if number != number else number
    return value


def check_exact(checks: Checks, **values: float | None) -> None:
    """Refuse integers of a definition that no float holds: two of them have one fingerprint."""
    for name, value in values.items():
        holds = not isinstance(value, int) or abs(value) <= _EXACT
        checks.expect(name, value, "an integer of at most 2**53, or a float", holds=holds)


@frozen(kw_only=True)
class InputSource(Record):
    """One way of reading an input; of several, the first that gives a value is used.

    Parameters
    ----------
    path : str
        Where the value is in `Occupation`: ``outlook.percent_change``.
    accept : tuple of Provenance
        The provenance a value may have; others count as missing.
    component : str, optional
        ``"soc_code"``: the value is the component published for a code equal, as text, to
        the parent SOC code of an occupation whose own code ends in ``.00``.
    divide_by : float, optional
        What the value is divided by.
    at_most : float, optional
        Cap on the value, after the division.
    round : str, optional
        ``"half-away-from-zero"``: the value is rounded to a whole number.

    Raises
    ------
    InvalidInputError
        If a parameter is not as described above.

    Examples
    --------
    >>> InputSource(path="outlook.percent_change", round="half-away-from-zero").accept
    (<Provenance.OBSERVED: 'observed'>,)
    """

    path: str
    accept: tuple[Provenance, ...] = field(default=(Provenance.OBSERVED,), converter=frozen_tuple)
    component: str | None = field(default=None, metadata=limits(enum=(SOC_CODE,)))
    divide_by: float | None = None
    at_most: float | None = None
    round: str | None = field(default=None, metadata=limits(enum=(HALF_AWAY_FROM_ZERO,)))

    def _check(self, checks: Checks) -> None:
        check_exact(checks, divide_by=self.divide_by, at_most=self.at_most)
        checks.expect("divide_by", self.divide_by, "a number but 0", holds=self.divide_by != 0)
        kind: Any = Occupation
        # A misspelt path would read nothing for ever.
        for step in self.path.split("."):
            kind = _type_of_step(kind, step)
        holds = get_origin(kind) is Mapping if self.component else kind in (int, float)
        expected = "a path to a number in an occupation, such as 'outlook.percent_change'"
        checks.expect("path", self.path, expected, holds=holds)

    def read(self, occupation: Occupation) -> InputValue:
        """Read the value from an occupation, or the reason why it is missing."""
        *steps, last = self.path.split(".")
        owners: list[Any] = [occupation]
        for step in steps:
            owner = owners[-1]
            part = owner.get(step) if isinstance(owner, Mapping) else getattr(owner, step)
            if part is None:
                return _missing(f"the occupation has no {_words(step)}")
            owners.append(part)
        value = getattr(owners[-1], last)
        # A measure is named by its own name, anything else by that of its field.
        name = _words(steps[-1] if last in {"value", "components"} else last)
        if self.component:
            value = value.get(occupation.soc_code) if occupation.code.endswith(".00") else None
            if value is None:
                return _missing(f"no {name} is published for {occupation.code} as a SOC code")
        # A note on the whole, as on wages shared with other codes, holds for its parts.
        inner = [owner for owner in reversed(owners) if not isinstance(owner, Mapping)]
        inner = inner[:-1] or inner
        notes = [note_on(inner[0].notes, last), *(note_on(owner.notes, "") for owner in inner[1:])]
        sources = [getattr(owner, "source", None) for owner in inner]
        sources.append(occupation.sources.get(self.path.partition(".")[0]))
        note: Note | None = next(filter(None, notes), None)
        if value is None:
            return _missing(note.reason if note else f"the occupation has no {name}")
        provenance = note.provenance if note else Provenance.OBSERVED
        if provenance not in self.accept:
            why = f"{name} is {provenance}, which this methodology does not read"
            return _missing(f"{why}: {note.reason}" if note else why)
        value, note = self._computed(value, note, name)
        return InputValue(value, next(filter(None, sources), None), note)

    def _computed(self, value: float, note: Note | None, name: str) -> tuple[float, Note | None]:
        """Return the value after the arithmetic, and the note that names the arithmetic."""
        published, done = value, []
        if self.divide_by is not None:
            value /= self.divide_by
            done.append(f"{name} divided by {self.divide_by:g}")
        if self.at_most is not None:
            value = min(value, self.at_most)
            done.append(f"at most {self.at_most:g}")
        if self.round:
            value = round_half_away_from_zero(value)
            if not isinstance(published, int):
                done.append("read as a whole number, halves away from zero")
        if not done:
            return value, note
        reason = f"{', '.join(done)}; published as {published:g}"
        if note is None:
            return value, Note(provenance=Provenance.OBSERVED, reason=reason)
        return value, attrs.evolve(note, reason=f"{note.reason}; {reason}")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _missing(reason: str) -> InputValue:
    return InputValue(None, None, Note(provenance=Provenance.MISSING, reason=reason))


def _type_of_step(kind: Any, step: str) -> Any:
    """Return the type that a step of a path leads to, None where it leads nowhere."""
    if (get_origin(kind) or kind) is Mapping:
        return without_none(get_args(kind)[1])[0] if step else None
    if not (isinstance(kind, type) and attrs.has(kind)):
        return None
    types = {each.name: each.type for each in fields_of(kind)}
    derived = getattr(kind, step, None)
    if isinstance(derived, property):
        types[step] = get_type_hints(derived.fget)["return"]
    return without_none(types.get(step))[0]


def read_input(sources: Sequence[InputSource], occupation: Occupation) -> InputValue:
    """Read an input: by the first source that gives a value, or every reason why none does."""
    reasons: dict[str, None] = {}
    for source in sources:
        read = source.read(occupation)
        if read.value is None:
            reasons |= {read.note.reason: None} if read.note else {}
            continue
        if not reasons:
            return read
        note = read.note or Note(provenance=Provenance.OBSERVED, reason="the next one was read")
        reason = f"{note.reason}; used as {'; '.join(reasons)}"
        return read._replace(note=attrs.evolve(note, reason=reason))
    return _missing("; ".join(reasons) or "the methodology reads no field for it")
