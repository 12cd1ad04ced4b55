"""The tests that docs/hard-bugs.md names are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [line for line in (ROOT / "docs/hard-bugs.md").read_text("utf-8").splitlines() if line.startswith("| ")][1:]


def test_there_is_a_table() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS)
def test_each_bug_names_a_test_that_exists(row: str) -> None:
    found = re.search(r"\| `(tests/[\w/]+\.py)::(\w+)` \|$", row)
    assert found, row
    tree = ast.parse((ROOT / found[1]).read_text("utf-8"))
    assert found[2] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
