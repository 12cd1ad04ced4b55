"""How the tests are shared out to processes (conftest.py)."""

import pytest


def test_a_file_stays_in_one_process(request: pytest.FixtureRequest) -> None:
    if not hasattr(request.config, "workerinput"):
        pytest.skip("all tests run in this process")
    assert request.node.nodeid.endswith("@tests/test_sharing.py")  # else each process starts each server for itself
