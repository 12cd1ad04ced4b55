"""A home, and what the command tags with."""

from pathlib import Path

import pytest

from homes.reenriched import Tagging
from newswire import app
from newswire.settings import Settings, load


@pytest.fixture
def tagging(monkeypatch: pytest.MonkeyPatch) -> Tagging:
    """What the command tags with: version 2."""
    made = Tagging("2")
    monkeypatch.setattr(app, "open_tagging", lambda settings, niceness: made)
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"home": tmp_path / "home", "flush_s": 0.1})
