"""What a process pays to import careerscore, and to look a career up and score it.

Whole processes, interleaved so that a busy machine slows all of them alike; medians, and
ratios to a process that imports attrs. The floor is a process that does nothing. Every
package has its byte code, as in an installation: the first run of each case writes it,
unmeasured, into a folder of its own.

    python benchmarks/import_and_lookup.py [runs]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from tempfile import TemporaryDirectory

CASES = {
    "nothing (the floor)": "pass",
    "import attrs": "import attrs",
    "import cattrs": "import cattrs",
    "import careerscore": "import careerscore",
    "look up by code": "import careerscore as cs; cs.occupation('29-2072.00')",
    "look up by code and assess": "import careerscore as cs; cs.assess('29-2072.00')",
    "look up by alias and assess": "import careerscore as cs; cs.assess('medical coder')",
    "look up and pay of areas": """
import careerscore as cs
cs.occupation('29-2072.00')
cs.load().edition('oews-areas').table('estimates').rows_of('29-2072')
""",
}
BASE = "import attrs"


def seconds(code: str, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    return time.perf_counter() - start


def main(runs: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in CASES}
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for code in CASES.values():
            seconds(code, environment)
        for _ in range(runs):
            for name, code in CASES.items():
                times[name].append(seconds(code, environment))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"median of {runs} interleaved processes, Python {sys.version.split()[0]}")
    for name, median in medians.items():
        print(f"{name:30} {median * 1000:7.1f} ms {median / medians[BASE]:6.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
