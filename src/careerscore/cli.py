"""The command line: each command asks the library and prints, nothing more."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, CycloptsError, Parameter, Token
from rich.console import Console

import careerscore as cs
from careerscore._record import Checks
from careerscore._text import ASCII_FALLBACKS, strip_control
from careerscore.api import DEFAULT_METHODOLOGY, DEFAULT_VALUE, career_economics
from careerscore.errors import (
    CareerscoreError,
    DataError,
    MethodologyPluginError,
    UnknownMethodologyError,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from careerscore.economics import EconomicMethod
    from careerscore.exporting import ExportColumn, ExportReport
    from careerscore.scoring import Methodology

__all__ = ["app", "run"]

NARROWEST = 40

PATIENCE_SECONDS = 1.0

Format = Annotated[
    Literal["text", "json"], Parameter(name="--format", help="For people or for programs.")
]
Data = Annotated[str | None, Parameter(name="--data", help="Data release; the newest by default.")]
Method = Annotated[
    str,
    Parameter(name="--methodology", help="Id of a methodology, or path of a TOML file of one."),
]


def _whole(_: object, tokens: Sequence[Token]) -> int:
    """Read a whole number: 18.9 is none, and is not taken for 19."""
    text = tokens[0].value
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"expected a whole number, got {shorten(text)}") from None


Whole = Annotated[int, Parameter(converter=_whole)]
# A query that begins with a dash is a query all the same.
Query = Annotated[str, Parameter(allow_leading_hyphen=True)]

app: App = App(
    name="careerscore",
    help="Career scoring you can pin: wages, education, outlook and AI resilience of every US "
    "occupation, from official data in dated releases.",
    version=lambda: cs.__version__,
    help_format="plaintext",
    version_format="plaintext",
    suppress_keyboard_interrupt=False,
)
data_app: App = App(
    name="data", help="The bundled data: list them, verify them, build them from official files."
)
app.command(data_app)


@app.command
def show(
    query: Query,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Annotated[
        Literal["text", "json", "html"],
        Parameter(name="--format", help="For people, for programs, or as a page of HTML."),
    ] = "text",
) -> None:
    """Print the career page of an occupation.

    Example: careerscore show medical-records-specialists

    Parameters
    ----------
    query
        O*NET-SOC code, SOC code, slug, title or alias.
    """
    method = _methodology(methodology)
    occupation = cs.occupation(query, data=data)
    assessment = method.assess(occupation)
    economics = career_economics(occupation)
    if format == "json":
        _print_json({"occupation": occupation, "assessment": assessment, "economics": economics})
        return
    from careerscore.report.card import career_card

    card = career_card(occupation, assessment, method, economics)
    if format == "html":
        from careerscore.report.html import document

        # Every character as one that any terminal or file can hold: browsers read them back.
        _write(document(card).encode("ascii", "xmlcharrefreplace").decode())
        return
    _print(card)


@app.command
def assess(
    query: Query,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Format = "text",
) -> None:
    """Score an occupation.

    Example: careerscore assess 29-2072.00 --data 2026.1

    Parameters
    ----------
    query
        O*NET-SOC code, SOC code, slug, title or alias.
    """
    method = _methodology(methodology)
    assessment = method.assess(cs.occupation(query, data=data))
    if format == "json":
        _print_json(assessment)
        return
    from careerscore.report.card import assessment_card

    _print(assessment_card(assessment, method))


@app.command
def compare(
    first: Query,
    second: Query,
    third: Query | None = None,
    /,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    value: Annotated[str, Parameter(help="Id of a method of lifetime value.")] = DEFAULT_VALUE,
    start_age: Annotated[Whole | None, Parameter(help="Age at which education begins.")] = None,
    retirement_age: Annotated[Whole | None, Parameter(help="Age at which work ends.")] = None,
    discount_rate: Annotated[
        float | None, Parameter(help="Real discount rate a year, such as 0.03.")
    ] = None,
    wage_growth: Annotated[
        float | None, Parameter(help="Real growth of pay a year, such as 0.01.")
    ] = None,
    institution: Annotated[
        str | None, Parameter(help="Where tuition is paid, such as public_in_state.")
    ] = None,
    graduate_ratio: Annotated[
        float | None, Parameter(help="Graduate tuition as a multiple of undergraduate tuition.")
    ] = None,
    loan_share: Annotated[
        float | None, Parameter(help="Share of tuition that is borrowed, 0 to 1.")
    ] = None,
    tail: Annotated[str | None, Parameter(help="Model of pay beyond the top code: pareto.")] = None,
    format: Format = "text",
) -> None:
    """Print two or three careers side by side.

    Example: careerscore compare medical-records-specialists registered-nurses

    Parameters
    ----------
    first, second, third
        O*NET-SOC code, SOC code, slug, title or alias.
    """
    chosen = {
        "start_age": start_age,
        "retirement_age": retirement_age,
        "discount_rate": discount_rate,
        "wage_growth": wage_growth,
        "institution": institution,
        "graduate_ratio": graduate_ratio,
        "loan_share": loan_share,
        "tail": tail,
    }
    given: dict[str, Any] = {name: each for name, each in chosen.items() if each is not None}
    comparison = cs.compare(
        first,
        second,
        *([] if third is None else [third]),
        assumptions=cs.Assumptions(**given) if given else None,
        methodology=_methodology(methodology),
        method=value,
        data=data,
    )
    if format == "json":
        _print_json(comparison)
        return
    from careerscore.report.comparison import comparison_table

    _print(comparison_table(comparison))


@app.command
def search(
    text: Query,
    *,
    limit: Annotated[Whole, Parameter(help="How many results at most.")] = 10,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find occupations by what people call them.

    Example: careerscore search "medical coder"

    Parameters
    ----------
    text
        A title, an alias or a part of one.
    """
    results = cs.load(data).search(text, limit)
    if format == "json":
        _print_json(results)
        return
    from careerscore.report.lists import search_list

    _print(search_list(results))


