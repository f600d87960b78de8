"""What pay, cost and value take for every occupation: ours beside the sum by hand, and the floor.

One run, the cases interleaved; medians, and ratios to the floor. The floor is a plain sum over
the cash flows of every occupation, already at hand; the sum by hand goes from percentiles to a
net present value in a loop of plain numbers, without sources, reasons, bounds and checks.

    python benchmarks/economics.py [runs]
"""

from __future__ import annotations

import statistics
import sys
import time
from functools import partial

import careerscore as cs

METHODS = (
    "experience-quantile/1.0",
    "percentile-ladder/1",
    "bls-entry/1.1",
    "college-board/2025-26",
    "american-dream-jobs/2024",
    "american-dream-jobs-compare/1",
    "discounted-cash-flow/1.0",
    "discounted-cash-flow/1.1",
)


def by_hand(values, timelines):
    """Net present values of the same careers, in plain numbers."""
    found = []
    for value in values:
        pay = timelines[value.occupation_code]
        years, cost = value.education_years, value.education_cost.value
        total = 0.0
        for year in range(49):
            share = min(1.0, max(0.0, years - year))
            earned = (1 - share) * pay[min(int(max(0, year - years)), len(pay) - 1)]
            paid = cost * share / years if years else (cost if year == 0 else 0.0)
            total += (earned - paid) / 1.03**year
        found.append(total)
    return found


def main(runs: int = 5) -> None:
    careers = list(cs.load("2026.2").values())
    # The sum by hand knows no training.
    values = [cs.lifetime_value(one, method="discounted-cash-flow/1.0") for one in careers]
    exact = [value for value in values if value.npv and value.npv.value is not None]
    flows = [[year.net.value for year in value.years] for value in exact]
    timelines = {
        value.occupation_code: [year.pay for year in cs.progression(one).timeline]
        for one, value in zip(careers, values, strict=True)
        if value.npv and value.npv.value is not None
    }
    ours = [value.npv.value for value in exact]
    assert all(
        abs(a - b) < 1e-6 * abs(a) for a, b in zip(ours, by_hand(exact, timelines), strict=True)
    )
    cases = {
        "floor: NPV of flows at hand": lambda: [
            sum(flow / 1.03**year for year, flow in enumerate(one)) for one in flows
        ],
        "NPV by hand, plain numbers": lambda: by_hand(exact, timelines),
    }
    for id in METHODS:
        method = cs.economics.methodology(id)
        (question,) = cs.economics.kinds_of(method)
        ask = getattr(method, question)
        if question == "value":
            ask = partial(cs.lifetime_value, method=id)
        cases[id] = lambda ask=ask: [ask(one) for one in careers]
    times = {name: [] for name in cases}
    for _ in range(runs):
        for name, case in cases.items():
            start = time.perf_counter()
            case()
            times[name].append(time.perf_counter() - start)
    floor = statistics.median(times["floor: NPV of flows at hand"])
    print(f"{len(careers):,} occupations, {len(exact):,} of them with a value that is known")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(
            f"{name:32} {1000 * median:9.1f} ms {1e6 * median / len(careers):8.0f} us each "
            f"{median / floor:8.1f} times the floor"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
