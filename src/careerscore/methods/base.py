"""What every versioned method has: an identity, and a fingerprint of its definition."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, Self

import attrs
from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple
from careerscore._record import limits as limited_to
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.methods.fingerprint import figures_of, fingerprint_of
from careerscore.model.occupation import Occupation

if TYPE_CHECKING:
    from careerscore._render.blocks import Page


STATUSES: Final = ("draft", "released", "superseded", "withdrawn")

_ID: Final = limited_to(
    pattern=r"^[^/\s][^/\n]*/([^\n]*\S)(?![\s\S])",
    expected="family/version, such as 'american-dream-jobs/2.0'",
)
_MODIFIED: Final = " (modified)"


class Method(Protocol):
    """What every versioned method offers, of scores and of economics, whoever wrote it.

    A method is a value: it holds its whole definition, touches no files and no network, and
    gives the same answer to the same question for ever.
    """

    @property
    def id(self) -> str:
        """``family/version``."""
        ...

    @property
    def title(self) -> str:
        """What a reader calls it."""
        ...

    @property
    def released(self) -> datetime.date:
        """When this version was released."""
        ...

    @property
    def status(self) -> str:
        """``draft``, ``released``, ``superseded`` or ``withdrawn``."""
        ...

    @property
    def superseded_by(self) -> str | None:
        """Id of the version that replaces it."""
        ...

    @property
    def citation(self) -> str:
        """How to cite it."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that defines a result."""
        ...

    def evolve(self, **changes: Any) -> Self:
        """Return a variant with an id and a fingerprint of its own."""
        ...

    def card(self) -> str:
        """Return its description as a page of Markdown."""
        ...


@frozen(kw_only=True)
class MethodologyBase(Record, RichDisplay, ABC):
    """The identity of a methodology, and the fingerprint of its definition.

    Parameters
    ----------
    id : str
        ``family/version``.
    title : str
        What a reader calls it.
    released : datetime.date
        When this version was released.
    status : str
        ``draft``, ``released``, ``superseded`` or ``withdrawn``.
    citation : str
        How to cite it.
    url, description : str, optional
        Where it was published, and what it does in a sentence or two.
    limits : tuple of str, optional
        Known weaknesses, a sentence each.
    changes : str, optional
        What differs from the version before it.
    superseded_by : str, optional
        Id of the version that replaces it.

    Raises
    ------
    InvalidInputError
        If the definition contradicts itself; all problems are listed.
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("id", "title", "released")

    engine: ClassVar[str] = ""
    """Name of the engine and version of its rules; part of every fingerprint."""

    id: str = field(metadata=_ID)
    title: str
    released: datetime.date
    status: str = field(metadata=limited_to(enum=STATUSES))
    citation: str
    url: str | None = None
    description: str | None = None
    limits: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    changes: str | None = None
    superseded_by: str | None = None
    fingerprint: str = field(init=False, eq=False, repr=False)
    """SHA-256 over the engine and every number and word that a result is made of."""

    def _page(self) -> "Page":
        from careerscore.methods.pages import methodology_page

        return methodology_page(self)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        definition = {"engine": self.engine, "id": self.id, **self._definition()}
        # Set once, before anyone holds the object; attrs refuses assignment even here.
        object.__setattr__(self, "fingerprint", fingerprint_of(definition))

    def _check(self, checks: Checks) -> None:
        holds = type(self.released) is datetime.date
        checks.expect("released", self.released, "a date without a time", holds=holds)

    def __repr__(self) -> str:
        return short_repr(f"<Methodology {self.id}, {self.title}, {self.released}>")

    def _definition(self) -> dict[str, object]:
        """Return every number and word that a result is made of: the fields of its kind."""
        identity = {each.name for each in attrs.fields(MethodologyBase)}
        names = (each.name for each in attrs.fields(type(self)) if each.name not in identity)
        figures = figures_of(type(self), {name: getattr(self, name) for name in names})
        # A methodology that this one uses counts by its fingerprint.
        return {name: getattr(value, "fingerprint", value) for name, value in figures.items()}

    @property
    @abstractmethod
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""

    def card(self) -> str:
        """Return its full description in Markdown."""
        from careerscore._render.markdown import render

        return render(self._page()) + "\n"

    def evolve(self, **changes: Any) -> Self:
        """Return a variant: an unpublished methodology with a new fingerprint.

        Parameters
        ----------
        **changes
            Fields to replace. ``factors`` may be a mapping of factor names to changed
            factors, or to mappings of the factor's fields. Without an ``id`` of its own the
            variant's ends with "(modified)".

        Raises
        ------
        InvalidInputError
            If there is no such field or factor, or the variant contradicts itself.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> human = {"read": [{"path": "exposures.eloundou_human_beta.value"}]}
        >>> method.evolve(factors={"ai_exposure": human}).id
        'american-dream-jobs/2.0 (modified)'
        """
        fields = [each.name for each in attrs.fields(type(self)) if each.init]
        refuse_unknown_names(self.id, changes, fields)
        id = self.id.removesuffix(_MODIFIED) + _MODIFIED
        identity = {"id": id, "status": "draft", "superseded_by": None}
        return attrs.evolve(self, **identity | self._expanded(changes))

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Turn shorthand for changed fields into the fields."""
        return changes


def nearest(name: str, names: list[str]) -> str:
    """Return the names closest to a name, or all of them."""
    return " or ".join(close_matches(name, tuple(names))) or ", ".join(names)


def refuse_unknown_names(
    id: str, given: Iterable[str], names: Sequence[str], prefix: str = ""
) -> None:
    """Refuse names of fields or factors that a methodology does not have, all at once."""
    unknown = tuple(
        Problem.unknown(f"{prefix}{name}", tuple(names)) for name in given if name not in names
    )
    if unknown:
        raise InvalidInputError(id, unknown)


def check_occupation(id: str, occupation: object) -> None:
    """Refuse anything but an occupation."""
    if not isinstance(occupation, Occupation):
        expected = "an Occupation, as careerscore.occupation gives it"
        raise InvalidInputError(id, (Problem("occupation", shorten(occupation), expected),))