@app.command
def score(
    source: Annotated[Path, Parameter(name="IN")],
    target: Annotated[Path, Parameter(name="OUT")],
    /,
    *,
    methodology: Method = DEFAULT_METHODOLOGY,
    engine: Annotated[Literal["duckdb", "polars"], Parameter(help="What streams.")] = "duckdb",
    column: Annotated[
        list[str] | None,
        Parameter(
            help="INPUT=COLUMN, where an input has another column than that of its name; INPUT= "
            "where it has none. Can be repeated.",
            negative=(),
        ),
    ] = None,
    key: Annotated[
        list[str] | None,
        Parameter(
            help="A column that no two rows may share; repeated, several together.", negative=()
        ),
    ] = None,
    prefix: Annotated[str, Parameter(help="What the names of new columns begin with.")] = "",
    outputs: Annotated[
        list[str] | None,
        Parameter(
            help="The new columns; all of them by default.", consume_multiple=True, negative=()
        ),
    ] = None,
    rationale: Annotated[
        bool, Parameter(negative=(), help="Add the results in words, too.")
    ] = False,
    format: Format = "text",
) -> None:
    """Score every row of a file, of any size.

    Example: careerscore score jobs.parquet scored.parquet --column ai_exposure=beta

    Parameters
    ----------
    source
        File of Parquet (.parquet, .pq) or CSV (.csv, .csv.gz).
    target
        File to write, of either kind; it appears whole or not at all.
    """
    from careerscore.frames.streaming import score_file

    columns = _columns(column or [])
    method = _methodology(methodology)
    with _ended_in_order(), _progress_bar("Scoring") as advance:
        report = score_file(
            source,
            target,
            methodology=method,
            engine=engine,
            columns=columns,
            key=key,
            prefix=prefix,
            outputs=outputs,
            rationale=rationale,
            progress=advance,
        )
    if format == "json":
        _print_json(report)
        return
    statuses = "".join(f", {count:,} {name}" for name, count in (report.statuses or {}).items())
    rows = "1 row" if report.rows == 1 else f"{report.rows:,} rows"
    _print(f"{rows} scored by {report.methodology}{statuses}")


