"""The house in which a test process plays its scenarios."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from behaviour.perform import Theatre, stage_folder, theatre


@pytest.fixture(scope="session")
def house() -> Iterator[Theatre]:
    """Server and child processes, shared by all scenarios of a test process."""
    with theatre() as made:
        yield made


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder for one scenario."""
    with stage_folder() as made:
        yield made
