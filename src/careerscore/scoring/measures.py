"""Inputs that are read from an occupation as the mean of one or more of its figures."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.methods.loading import read_record
from careerscore.model.provenance import Note, Provenance
from careerscore.scoring.factors import Input
from careerscore.scoring.sources import InputSource, InputValue, check_exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.occupation import Occupation


@frozen(kw_only=True)
class Measure(Input):
    """A published measure, and how it is read from an occupation.

    Parameters
    ----------
    mean_of : tuple of InputSource
        The figures that it is the mean of; where one is missing, the measure is.
    source : str, optional
        Citation of the figures.
    **entry
        The parameters of `Input`; a measure is optional by default.
    """

    mean_of: tuple[InputSource, ...] = field(converter=frozen_tuple)
    source: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    optional: bool = field(default=True, metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        check_exact(checks, minimum=self.minimum, maximum=self.maximum)
        holds = self.name.isidentifier()
        checks.expect("name", self.name, "a name such as 'job_growth'", holds=holds)
        checks.expect("mean_of", self.mean_of, "one source or more", holds=bool(self.mean_of))

    def changed(self, changes: Mapping[str, Any]) -> Measure:
        """Return a measure with some fields replaced; sources may be mappings."""
        return read_record(type(self), {**asdict(self, recurse=False), **changes})

    def value_of(self, occupation: Occupation) -> InputValue:
        """Return its value for an occupation, or every reason why there is none."""
        read = [source.read(occupation) for source in self.mean_of]
        values = [one.value for one in read if one.value is not None]
        notes = [one.note for one in read if one.note is not None]
        if len(values) == len(read):
            note = notes[0] if notes else None
            return InputValue(fsum(values) / len(values), read[0].source, note)
        reasons = dict.fromkeys(note.reason for note in notes if _is_missing(note))
        return InputValue(
            None, None, Note(provenance=Provenance.MISSING, reason="; ".join(reasons))
        )


def _is_missing(note: Note) -> bool:
    return note.provenance is Provenance.MISSING
