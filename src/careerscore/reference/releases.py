"""Release: a pinned set of editions, as a mapping from code to occupation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from careerscore._data import Archive, available, bundled
from careerscore._frozen_map import FrozenMap
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.errors import (
    DataIntegrityError,
    Problem,
    UnknownDatasetError,
    UnknownOccupationError,
    shorten,
)
from careerscore.matching.matches import SURE
from careerscore.model.occupation import Occupation
from careerscore.reference.assembly import assemble
from careerscore.reference.editions import FOLDER as DATASETS
from careerscore.reference.editions import Facts, open_edition
from careerscore.reference.wages import wages_by_edition, worker_weights

if TYPE_CHECKING:
    from careerscore._data import DataDirectory
    from careerscore._render.blocks import Page
    from careerscore.matching import Candidate, Match
    from careerscore.matching.codes import Occupations
    from careerscore.matching.queries import Queries
    from careerscore.matching.titles import Facts as TitleFacts
    from careerscore.model.provenance import Source
    from careerscore.model.wages import WageDistribution
    from careerscore.reference.columns import ReferenceColumn, Value
    from careerscore.reference.editions import Edition
    from careerscore.reference.editorial import EditorialCareer
    from careerscore.reference.panel import Panel
    from careerscore.scoring.bindable import BindableT

MODIFIED: Final = " (modified)"


class Release(RichDisplay, Mapping[str, Occupation]):
    """The occupations of a pinned set of editions, keyed by O*NET-SOC code.

    Made by `load` and by `replace`. An occupation is assembled at first use and cached.

    Parameters
    ----------
    folder : DataDirectory
        Directory of the editions.
    name : str
        Name of the release.
    editions : Mapping of str to str
        The edition of each dataset.
    fingerprint : str, optional
        Fingerprint it was released with; computed where it was never released.
    own : DataDirectory, optional
        Directory of what it does not pin: O*NET's sentences, of a user; by default the same.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.load("2026.1")["29-2072.00"].title
    'Medical Records Specialists'
    """

    _repr_fields: ClassVar[tuple[str, ...]] = ("name", "fingerprint")

    def __init__(
        self,
        folder: DataDirectory,
        name: str,
        editions: Mapping[str, str],
        fingerprint: str | None = None,
        own: DataDirectory | None = None,
    ) -> None:
        self._folder = folder
        self._released_fingerprint = fingerprint
        self._facts = Facts(folder, editions, own)
        self._made: dict[str, Occupation] = {}
        self._made_brief: dict[str, Occupation] = {}
        self._bound: dict[str, Any] = {}
        self.name = name
        self.editions: Mapping[str, str] = FrozenMap(editions)

    def _page(self) -> Page:
        from careerscore._render.blocks import Column, Page, Section, Table, definitions, muted
        from careerscore.model.pages import sources_section

        rows = [(source.id, source.title, source.publisher) for source in self.datasets]
        columns = (Column(share=2), Column(share=4), Column(muted=True, share=3))
        counts = (("Occupations", f"{len(self):,}"), ("Editions", f"{len(rows):,}"))
        editions = Table(columns, rows, ("edition", "title", "publisher"))
        return Page(
            f"Release {self.name}",
            (
                *definitions(*counts),
                Section("Editions", [editions]),
                sources_section(self.datasets),
                *muted(f"Fingerprint: {self.fingerprint}"),
            ),
        )

    def __repr__(self) -> str:
        return short_repr(f"<Release {self.name}: {len(self)} occupations>")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Release):
            return NotImplemented
        return (self.name, self.fingerprint) == (other.name, other.fingerprint)

    def __hash__(self) -> int:
        return hash((self.name, self.fingerprint))

    def __reduce__(self) -> tuple[object, ...]:
        # Another process has the same data; only the name and the pins travel.
        return _restore, (self.name, dict(self.editions), self.fingerprint)

    def __len__(self) -> int:
        return len(self._facts.titles)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts.titles)

    def __contains__(self, code: object) -> bool:
        return code in self._facts.titles

    def __getitem__(self, code: str) -> Occupation:
        """Return the occupation of an exact O*NET-SOC code.

        Raises
        ------
        UnknownOccupationError
            If there is none; `occupation` takes more and suggests.
        """
        if code not in self._facts.titles:
            reason = "a release is keyed by exact O*NET-SOC codes; Release.occupation() takes more"
            raise UnknownOccupationError(shorten(code), self.name, (), reason)
        if code not in self._made:
            self._made[code] = assemble(self._facts, code, self.name, self.fingerprint)
        return self._made[code]

    def _brief(self, code: str) -> Occupation:
        if code in self._made:
            return self._made[code]
        if code not in self._made_brief:
            brief = assemble(self._facts, code, self.name, self.fingerprint, lists=False)
            self._made_brief[code] = brief
        return self._made_brief[code]

    def occupation(self, query: str) -> Occupation:
        """Look up the occupation that a code, slug, title or job title surely means.

        Parameters
        ----------
        query : str
            O*NET-SOC code, SOC code (its ``.00`` occupation), slug, title or job title. Case,
            number, word order, brackets, grades, terms of employment and small misspellings do
            not matter; an official title goes before any job title.

        Raises
        ------
        InvalidInputError
            If it is not a text of at most 200 characters.
        RetiredCodeError
            If it is a code of SOC 2010 or O*NET-SOC 2010; its successors are named.
        AmbiguousOccupationError, UnknownOccupationError
            If it is not sure which occupation is meant, or none comes near; the likeliest are
            named, best first.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").occupation("medical coder").code
        '29-2072.00'
        """
        # A code as it is needs nothing but the codes.
        is_code = isinstance(query, str) and query in self
        return self[query if is_code else self.find(query).code]

    def find(self, query: str) -> Candidate:
        """Return which occupation a query surely means, and how it was found.

        Parameters
        ----------
        query : str
            As in `occupation`.

        Raises
        ------
        CareerscoreError
            As in `occupation`.

        Examples
        --------
        >>> import careerscore as cs
        >>> found = cs.load("2026.1").find("medical coder")
        >>> found.code, found.how, found.matched
        ('29-2072.00', 'alias', 'Medical Coder')
        """
        return self._queries.find(query)

    def match_code(self, code: str | float, *, system: str | None = None) -> Match:
        """Match a code of SOC, O*NET-SOC or another system to occupations, without a guess.

        Where `occupation` raises, this returns the reason and every candidate: to account for
        the codes of a whole table, as `careerscore.frames.join_reference` does.

        Parameters
        ----------
        code : str or number
            The code. What is unambiguous is read: blanks, dashes of any kind, quotation marks
            around it, six or eight digits without a hyphen. ``Match.read_as`` has the code that
            another spelling was read as; the reason names what could not be read: a date, a lost
            digit, several codes.
        system : str, optional
            ``"onet-soc-2019"``, ``"soc-2018"``, ``"onet-soc-2010"`` or one of
            `careerscore.matching.code_systems`. Six and eight digits of one vintage may be mixed.
            By default SOC 2018 and O*NET-SOC 2019; codes that the wage survey had in 2019 and
            2020 alone are taken for those.

        Raises
        ------
        InvalidInputError
            If the code is neither text nor number, or there is no such classification.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").match_code(292072).candidates
        ('29-2072.00',)
        >>> cs.load("2026.1").match_code("29-2071").reason
        'SOC 2018 has no such code; SOC 2010 has, with the successors 29-2072.00, 29-9021.00'
        """
        from careerscore.matching.codes import match_code

        # cast, as pyright takes a cached property for none.
        return match_code(code, system, cast("Occupations", self._facts))

    def systems_of(self, codes: Iterable[str]) -> Mapping[str, int]:
        """Return how many of some codes each classification has, the best fit first.

        Parameters
        ----------
        codes : iterable of str
            The different codes of a table, in any spelling.

        Returns
        -------
        Mapping of str to int
            By the names that `match_code` takes as `system`.

        Examples
        --------
        >>> import careerscore as cs
        >>> fits = cs.load("2026.1").systems_of(["29-2071", "15-1131", "29-2072"])
        >>> next(iter(fits.items()))
        ('soc-2010', 2)
        """
        from careerscore.matching.codes import fits

        return fits(codes, cast("Occupations", self._facts))

    def match_title(self, title: str, *, min_confidence: float = SURE) -> Match:
        """Match a title as people write it to occupations, without a guess.

        Where `occupation` raises, this returns the reason and the likeliest occupations: to
        account for the titles of a whole table, as `careerscore.frames.join_reference` does.

        Parameters
        ----------
        title : str
            A title or job title, in any spelling.
        min_confidence : float
            Confidence from which on the likeliest occupation is taken, 0 to 1.

        Raises
        ------
        InvalidInputError
            If the title is not a text, or the confidence not a share.

        Examples
        --------
        >>> import careerscore as cs
        >>> release = cs.load("2026.1")
        >>> release.match_title("Sr. Software Engineer (Remote)").candidates
        ('15-1252.00',)
        >>> release.match_title("Bus driver").candidates
        ('53-3051.00', '53-3052.00')
        >>> release.match_title("Police").reason
        "not sure enough: at best Police and Sheriff's Patrol Officers, 55%"
        """
        return self._queries.titles.match(title, min_confidence)

    def search(self, text: str, limit: int = 10) -> tuple[Candidate, ...]:
        """Search occupations by code, title or job title.

        The likeliest come first, each with the name that came nearest, how it was found and a
        confidence. :doc:`/explanation/job-titles` describes how names are compared.

        Parameters
        ----------
        text : str
            A code, title or job title, in any spelling.
        limit : int
            The maximum number of results.

        Raises
        ------
        InvalidInputError
            If the text is empty or longer than every title, or the limit is not positive.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").search("Coder, Medical (Remote)", limit=1)[0].title
        'Medical Records Specialists'
        """
        return self._queries.search(text, limit)

    @cached_property
    def datasets(self) -> tuple[Source, ...]:
        """The editions it is made of."""
        return tuple(self._facts.edition(dataset).source for dataset in self.editions)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over its tables: equal fingerprints, equal facts."""
        return self._released_fingerprint or self._computed_fingerprint()

    def _computed_fingerprint(self) -> str:
        """Return the SHA-256 over the tables and parameters of its editions, not their prose."""
        lines: list[str] = []
        # Sorted as the paths of the files are, by which the first releases were fingerprinted.
        for dataset in sorted(self.editions, key=lambda name: f"{name}/"):
            edition = self._facts.edition(dataset)
            parameters = sorted(edition.parameters.items())
            lines += [f"{edition.id} {key}={value!r}" for key, value in parameters]
            tables = sorted(path for path in self._files_of(dataset) if path.endswith(".csv"))
            lines += [f"{path} {self._folder.checksums[path]}" for path in tables]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def _queries(self) -> Queries:
        from careerscore.matching.queries import Queries

        # cast, as pyright takes a cached property for none.
        return Queries(cast("TitleFacts", self._facts), self.name)

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of the files of its editions, below the folder of data."""
        return tuple(path for dataset in self.editions for path in self._files_of(dataset))

    @property
    def checksums(self) -> Mapping[str, str]:
        """SHA-256 of each of its files, keyed by path."""
        return {path: self._folder.checksums[path] for path in self.files}

    def _files_of(self, dataset: str) -> list[str]:
        # The tables of an edition that has several are in a folder of its name.
        place = f"{DATASETS}/{dataset}/{self.editions[dataset]}"
        starts = tuple(f"{place}{end}" for end in ("/", ".csv", ".toml", ".zip"))
        return [path for path in self._folder.checksums if path.startswith(starts)]

    def edition(self, dataset: str) -> Edition:
        """Return its edition of a dataset: source, parameters and tables, read when asked for.

        Parameters
        ----------
        dataset : str
            Name of the dataset, one of `editions`.

        Raises
        ------
        UnknownDatasetError
            If the release has none of this name; the message lists those that it has.

        Examples
        --------
        >>> import careerscore as cs
        >>> estimates = cs.load("2026.3").edition("oews-areas").table("estimates")
        >>> rows = estimates.rows_of("29-1141")
        >>> [row["a_median"] for row in rows if row["area_code"] == "0023420"]
        ['125420']
        """
        if dataset not in tuple(self.editions):
            raise UnknownDatasetError(str(dataset), tuple(self.editions))
        return self._facts.edition(dataset)

    def wages_by_edition(self, code: str) -> Mapping[str, WageDistribution]:
        """Return the wages of an occupation in each edition of the wage survey up to its own.

        The earlier editions, from May 2019 on, are at hand next to those that the release pins.
        Those of 2019 and 2020 have a classification of their own: an occupation may stand in a
        row that holds others, too; a note says so.

        Parameters
        ----------
        code : str
            An exact O*NET-SOC code.

        Returns
        -------
        Mapping of str to WageDistribution
            Keyed by edition, oldest first.

        Raises
        ------
        UnknownOccupationError
            If there is no such code; `occupation` takes more and suggests.

        Examples
        --------
        >>> import careerscore as cs
        >>> wages = cs.load("2026.2").wages_by_edition("29-2072.00")
        >>> wages["2020-05"].published_code, wages["2020-05"].annual.median
        ('29-2098', 44090)
        >>> wages["2021-05"].published_code, wages["2021-05"].annual.median
        ('29-2072', 46660)
        """
        self[code]
        return FrozenMap(wages_by_edition(self._facts, code))

    @cached_property
    def worker_weights(self) -> Mapping[str, float]:
        """Workers of each occupation, by code; those without a number of workers are not there.

        Occupations that share a row of the wage survey have equal parts of its employment, so
        that the sum counts no worker twice. Percentiles and shares among workers use it.

        Examples
        --------
        >>> import careerscore as cs
        >>> weights = cs.load("2026.3").worker_weights
        >>> weights["29-2072.00"], len(weights)
        (194720.0, 995)
        """
        return FrozenMap(worker_weights(self._facts))

    def bind(self, methodology: BindableT) -> BindableT:
        """Return a methodology that ranks among workers, bound to those of the release.

        Parameters
        ----------
        methodology : Bindable
            A methodology such as ``careerscore/1.0``.

        Returns
        -------
        Bindable
            Kept for further calls. Its fingerprint is over the distribution, too.

        Raises
        ------
        InvalidInputError
            If it is a methodology that ranks nothing, or none.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.load("2026.3").bind(cs.methodology("careerscore/1.0"))
        >>> round(method.score(job_growth=7.8).factor("job_growth").share, 3)
        0.836
        """
        # Imported here: most methodologies rank nothing.
        from careerscore.reference.binding import check_bindable, distribution_in

        check_bindable(methodology)
        key = methodology.fingerprint
        if key not in self._bound:
            self._bound[key] = methodology.bind(distribution_in(self, self._folder, methodology))
        made: BindableT = self._bound[key]
        return made

    def replace(self, /, **editions: str) -> Release:
        """Return a variant with other or further editions; it is no longer a named release.

        Parameters
        ----------
        **editions : str
            The edition of each dataset to exchange or add, bundled or of your own; an underscore
            stands for a hyphen.

        Raises
        ------
        UnknownDatasetError, UnknownEditionError
            If there is none of this name; the message lists the available ones.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").replace(oews="2025-05")
        <Release 2026.1 with oews/2025-05 (modified): 1016 occupations>
        """
        changed = {name.replace("_", "-"): edition for name, edition in editions.items()}
        pinned = {**self.editions, **changed}
        folder, opened = self._folder, changed
        if not _has_all(folder, pinned):
            # Those of the user may be other ones than when it was loaded.
            folder, opened = available(), {**changed, **pinned}
        for dataset, edition in opened.items():
            open_edition(folder, dataset, edition)
        named = ", ".join(f"{dataset}/{edition}" for dataset, edition in changed.items())
        base = self.name.removesuffix(MODIFIED)
        name = f"{base} with {named}{MODIFIED}" if changed else self.name
        fingerprint = None if changed else self._released_fingerprint
        return Release(folder, name, pinned, fingerprint, available())

    @cached_property
    def editorial_careers(self) -> Mapping[str, EditorialCareer]:
        """Careers outside O*NET that editors described, by slug; a release may have none."""
        from careerscore.reference.editorial import editorial_careers

        return editorial_careers(self._facts)

    @cached_property
    def high_school_graduate(self) -> Occupation | None:
        """The baseline of lifetime values: an occupation with the mean wages of a graduate.

        The mean over the occupations that need a high school diploma or nothing and at most
        short-term training, weighted by employment. None where BLS's requirements are not at hand.

        Examples
        --------
        >>> import careerscore as cs
        >>> graduate = cs.load("2026.3").high_school_graduate
        >>> graduate.wages.annual.p10, graduate.wages.annual.median, graduate.wages.annual.p90
        (30289, 42338, 61418)
        >>> graduate.notes["*"].reason
        'mean of 186 occupations with 65,401,890 workers that need a high school diploma or nothing
        and at most short-term training, weighted by employment'
        """
        from careerscore.reference.graduate import high_school_graduate

        released = self._released_fingerprint is not None
        return high_school_graduate(self._facts, self.name, self.fingerprint, released=released)

    @cached_property
    def columns(self) -> tuple[ReferenceColumn, ...]:
        """The columns of `to_frame`: those of `REFERENCE_COLUMNS` whose dataset it has."""
        from careerscore.reference.columns import columns_of

        return columns_of(self.editions)

    @cached_property
    def _column_values(self) -> Mapping[str, tuple[Value, ...]]:
        """The values of every column, in the order of the codes."""
        occupations = [brief_occupation(self, code) for code in self]
        return {column.name: tuple(map(column.value_for, occupations)) for column in self.columns}

    def panel(self) -> Panel:
        """Return every exposure measure of every occupation as a tidy table.

        Examples
        --------
        >>> import careerscore as cs
        >>> dict(cs.load("2026.1").panel().coverage[0].counts)
        {'observed': 923, 'missing': 93}
        """
        from careerscore.reference.panel import panel_of

        return panel_of(self)

    def to_frame(self, backend: str) -> Any:
        """Return the release as a data frame, one row per occupation.

        The columns, with their units and meanings, are `careerscore.reference.REFERENCE_COLUMNS`,
        without those of datasets that the release lacks. The type of a column follows from its
        description, never from the rows. What is missing is null; columns that end in ``_how``
        and ``_reason`` say how values were obtained, or why there are none.

        Parameters
        ----------
        backend : str
            ``"pandas"``, ``"polars"`` or ``"pyarrow"``.

        Returns
        -------
        pandas.DataFrame, polars.DataFrame or pyarrow.Table
            Put together anew for each call; the values are read from the occupations once.

        Raises
        ------
        InvalidInputError
            If there is no such backend.
        MissingDependencyError
            If its package is not installed.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").to_frame("polars").select("title", "annual_median_usd").row(0)
        ('Chief Executives', 206680.0)
        """
        from careerscore.reference.columns import frame_of

        return frame_of(self.columns, self._column_values, backend)

    def verify(self) -> int:
        """Compare its files with their checksums and its tables with its fingerprint.

        Returns
        -------
        int
            Number of files checked.

        Raises
        ------
        DataIntegrityError
            If any differs; all of them are listed.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.load("2026.1").verify() > 20
        True
        """
        checked = self._folder.verify(self.files)
        problems = [problem for path in self.files if (problem := self._problem_inside(path))]
        if problems:
            raise DataIntegrityError(tuple(problems))
        found = self._computed_fingerprint()
        if found != self.fingerprint:
            raise self._folder.error(
                Problem(self.name, found, f"the fingerprint {self.fingerprint}")
            )
        return checked

    def _problem_inside(self, path: str) -> Problem | None:
        """Compare a compressed table with the digest of it in the metadata, which pins it."""
        if not path.endswith(".zip"):
            return None
        _, dataset, *_, table = path.removesuffix(".zip").split("/")
        expected = self._facts.edition(dataset).parameters.get(f"{table}_sha256")
        found = Archive(self._folder.read_bytes(path), path).digest()
        return None if found == expected else Problem(path, found, f"SHA-256 inside {expected}")


def _has_all(folder: DataDirectory, editions: Mapping[str, str]) -> bool:
    return all(f"{DATASETS}/{name}/{editions[name]}.toml" in folder.checksums for name in editions)


def _restore(name: str, editions: Mapping[str, str], fingerprint: str) -> Release:
    own = available()
    if _has_all(bundled(), editions):
        return Release(bundled(), name, editions, fingerprint, own)
    for dataset, edition in editions.items():
        open_edition(own, dataset, edition)
    return release_of_user(own, name, editions, fingerprint)


def brief_occupation(release: Release, code: str) -> Occupation:
    """Return an occupation without its lists, such as its tasks, which take half the time."""
    return release._brief(code)  # noqa: SLF001 - of this module


def release_of_user(
    folder: DataDirectory, name: str, editions: Mapping[str, str], fingerprint: str | None
) -> Release:
    """Return a release with data of a user, which may have changed since it was named."""
    release = Release(folder, name, editions)
    if fingerprint not in (None, release.fingerprint):
        raise folder.error(Problem(name, release.fingerprint, f"the fingerprint {fingerprint}"))
    return release