@app.command
def export(
    target: Annotated[
        str | None,
        Parameter(
            name="TARGET",
            help="File to write; - or none for standard output.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    /,
    *,
    occupation: Annotated[
        list[str] | None,
        Parameter(
            help="Code, slug, title or alias of an occupation; can be repeated. All of them by "
            "default.",
            allow_leading_hyphen=True,
            negative=(),
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        Parameter(help="Name of a column, as --list-columns has it; can be repeated.", negative=()),
    ] = None,
    all_columns: Annotated[bool, Parameter(negative=(), help="Every column there is.")] = False,
    list_columns: Annotated[
        bool, Parameter(negative=(), help="Print the columns with their meanings; write nothing.")
    ] = False,
    methodology: Method = DEFAULT_METHODOLOGY,
    no_scores: Annotated[
        bool, Parameter(negative=(), help="Leave out what a methodology says.")
    ] = (False),
    data: Data = None,
    written_as: Annotated[
        Literal["json", "csv", "parquet", "xlsx"] | None,
        Parameter(
            name="--as",
            help="Format of the file; by default the end of its name decides, and standard output "
            "is JSON.",
        ),
    ] = None,
    format: Format = "text",
) -> None:
    """Write occupations into a file of JSON, CSV, Parquet or Excel.

    Example: careerscore export careers.xlsx --occupation 29-2072.00 --occupation registered-nurses
    """
    from careerscore import exporting

    method = None if no_scores else _methodology(methodology)
    if list_columns:
        _list_columns(exporting.export_columns(data=data, methodology=method), format)
        return
    checks = Checks("export")
    holds = not (column and all_columns)
    checks.expect("--column", column, "this or --all-columns, not both", holds=holds)
    is_file = target not in {None, "-"}
    expected = "json or csv: standard output is text"
    holds = is_file or written_as in {None, "json", "csv"}
    checks.expect("--as", written_as, expected, holds=holds)
    checks.raise_problems()
    with _ended_in_order(), _progress_bar("Exporting") as advance:
        chosen: dict[str, Any] = {
            "data": data,
            "occupations": occupation,
            "columns": "all" if all_columns else column,
            "methodology": method,
            "progress": advance,
        }
        done = (
            cs.export(str(target), format=written_as, **chosen)
            if is_file
            else exporting.export_bytes(written_as or "json", **chosen)
        )
    if isinstance(done, bytes):
        _write_bytes(done)
    elif format == "json":
        _print_json(done)
    else:
        _print(_export_in_words(done))


def _list_columns(columns: Sequence[ExportColumn], format: str) -> None:
    if format == "json":
        _print_json(columns)
        return
    from careerscore.report.page import Column, Grid

    rows = [
        (
            f"{column.name} *" if column.standard else column.name,
            f"{column.title} [{column.unit}]" if column.unit else column.title,
        )
        for column in columns
    ]
    _print(Grid((Column(wraps=False), Column()), rows, ("column (* by default)", "meaning [unit]")))


def _export_in_words(report: ExportReport) -> str:
    rows = "1 occupation" if report.rows == 1 else f"{report.rows:,} occupations"
    words = [
        f"{rows} of data release {report.data_release}, {len(report.columns)} columns"
        + (f", scored by {report.methodology}" if report.methodology else ""),
        *(f"Written: {path}" for path in (report.path, *report.beside)),
        *(
            f"Cut to what a cell of Excel holds: {count:,} of {name}"
            for name, count in report.cut.items()
        ),
    ]
    return "\n".join(map(strip_control, words))


@app.command
def methodologies(
    id: Annotated[str | None, Parameter(help="One methodology; all of them by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """List the methodologies of scoring and the methods of pay, cost and value.

    Example: careerscore methodologies american-dream-jobs/2.0
    """
    scoring, economics = _chosen(id) if id else (_catalogue(), _economics_catalogue())
    if format == "json":
        _print_json([*map(_described, scoring), *map(_described_method, economics)])
        return
    from careerscore.report.lists import method_list, methodology_list

    _print(methodology_list(scoring))
    _print(method_list(economics))


@app.command
def schema(
    name: Annotated[
        str | None, Parameter(name="CLASS", help="One class; a list of all of them by default.")
    ] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Print the JSON Schema of what the JSON of a class holds.

    Example: careerscore schema Occupation
    """
    from careerscore.schemas import document_class, document_classes

    if name is not None:
        _print_json(cs.json_schema(document_class(name)))
        return
    schemas = map(cs.json_schema, document_classes().values())
    listed = [
        {"class": each["title"], "id": each["$id"], "description": each["description"]}
        for each in schemas
    ]
    if format == "json":
        _print_json(listed)
        return
    from careerscore.report.page import Column, Grid

    rows = [(each["class"], each["description"]) for each in listed]
    _print(Grid((Column(wraps=False), Column()), rows, ("class", "what it is")))


@data_app.command(name="list")
def list_data(*, format: Format = "text") -> None:
    """List the releases and the editions of every dataset.

    Example: careerscore data list
    """
    from careerscore._data import bundled
    from careerscore.reference import dataset_editions, open_edition

    releases = [cs.load(name) for name in cs.releases()]
    sources = [
        open_edition(bundled(), dataset, edition).source
        for dataset, editions in dataset_editions(bundled()).items()
        for edition in editions
    ]
    if format == "json":
        pinned = [
            {"release": one.name, "fingerprint": one.fingerprint, "editions": dict(one.editions)}
            for one in releases
        ]
        _print_json({"releases": pinned, "editions": sources})
        return
    from careerscore.report.lists import dataset_list, release_list

    _print(release_list(releases))
    _print(dataset_list(sources))


@data_app.command(name="coverage")
def show_coverage(
    release: Annotated[str | None, Parameter(help="One release; all of them by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Count the occupations that have each part of a career page, with the reasons for gaps.

    Example: careerscore data coverage 2026.1
    """
    from careerscore.records.coverage_report import coverage

    names = cs.releases() if release is None else (release,)
    found = {}
    for name in names:
        with _progress_bar(f"Release {name}") as advance:
            found[name] = coverage(cs.load(name), progress=advance)
    if format == "json":
        _print_json(found)
        return
    from careerscore.report.coverage import coverage_list

    for name, parts in found.items():
        _print(coverage_list(name, parts))


@data_app.command
def verify(
    release: Annotated[str | None, Parameter(help="One release; everything by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Compare the bundled files with their checksums.

    Example: careerscore data verify
    """
    from careerscore._data import bundled

    names = cs.releases() if release is None else (release,)
    files = 0 if release is not None else bundled().verify()
    for name in names:
        checked = cs.load(name).verify()
        files = max(files, checked)
    if format == "json":
        _print_json({"verified": list(names), "files": files})
        return
    _print(f"{files} files are as released; verified: {', '.join(names)}")


@data_app.command
def build(
    *,
    inputs: Annotated[Path, Parameter(name="--from", help="Folder of the official files.")],
    out: Annotated[Path, Parameter(name="--out", help="Folder to write the data to.")],
    format: Format = "text",
) -> None:
    """Build the bundled data from the official files.

    Example: careerscore data build --from official --out data
    """
    from rich.progress import Progress

    from careerscore.sources import build as build_data

    console = Console(stderr=True)
    with Progress(console=console, disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("Building")

        def advance(edition: str, done: int, total: int) -> None:
            progress.update(task, description=edition, completed=done, total=total)

        report = build_data(inputs, out, progress=advance)
    if format == "json":
        _print_json(report)
        return
    _print(
        f"{len(report.editions)} editions built, {len(report.written)} files written, "
        f"{len(report.unchanged)} unchanged"
    )


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str
        What stands after ``careerscore``.

    Returns
    -------
    int
        0 for success, 1 for damaged or malformed files, 2 for wrong usage or a question that
        has no answer, 130 when interrupted.
    """
    if sys.stdout is None:
        # A shell can close it: ``careerscore show nurse >&-``.
        return _fail("output: closed", 2)
    try:
        app(
            arguments,
            console=_console(),
            exit_on_error=False,
            print_error=False,
            result_action="return_none",
        )
        sys.stdout.flush()
    except CycloptsError as error:
        return _fail(str(error), 2)
    except CareerscoreError as error:
        return _fail(str(error), 1 if isinstance(error, DataError) else 2)
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror}", 2)
    except KeyboardInterrupt:
        return 130
    return 0


def _drop_output() -> None:
    # Whoever read it has enough; what is still buffered has nowhere to go.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> int:
    _warn(message)
    return code


def _warn(message: str) -> None:
    lines = (strip_control(line) for line in message.splitlines())
    sys.stderr.write("careerscore: " + "\n".join(lines) + "\n")


def _catalogue() -> list[Methodology]:
    """Return every methodology that can be had; those that cannot are told on stderr."""
    from careerscore.scoring.registry import refused_methodologies

    found: list[Methodology] = []
    for name in cs.methodologies():
        try:
            found.append(cs.methodology(name))
        except MethodologyPluginError as error:
            _warn(str(error))
    for refused in refused_methodologies():
        _warn(str(refused))
    return found


def _economics_catalogue() -> list[EconomicMethod]:
    """Return every method of economics that can be had; those that cannot are told on stderr."""
    found: list[EconomicMethod] = []
    for name in cs.economics.methodologies():
        try:
            found.append(cs.economics.methodology(name))
        except MethodologyPluginError as error:
            _warn(str(error))
    for refused in cs.economics.refused_methods():
        _warn(str(refused))
    return found


def _chosen(name: str) -> tuple[list[Methodology], list[EconomicMethod]]:
    """Return the one methodology of an id, as one of either kind."""
    methods = cs.economics.methodologies()
    if name in methods:
        return [], [cs.economics.methodology(name)]
    is_known = Path(name).suffix.lower() == ".toml" or name in cs.methodologies()
    if not is_known:
        raise UnknownMethodologyError(name, (*cs.methodologies(), *methods))
    return [_methodology(name)], []


def _methodology(name: str) -> Methodology:
    is_file = Path(name).suffix.lower() == ".toml"
    return cs.load_methodology(name) if is_file else cs.methodology(name)


def _columns(assigned: Sequence[str]) -> dict[str, str | None]:
    """Return the column of each input from texts such as ``ai_exposure=beta``."""
    checks = Checks("score")
    columns: dict[str, str | None] = {}
    for text in assigned:
        name, sign, column = text.partition("=")
        checks.expect("--column", text, "INPUT=COLUMN, such as ai_exposure=beta", holds=bool(sign))
        checks.expect("--column", text, f"one column for {name}", holds=name not in columns)
        columns[name] = column or None
    checks.raise_problems()
    return columns


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let what is under way be cleared away when the system asks the process to end."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far some work is, on a terminal, once it takes more than a moment."""
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=True, transient=True) as bar:
        task = bar.add_task(label)
        shown_from = monotonic() + PATIENCE_SECONDS

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if sys.stderr.isatty() and monotonic() >= shown_from:
                bar.disable = False
                bar.start()

        yield advance


def _described(method: Methodology) -> dict[str, Any]:
    return {
        "id": method.id,
        "title": method.title,
        "released": method.released,
        "status": method.status,
        "superseded_by": method.superseded_by,
        "citation": method.citation,
        "inputs": method.inputs,
        "tiers": method.tiers,
        "fingerprint": method.fingerprint,
    }


def _described_method(method: EconomicMethod) -> dict[str, Any]:
    return {
        "id": method.id,
        "title": method.title,
        "released": method.released,
        "status": method.status,
        "superseded_by": method.superseded_by,
        "citation": method.citation,
        "questions": cs.economics.kinds_of(method),
        "fingerprint": method.fingerprint,
    }


def _console() -> Console:
    return Console(width=_width(), highlight=False, markup=False, emoji=False, soft_wrap=False)


def _width() -> int:
    return max(NARROWEST, Console().width)


def _print(shown: RenderableType) -> None:
    console = _console()
    with console.capture() as capture:
        console.print(shown)
    _write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _print_json(value: object) -> None:
    _write(cs.dumps(value, indent=2) + "\n")


def _write(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(ASCII_FALLBACKS).encode(encoding, "replace").decode(encoding)
    sys.stdout.write(text)


def _write_bytes(content: bytes) -> None:
    """Write what is UTF-8 and has line ends of its own, whatever the stream makes of text."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
