"""A key is in requests to its service alone: in no text, log, error, document or file."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import sys
import traceback
from urllib.parse import quote, quote_plus, unquote
from zipfile import ZipFile

import pytest

import careerscore as cs
from careerscore.errors import CareerscoreError, InvalidInputError
from careerscore.live import Key, Manners

from .services import (
    EMAIL,
    JOBS,
    KEY,
    PATIENT,
    Reply,
    adzuna_job,
    adzuna_page,
    as_json,
    bls,
    careeronestop,
    federal_job,
    federal_page,
    google_job,
    google_page,
    jsearch_job,
    jsearch_page,
    nlx_job,
    nlx_page,
    serpapi,
    serving,
)

SECRETS = (KEY, EMAIL)
FORMS = {form(text).casefold() for text in SECRETS for form in (str, quote, quote_plus)} | {
    quote(text, safe="").casefold() for text in SECRETS
}


def written_of(text):
    """The forms of keys that a text has."""
    found = text.casefold()
    return [form for form in FORMS if form in found]


def everything_of(error):
    """All that a program can print of an error: its chain, its notes, the locals of its frames."""
    chain, seen = [error], []
    while chain:
        one = chain.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        chain += [one.__cause__, one.__context__]
    parts = [repr(vars(one)) + repr(one) + str(one) + repr(one.args) for one in seen]
    for one in seen:
        whole = traceback.TracebackException.from_exception(one, capture_locals=True)
        parts.extend(whole.format())
    return "\n".join(parts), seen


def told(asked):
    """All that a service was told, as it may repeat it: the keys in every spelling."""
    values = [*asked.query.values(), *asked.headers.values(), *asked.path.split("/")]
    values += [asked.body.decode(), *(unquote(each) for each in values)]
    text = " ".join([*values, *(quote(each, safe="") for each in values)])
    return f"{text} {text.upper()}"


def echo(status=200, start="", **options):
    """An answer that repeats in its headers and in its body all that a service was told."""

    def answer(asked):
        text = told(asked)
        line = text.replace("\n", " ").encode("ascii", "replace").decode()
        location = f"https://elsewhere.example/?{line.replace(' ', '&')}"
        headers = {"Location": location, "X-Told": line, "Retry-After": f"0 {line}"}
        return Reply((start + text).encode(), status, headers, **options)

    return answer


def nested(asked):
    text = told(asked)
    return {"error": text, text: text, "status": text, "message": [text], "data": {text: text}}


FAILURES = {
    **{str(status): echo(status) for status in (302, 400, 401, 403, 404, 422, 429, 500, 503)},
    "not JSON": echo(),
    "HTML": echo(start="<html>"),
    "not an object": lambda asked: as_json([told(asked)]),
    "another shape": nested,
    "cut off": echo(cut=True),
    "slow": echo(delay=1),
    "huge": echo(start=" " * 50_000),
}
MANNERS = Manners(max_wait=0.01, max_bytes=40_000)
HASTY = Manners(timeout=0.1)

CALLS = {
    **{
        name: lambda address, manners=MANNERS, make=make: cs.live.find_jobs(
            "medical coder", "Austin, TX", source=make(address), manners=manners
        )
        for name, make in JOBS.items()
    },
    "training": lambda address, manners=MANNERS: cs.live.find_training(
        "medical coder", "Austin, TX", source=careeronestop(address), manners=manners
    ),
    "certifications": lambda address, manners=MANNERS: cs.live.certifications(
        "medical coder", source=careeronestop(address), manners=manners
    ),
    "careeronestop pay": lambda address, manners=MANNERS: cs.live.local_pay(
        "29-2072", "Austin, TX", source=careeronestop(address), manners=manners
    ),
    "bls pay": lambda address, manners=MANNERS: cs.live.local_pay(
        "29-2072", "Austin, TX", source=bls(address), manners=manners
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_no_output_of_a_failure_has_a_key(failure, caplog, capfd):
    caplog.set_level(0)
    for name in ("httpx", "httpcore", "httpcore.http11", "stamina", "asyncio", "careerscore"):
        caplog.set_level(1, logger=name)
    with serving(FAILURES[failure]) as server:
        for call in CALLS.values():
            with pytest.raises(CareerscoreError) as caught:
                call(server.address, HASTY if failure == "slow" else MANNERS)
            text, chain = everything_of(caught.value)
            assert written_of(text) == []
            assert not any("httpx" in type(one).__module__ for one in chain)
            assert written_of(repr(pickle.loads(pickle.dumps(caught.value)))) == []
    assert written_of(caplog.text + repr([vars(record) for record in caplog.records])) == []
    out, err = capfd.readouterr()
    assert written_of(out + err) == []
    # The services were told the keys, and the log of the connections was on.
    assert written_of(repr(server.asked)) != []
    logged = [record for record in caplog.records if record.name.startswith("httpcore")]
    assert len(logged) > 10
    heads = [each for each in logged if "receive_response_headers" in each.getMessage()]
    assert heads or failure == "slow"


def test_a_service_that_cannot_be_reached_is_told_nothing(caplog):
    caplog.set_level(0)
    with serving({}) as server:
        address = server.address
    for call in CALLS.values():
        with pytest.raises(CareerscoreError) as caught:
            call(address)
        assert written_of(everything_of(caught.value)[0] + caplog.text) == []


def test_the_log_of_others_is_as_it_was(caplog):
    logger = logging.getLogger("httpcore.http11")
    before = list(logger.filters)
    with serving(google_page()) as server:
        cs.live.find_jobs("medical coder", source=serpapi(server.address), manners=PATIENT)
    assert logger.filters == before


PAGES = {
    "serpapi": lambda text: google_page(google_job(text, company=text, salary=text), token="x"),
    "jsearch": lambda text: jsearch_page(jsearch_job(text, job_highlights={text: [text]})),
    "careeronestop": lambda text: nlx_page(nlx_job(text, URL=f"https://x.example/{text}")),
    "usajobs": lambda text: federal_page(federal_job(text, places=[text])),
    # The links of Adzuna do have the id of the application.
    "adzuna": lambda text: adzuna_page(adzuna_job(text, redirect_url=f"https://x.example/?{text}")),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_key_that_a_service_repeats_is_removed_from_results(name, tmp_path, capsys):
    with serving(lambda asked: PAGES[name](told(asked))) as server:
        source = JOBS[name](server.address)
        found = cs.live.find_jobs("medical coder", source=source, limit=1, manners=PATIENT)
    assert written_of(repr(server.asked)) != []
    assert len(found) == 1
    assert "[removed]" in found.listings[0].title
    for file in ("a.csv", "a.json", "a.xlsx", "a.parquet"):
        cs.export_listings(found, tmp_path / file)
    sys.stdout.write(f"{found} {source} {source.keys} {found!r}")
    files = [path.read_bytes().decode("latin-1") for path in tmp_path.iterdir()]
    with ZipFile(tmp_path / "a.xlsx") as book:
        files += [book.read(name).decode() for name in book.namelist()]
    texts = [cs.dumps(found), found.to_html(), found._repr_html_(), capsys.readouterr().out, *files]
    assert [written_of(text) for text in texts] == [[]] * len(texts)


@pytest.mark.parametrize("make", [*JOBS.values(), bls])
def test_a_source_shows_and_keeps_no_key(make):
    source = make("http://127.0.0.1:1")
    shown = f"{source!r} {source} {source.keys} {vars(source)} {[source]}"
    assert written_of(shown) == []
    with pytest.raises(TypeError, match="a key is not written"):
        pickle.dumps(source)
    with pytest.raises(TypeError, match="a key is not written"):
        copy.deepcopy(source)
    with pytest.raises(InvalidInputError, match="got <key>"):
        cs.dumps(source.keys)


def test_a_search_that_is_cancelled_tells_no_key():
    async def search(server):
        task = asyncio.create_task(
            cs.live.find_jobs_async(
                "medical coder", source=serpapi(server.address), manners=PATIENT
            )
        )
        while not server.asked:
            await asyncio.sleep(0.01)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError as error:
            return everything_of(error)[0] + repr(task)

    with serving(as_json({}, delay=5)) as server:
        cs.load().occupation("medical coder")
        assert written_of(asyncio.run(search(server))) == []
    assert len(server.asked) == 1


class TestKey:
    def test_it_is_revealed_to_requests_alone(self):
        key = Key(f" {KEY}\n")
        assert key.reveal() == KEY
        assert f"{key} {key!r} {[key]} {key:}" == "<key> <key> [<key>] <key>"

    @pytest.mark.parametrize(
        "text", ["", "  ", "two words", "café", "a\r\nX-Evil: 1", "\x00", 5, None]
    )
    def test_one_that_no_header_can_hold_is_refused_and_not_repeated(self, text):
        with pytest.raises(InvalidInputError) as caught:
            Key(text, "token")
        message = "Key: token: expected printable ASCII characters without blanks"
        assert str(caught.value) == message
        assert caught.value.problems[0].value == ""

    def test_a_short_one_is_not_taken_out_of_words(self):
        with serving(google_page(google_job("Coder a-key b"))) as server:
            source = cs.live.SerpApi(key="a-key", address=server.address)
            (found,) = cs.live.find_jobs("medical coder", source=source)
        assert found.title == "Coder a-key b"
