"""A supervisor that leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newswire.processes.supervise import Supervisor


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", back_off_s=0.01) as supervisor:
        yield supervisor
