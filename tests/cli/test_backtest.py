"""The command of backtests."""

from __future__ import annotations

import careerscore as cs
from careerscore import analysis

METHOD = "frey-osborne/2013"
ASKED = ("backtest", "--methodology", METHOD, "--data", "2026.3")
BEFORE = {"start": "2019-05", "end": "2022-05", "projections": "2019-29"}


def test_it_prints_the_result_of_the_library(run):
    placebo = analysis.backtest(METHOD, data="2026.3", **BEFORE)
    expected = analysis.backtest(METHOD, data="2026.3").with_placebo(placebo)
    printed = run(*ASKED, "--placebo", "--format", "json").out
    assert cs.loads(printed, analysis.Backtest) == expected


def test_its_text_fits_a_terminal_and_its_options_are_those_of_the_library(run):
    options = [word for name, value in BEFORE.items() for word in (f"--{name}", value)]
    done = run(*ASKED, *options)
    assert done.code == 0
    assert "Backtest of frey-osborne/2013, May 2019 to May 2022" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert run(*ASKED, "--start", "2025-05").code == 2
