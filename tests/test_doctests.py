"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

MODULES = [
    info.name
    for info in pkgutil.walk_packages(importlib.import_module("newswire").__path__, "newswire.")
    if not info.name.endswith("__main__") and info.name != "newswire.ingest.extraction.processes.child"
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
