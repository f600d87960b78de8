"""Data of a user's own, in a folder beside the bundled ones."""

from __future__ import annotations

import pytest

from careerscore._data import USER_DATA
from careerscore.sources import write_checksums

FIGURE = "29-2071,Medical Records and Health Information Technicians,550,0."


@pytest.fixture
def own_table(tmp_path, monkeypatch, data_folder):
    """The table of an edition ``frey-osborne/mine``: one probability is 0.51, not 0.91."""
    folder = tmp_path / "own/datasets/frey-osborne"
    folder.mkdir(parents=True)
    for end in ("toml", "csv"):
        text = (data_folder / f"datasets/frey-osborne/2013.{end}").read_text(encoding="utf-8")
        text = text.replace('edition = "2013"', 'edition = "mine"')
        text = text.replace("frey-osborne/2013.csv", "frey-osborne/mine.csv")
        text = text.replace(f"{FIGURE}91", f"{FIGURE}51")
        (folder / f"mine.{end}").write_text(text, encoding="utf-8")
    write_checksums(tmp_path / "own")
    monkeypatch.setenv(USER_DATA, str(tmp_path / "own"))
    return folder / "mine.csv"
