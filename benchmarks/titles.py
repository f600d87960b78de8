"""How often titles lead to the occupation that is meant, how often look-ups err, and in what time.

The file has the columns list, title and code: a SOC or O*NET-SOC code, of which six digits are
compared; where it is a group, such as 43-6000, any member is right.

    python benchmarks/titles.py titles.csv [release]
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import careerscore as cs
from careerscore.matching.matches import SURE

SINGULARS = {"ies": "y", "men": "man", "s": ""}


def is_right(code: str, meant: str) -> bool:
    """Whether the code of an occupation is the one that is meant, or in the group."""
    group = meant[:7].rstrip("0") if meant[:7].endswith("0") else meant[:7]
    return code[:7].startswith(group)


def singular_titles(release: cs.Release) -> dict[str, str]:
    """Return the singular of each official title without comma, "and" or "/" that ends in s."""
    found = {}
    for code, career in release.items():
        title = career.title
        if title.endswith("s") and not any(mark in title for mark in (",", " and ", "/")):
            end = next(end for end in SINGULARS if title.endswith(end))
            found[title.removesuffix(end) + SINGULARS[end]] = code
    return found


def main(path: str, data: str | None = None) -> None:
    with Path(path).open(encoding="utf-8", newline="") as file:
        titles = list(csv.DictReader(file))
    start = time.perf_counter()
    release = cs.load(data)
    release.search("medical coder")
    first = time.perf_counter() - start
    counts: dict[str, Counter[str]] = {}
    sure: dict[float, Counter[bool]] = {}
    times = []
    for row in titles:
        start = time.perf_counter()
        found = release.search(row["title"], limit=10)
        times.append(time.perf_counter() - start)
        among = list(dict.fromkeys(each.code[:7] for each in found))[:3]
        right = [is_right(code, row["code"]) for code in among]
        answered = bool(found) and found[0].confidence >= SURE
        for name in (row["list"], "all"):
            counts.setdefault(name, Counter()).update(
                titles=1,
                first=right[:1] == [True],
                three=any(right),
                answered=answered,
                wrong=answered and not right[0],
            )
        if found:
            sure.setdefault(found[0].confidence, Counter())[right[0]] += 1
    print(f"{'list':10} titles  first  among 3  answered  wrongly")
    for name, each in counts.items():
        shares = [each[key] / each["titles"] for key in ("first", "three", "answered", "wrong")]
        print(f"{name:10} {each['titles']:6} {shares[0]:6.1%} {shares[1]:8.1%}", end=" ")
        print(f"{shares[2]:9.1%} {shares[3]:8.2%}")
    print("\nconfidence  titles  right")
    for confidence, each in sorted(sure.items()):
        print(f"{confidence:10.0%} {each.total():7} {each[True] / each.total():6.1%}")
    singulars = singular_titles(release)
    kinds = Counter(
        "first" if release.search(title, limit=1)[0].code == code else "not first"
        for title, code in singulars.items()
    )
    answered = sum(
        release.match_title(title).candidates == (code,) for title, code in singulars.items()
    )
    print(f"\n{len(singulars)} singulars of official titles: {answered} answered, {dict(kinds)}")
    times.sort()
    print(
        f"first search {first * 1000:.0f} ms with loading; later ones: median "
        f"{statistics.median(times) * 1000:.1f} ms, 95 of 100 within "
        f"{times[len(times) * 95 // 100] * 1000:.1f} ms"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
