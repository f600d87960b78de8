"""Careers over HTTP: JSON for programs, a page for people.

Run it with ``uvicorn web_application:app``.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

import careerscore as cs
from careerscore.errors import (
    AmbiguousOccupationError,
    AmbiguousPlaceError,
    InvalidInputError,
    MissingKeyError,
    OverQuotaError,
    RetiredCodeError,
    ServiceError,
    UnknownOccupationError,
)

# Pinned, so that the same address gives the same answer after every update of careerscore. All
# of it is put together once, before the first request, names to search in included: from then on
# the threads that serve requests only read.
RELEASE = cs.load("2026.3")
METHODOLOGY = cs.methodology("american-dream-jobs/2.0")
ASSESSMENTS = cs.assess_all(METHODOLOGY, data=RELEASE)
RELEASE.search("nurse", limit=1)
cs.career_page("nurse practitioners", methodology=METHODOLOGY, data=RELEASE)

# The style sheet of careerscore reaches only its own pages. Browsers keep it.
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Careers</title>
<link rel="stylesheet" href="/style.css">
<body>
<header><a href="/">Careers</a>
<form action="/career">
<label>Career <input name="query" maxlength="200" required></label> <button>Show</button>
</form></header>
<main>
{body}
</main>
</body>
</html>
"""

STYLE = """
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5;
  --careerscore-accent: light-dark(#1f5bb8, #82aef5); --careerscore-link: var(--careerscore-accent);
  --careerscore-muted: light-dark(#566072, #a5afbf) }
body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 64rem }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between;
  align-items: center; padding: .8rem 0; margin-bottom: 1.5rem; border-bottom: 1px solid #8888 }
header a { font-weight: 700; color: inherit; text-decoration: none }
input, button { font: inherit; padding: .2rem .5rem }
input { max-width: 11rem }
@media print { header, form { display: none } }
"""

BUTTONS = """<form action="/jobs">
<input type="hidden" name="query" value="{code}">
<label>Near <input name="place" value="Austin, TX" maxlength="200" required></label>
<button>Find jobs</button>
<button formaction="/training">Find training</button>
</form>
"""

# The pages have a style sheet, and nothing else that a browser should load or run.
NOTHING_ELSE = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}

# What a request is answered with where careerscore cannot: the first that fits.
STATUSES: tuple[tuple[type[cs.CareerscoreError], int], ...] = (
    (AmbiguousOccupationError, 300),
    (AmbiguousPlaceError, 300),
    (UnknownOccupationError, 404),
    (RetiredCodeError, 410),
    (InvalidInputError, 400),
    (MissingKeyError, 503),
    (OverQuotaError, 503),
    (ServiceError, 502),
)

Name = Annotated[str, Query(description="A code, slug, title or alias.")]
Place = Annotated[str, Query(description="A city with its state, or an area.", max_length=200)]
Limit = Annotated[int, Query(ge=1, le=50)]

app = FastAPI(title="Careers", version=f"data {RELEASE.name}, {METHODOLOGY.id}")


@app.get("/api/career")
def career(query: Name) -> JSONResponse:
    """Return a career, with its assessment."""
    occupation = RELEASE.occupation(query)
    assessment = ASSESSMENTS[occupation.code]
    return JSONResponse(
        {"occupation": cs.to_dict(occupation), "assessment": cs.to_dict(assessment)}
    )


@app.get("/api/search")
def search(text: Name, limit: Limit = 10) -> JSONResponse:
    """Return the careers whose names come nearest."""
    return JSONResponse(cs.to_dict(RELEASE.search(text, limit)))


@app.get("/", response_class=HTMLResponse)
def start() -> HTMLResponse:
    """Show where to begin."""
    return _page("Careers", "<h1>Careers</h1><p>Type a job title, such as paramedic.</p>")


@app.get("/style.css")
def style() -> Response:
    """Return the style sheet of all pages."""
    return Response(STYLE + cs.style_sheet(), media_type="text/css")


@app.get("/career", response_class=HTMLResponse)
def page(query: Name) -> HTMLResponse:
    """Show a career, with links to related ones and the buttons for jobs and training."""
    career = cs.career_page(query, methodology=METHODOLOGY, data=RELEASE)
    body = career.to_html(embedded=True, link="/career?query={slug}")
    code = career.occupation.code
    return _page(career.occupation.title, body + BUTTONS.format(code=code))


@app.get("/jobs", response_class=HTMLResponse)
async def jobs(query: Name, place: Place) -> HTMLResponse:
    """Show job listings near a place, by every service that the server has keys for."""
    return _found(await cs.live.find_jobs_async(query, place))


@app.get("/api/jobs")
async def jobs_document(query: Name, place: Place, limit: Limit = 50) -> JSONResponse:
    """Return job listings near a place."""
    return JSONResponse(cs.to_dict(await cs.live.find_jobs_async(query, place, limit=limit)))


@app.get("/training", response_class=HTMLResponse)
async def training(query: Name, place: Place) -> HTMLResponse:
    """Show training programs near a place."""
    return _found(await cs.live.find_training_async(query, place))


@app.get("/api/training")
async def training_document(query: Name, place: Place, limit: Limit = 50) -> JSONResponse:
    """Return training programs near a place."""
    return JSONResponse(cs.to_dict(await cs.live.find_training_async(query, place, limit=limit)))


@app.exception_handler(cs.CareerscoreError)
def refuse(request: Request, error: cs.CareerscoreError) -> Response:
    """Say why there is no answer, and what was perhaps meant."""
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
    suggestions = [
        {"code": code, "title": title} for code, title in getattr(error, "suggestions", ())
    ]
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": str(error), "suggestions": suggestions}, status)
    # What was asked for stands in the message, whatever it was.
    links = "".join(
        f'<li><a href="/career?query={quote(each["code"])}">{escape(each["title"])}</a></li>'
        for each in suggestions
    )
    title = "Which career?" if links else "No answer"
    first, *_ = str(error).splitlines()
    body = f"<h1>{title}</h1><p>{escape(first if links else str(error))}</p><ul>{links}</ul>"
    return _page(title, body, status)


def _found(results: Any) -> HTMLResponse:
    return _page(results.search.words, results.to_html(embedded=True))


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    text = PAGE.format(title=escape(title), body=body)
    return HTMLResponse(text, status, NOTHING_ELSE)
