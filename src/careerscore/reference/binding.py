"""Methodologies that rank among workers, bound to those of a release."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from attrs import evolve

from careerscore._frozen_map import LazyMap
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.reference.editions import FOLDER, open_edition
from careerscore.reference.loading import release_of
from careerscore.scoring.bindable import Bindable

if TYPE_CHECKING:
    from careerscore._data import DataDirectory
    from careerscore.reference.editions import Edition, Row
    from careerscore.reference.releases import Release
    from careerscore.scoring.distribution import Distribution

DERIVED: Final = "consensus-distribution"
"""The dataset that has the distributions of the bundled releases, an edition each."""

MethodT = TypeVar("MethodT")


def bound_to(release: Release | None, methodology: MethodT) -> MethodT:
    """Return a methodology bound to a release, if it ranks among workers and is not bound yet."""
    if release is None or not isinstance(methodology, Bindable) or methodology.distribution:
        return methodology
    return release.bind(methodology)


def bound_to_data(methodology: MethodT, data: str | Release | None) -> MethodT:
    """Return a methodology bound to a release, by default the newest, if it needs one."""
    is_needed = data is not None or isinstance(methodology, Bindable)
    return bound_to(release_of(data) if is_needed else None, methodology)


def check_bindable(methodology: object) -> None:
    """Refuse what does not rank among workers."""
    if not isinstance(methodology, Bindable):
        expected = "a methodology that ranks among workers, such as 'careerscore/1.0'"
        problem = Problem("methodology", shorten(methodology), expected)
        raise InvalidInputError("Release.bind", (problem,))


def distribution_in(release: Release, folder: DataDirectory, methodology: Bindable) -> Distribution:
    """Return the distribution of a methodology's inputs over the workers of a release.

    It is bundled where release and methodology are as they were released, else computed.
    """
    if f"{FOLDER}/{DERIVED}/{release.name}.toml" in folder.checksums:
        edition = open_edition(folder, DERIVED, release.name)
        is_released = edition.parameters["release_fingerprint"] == release.fingerprint
        for row in edition.table("methodologies").rows_of(methodology.id):
            if is_released and row["fingerprint"] == methodology.fingerprint:
                return _stored(edition, row, release.name)
    inputs = {code: methodology.inputs_of(each) for code, each in release.items()}
    made = methodology.distribution_of(inputs, release.worker_weights)
    return evolve(made, data_release=release.name)


def _stored(edition: Edition, row: Row, release: str) -> Distribution:
    # Imported here: most methodologies rank nothing.
    from careerscore.scoring.curves import Curve
    from careerscore.scoring.distribution import Distribution
    from careerscore.scoring.human_advantage import EPOCH

    names = row["curves"].split()
    table = edition.table("curves")
    curves = {}
    for name in names:
        ((values, shares),) = table.select("values", "shares", code=name)
        curves[name] = Curve(values=_numbers(values), shares=_numbers(shares))
    epoch = partial(_epoch, edition) if EPOCH in names else dict
    made = Distribution(curves=curves, epoch=LazyMap(epoch), data_release=release)
    # As it was when the edition was built: to hash thousands of numbers takes longer than this.
    object.__setattr__(made, "fingerprint", row["distribution"])
    return made


def _numbers(cell: str) -> tuple[float, ...]:
    return tuple(map(float, cell.split()))


def _epoch(edition: Edition) -> dict[str, float]:
    rows = edition.table("epoch").select("onet_soc_code", "epoch")
    return {code: float(value) for code, value in rows}
