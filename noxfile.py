"""Everything that a change has to pass, on every Python that is installed."""

import nox

nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python="3.11")
def lint(session: nox.Session) -> None:
    session.install("-e", ".[test]", *nox.project.dependency_groups(_project(), "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("lint-imports")
    session.run("mypy")
    session.run("pyright")
    session.run("pyright", "--verifytypes", "careerscore", "--ignoreexternal")


@nox.session(python="3.11")
def docs(session: nox.Session) -> None:
    session.install(".", *nox.project.dependency_groups(_project(), "docs"))
    session.run("sphinx-build", "-n", "-W", "-b", "html", "docs", "docs/_build/html")


def _project() -> dict[str, object]:
    return nox.project.load_toml("pyproject.toml")
