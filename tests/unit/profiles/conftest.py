"""Every profile of the newest release, with the nearest careers by an independent computation."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve

import careerscore as cs
from careerscore.profiles import methodology
from careerscore.profiles.methods import ProfileMethod
from careerscore.reference.ratings import workers_of

RELEASE = "2026.3"


@pytest.fixture(scope="session")
def release():
    return cs.load(RELEASE)


@pytest.fixture(scope="session")
def method(release):
    return methodology("careerscore-profile/1.0").bind(workers_of(release))


@pytest.fixture(scope="session")
def closest(method):
    """Distances and codes of the nearest careers of every rated occupation, by NumPy."""
    workers = method.workers
    groups = []
    for group in method.compared.values():
        columns = [workers.percentiles(key) for key in group.keys]
        groups.append(np.array(columns, dtype=float).T / 100)
    codes = np.array(list(workers.titles))
    rated = ~np.isnan(np.hstack(groups)).any(axis=1)
    codes, groups = codes[rated], [group[rated] for group in groups]
    found = {}
    for row, code in enumerate(codes.tolist()):
        far = np.mean([np.abs(each - each[row]).mean(axis=1) for each in groups], axis=0)
        far[row] = np.inf
        # Codes are in order: a stable sort has the lower one first.
        order = np.argsort(far.round(9), kind="stable")[: method.nearest]
        found[code] = [(far[each].item(), codes[each].item()) for each in order]
    return found


@pytest.fixture(scope="session")
def profiles(release, method, closest):
    # With the nearest careers that are named: their search takes most time.
    method = evolve(method, nearest=method.named_careers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProfileMethod, "_closest", lambda _, code, __: closest[code][:3])
        return {code: method.profile(each) for code, each in release.items()}
