"""How a methodology reads an input from an occupation.

A reading is a path into `Occupation`, what provenance it accepts there, and the
arithmetic that the methodology does to the published value. It is part of the
definition: two methodologies may read the same value differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import copysign
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from careerscore._record import Checks, frozen_tuple
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import Note, Provenance, Source, note_on

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Found", "Reading", "as_number", "read_input", "round_half_away_from_zero"]

HALF_AWAY_FROM_ZERO: Final = "half-away-from-zero"
SOC_CODE: Final = "soc_code"


class Found(NamedTuple):
    """What reading an input gave.

    Attributes
    ----------
    value : float or None
        None where there is nothing the methodology accepts.
    source : Source or None
        Where the value comes from.
    note : Note or None
        What is exceptional about it, or why there is none.
    """

    value: float | None
    source: Source | None = None
    note: Note | None = None


def round_half_away_from_zero(value: float) -> int:
    """Round to a whole number; halves go away from zero.

    Examples
    --------
    >>> [round_half_away_from_zero(value) for value in (7.1, 2.5, -2.5, -0.4)]
    [7, 3, -3, 0]
    """
    whole = int(value)
    # The difference is exact, unlike the sum in floor(value + 0.5).
    return whole + int(copysign(1, value)) if abs(value - whole) >= 0.5 else whole


def as_number(value: Any) -> Any:
    """Turn another library's number into Python's, and a NaN into None.

    Anything that is not a number is returned as it is, to be refused with its field.

    Examples
    --------
    >>> as_number(float("nan")) is None, as_number(7), as_number("7")
    (True, 7, '7')
    """
    if isinstance(value, Real) and not isinstance(value, bool):
        number = int(value) if isinstance(value, Integral) else float(value)
        return None if number != number else number
    return value


@frozen(kw_only=True)
class Reading:
    """One way of reading an input; the first that finds a value is used.

    Parameters
    ----------
    path : str
        Where the value stands in `Occupation`: ``outlook.percent_change``.
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
        If a parameter is not what is said above.

    Examples
    --------
    >>> Reading(path="outlook.percent_change", round="half-away-from-zero").accept
    (<Provenance.OBSERVED: 'observed'>,)
    """

    path: str
    accept: tuple[Provenance, ...] = attrs.field(
        default=(Provenance.OBSERVED,), converter=frozen_tuple
    )
    component: str | None = None
    divide_by: float | None = None
    at_most: float | None = None
    round: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Reading")
        expected = "a path to a number in an occupation, such as 'outlook.percent_change'"
        holds = isinstance(self.path, str) and self._leads_somewhere()
        checks.expect("path", self.path, expected, holds=holds)
        checks.items("accept", self.accept, Provenance)
        holds = self.component in (None, SOC_CODE)
        checks.expect("component", self.component, f"{SOC_CODE!r} or None", holds=holds)
        checks.number("divide_by", self.divide_by, optional=True)
        checks.expect("divide_by", self.divide_by, "a number but 0", holds=self.divide_by != 0)
        checks.number("at_most", self.at_most, optional=True)
        holds = self.round in (None, HALF_AWAY_FROM_ZERO)
        checks.expect("round", self.round, f"{HALF_AWAY_FROM_ZERO!r} or None", holds=holds)
        checks.raise_problems()

    def _leads_somewhere(self) -> bool:
        """Follow the path through the classes: a misspelt one would read nothing for ever."""
        kind: Any = Occupation
        for step in self.path.split("."):
            kind = _kind_of_step(kind, step)
        return get_origin(kind) is Mapping if self.component else kind in (int, float)

    def read(self, occupation: Occupation) -> Found:
        """Read the value from an occupation, or say why there is none."""
        *steps, last = self.path.split(".")
        owners: list[Any] = [occupation]
        for step in steps:
            owner = owners[-1]
            found = owner.get(step) if isinstance(owner, Mapping) else getattr(owner, step)
            if found is None:
                return _nothing(f"the occupation has no {_words(step)}")
            owners.append(found)
        value = getattr(owners[-1], last)
        if self.component:
            own = value.get(occupation.soc_code) if occupation.code.endswith(".00") else None
            if own is None:
                of = f"{occupation.code} as a SOC code"
                return _nothing(f"no {self._name} is published for {of}")
            value = own
        # What is said of the whole, as of wages shared with other codes, holds for its parts.
        inner = [owner for owner in reversed(owners) if not isinstance(owner, Mapping)]
        inner = inner[:-1] or inner
        notes = [note_on(inner[0].notes, last), *(note_on(owner.notes, "") for owner in inner[1:])]
        sources = [getattr(owner, "source", None) for owner in inner]
        sources.append(occupation.sources.get(self.path.partition(".")[0]))
        return self._judged(
            value,
            next((note for note in notes if note is not None), None),
            next((source for source in sources if source is not None), None),
        )

    def _judged(self, value: float | None, note: Note | None, source: Source | None) -> Found:
        if value is None:
            return _nothing(note.reason if note else f"the occupation has no {self._name}")
        how = note.provenance if note else Provenance.OBSERVED
        if how not in self.accept:
            reason = f": {note.reason}" if note else ""
            return _nothing(f"{self._name} is {how}, which this methodology does not read{reason}")
        return Found(self._computed(value), source, self._with_arithmetic(value, note))

    @property
    def _name(self) -> str:
        """What the value is called: a measure by its own name, anything else by its field's."""
        *steps, last = self.path.split(".")
        return _words(steps[-1] if last in {"value", "components"} else last)

    def _computed(self, value: float) -> float:
        if self.divide_by is not None:
            value /= self.divide_by
        if self.at_most is not None:
            value = min(value, self.at_most)
        return round_half_away_from_zero(value) if self.round else value

    def _with_arithmetic(self, value: float, note: Note | None) -> Note | None:
        """Return the note on a value, with what the methodology did to the published figure."""
        done: list[str] = []
        if self.divide_by is not None:
            done.append(f"{self._name} divided by {self.divide_by:g}")
        if self.at_most is not None:
            done.append(f"at most {self.at_most:g}")
        if self.round and not isinstance(value, int):
            done.append("read as a whole number, halves away from zero")
        if not done:
            return note
        reason = f"{', '.join(done)}; published as {value:g}"
        if note is None:
            return Note(provenance=Provenance.OBSERVED, reason=reason)
        return attrs.evolve(note, reason=f"{note.reason}; {reason}")


