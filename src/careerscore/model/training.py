"""Training programs and certifications, as those who list them describe them."""

from typing import Final

from attrs import field, frozen

from careerscore._record import Record, limits

_TEXT: Final = limits(empty=True)


@frozen(kw_only=True)
class TrainingProgram(Record):
    """A training program of a school.

    Parameters
    ----------
    program : str
        What it is called.
    school : str, optional
        Who offers it.
    length : str, optional
        How long it takes, as the source words it.
    address, location : str, optional
        The street, and the city with its state.
    distance_miles : float, optional
        How far it is from the place that was asked for [miles].
    url : str, optional
        The school's web page.
    phone : str, optional
        The school's telephone number.
    on_provider_list : bool, optional
        Whether it is on the state's list of eligible training providers, whose programs public
        funds may pay for; None where that is not known.
    source : str, optional
        Where it was found.
    found_at : str, optional
        When the source gave it (UTC), such as ``2026-01-09T12:00:00Z``.

    Examples
    --------
    >>> TrainingProgram(program="Medical Coding", school="College", distance_miles=3.2).school
    'College'
    """

    program: str
    school: str | None = field(default=None, metadata=_TEXT)
    length: str | None = field(default=None, metadata=_TEXT)
    address: str | None = field(default=None, metadata=_TEXT)
    location: str | None = field(default=None, metadata=_TEXT)
    distance_miles: float | None = field(default=None, metadata=limits(minimum=0))
    url: str | None = field(default=None, metadata=_TEXT)
    phone: str | None = field(default=None, metadata=_TEXT)
    on_provider_list: bool | None = None
    source: str | None = field(default=None, metadata=_TEXT)
    found_at: str | None = field(default=None, metadata=_TEXT)


@frozen(kw_only=True)
class Certification(Record):
    """A certification that an organization awards.

    Parameters
    ----------
    name : str
        What it is called.
    acronym : str, optional
        Its short name.
    organization : str, optional
        Who awards it.
    kind : str, optional
        Such as ``Core`` or ``Advanced``, in the words of the source.
    description : str, optional
        What it attests.
    url, organization_url : str, optional
        The web pages of the certification and of the organization.
    source : str, optional
        Where it was found.
    found_at : str, optional
        When the source gave it (UTC), such as ``2026-01-09T12:00:00Z``.

    Examples
    --------
    >>> Certification(name="Certified Professional Coder", acronym="CPC").acronym
    'CPC'
    """

    name: str
    acronym: str | None = field(default=None, metadata=_TEXT)
    organization: str | None = field(default=None, metadata=_TEXT)
    kind: str | None = field(default=None, metadata=_TEXT)
    description: str | None = field(default=None, metadata=_TEXT)
    url: str | None = field(default=None, metadata=_TEXT)
    organization_url: str | None = field(default=None, metadata=_TEXT)
    source: str | None = field(default=None, metadata=_TEXT)
    found_at: str | None = field(default=None, metadata=_TEXT)