def _words(name: str) -> str:
    return name.replace("_", " ")


def _nothing(reason: str) -> Found:
    return Found(None, None, Note(provenance=Provenance.MISSING, reason=reason))


def _kind_of_step(kind: Any, step: str) -> Any:
    """Return the class that a step of a path leads to, None where it leads nowhere."""
    if (get_origin(kind) or kind) is Mapping:
        return _plain(get_args(kind)[1]) if step else None
    if not (isinstance(kind, type) and attrs.has(kind)):
        return None
    if step in attrs.fields_dict(kind):
        return _plain(_types(kind)[step])
    found = getattr(kind, step, None)
    return _plain(get_type_hints(found.fget)["return"]) if isinstance(found, property) else None


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _plain(kind: Any) -> Any:
    """Take the None out of ``X | None``."""
    choices = [choice for choice in get_args(kind) if choice is not type(None)]
    return choices[0] if type(None) in get_args(kind) else kind


def read_input(readings: Sequence[Reading], occupation: Occupation) -> Found:
    """Read an input: the first reading that finds a value, or every reason why none does.

    Examples
    --------
    >>> found = read_input((Reading(path="outlook.percent_change"),),
    ...                    Occupation(code="55-1011.00", title="Air Crew Officers"))
    >>> found.value is None, found.note.reason
    (True, 'the occupation has no percent change')
    """
    reasons: list[str] = []
    for reading in readings:
        found = reading.read(occupation)
        if found.value is not None:
            return _standing_in(found, reasons) if reasons else found
        reasons += [found.note.reason] if found.note else []
    return _nothing("; ".join(dict.fromkeys(reasons)) or "the methodology reads no field for it")


def _standing_in(found: Found, reasons: Sequence[str]) -> Found:
    """Return a value that a later reading found, with why the earlier ones did not."""
    note = found.note or Note(provenance=Provenance.OBSERVED, reason="the next one was read")
    reason = f"{note.reason}; used as {'; '.join(dict.fromkeys(reasons))}"
    return found._replace(note=attrs.evolve(note, reason=reason))
