"""The house of enrich/ stays one that a newcomer finds the way in."""

import ast
from pathlib import Path

import pytest

import newswire.enrich

ROOT = Path(newswire.enrich.__file__).parent
FOLDERS = sorted(
    {path.parent for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
)  # lexicons, too


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_room_has_at_most_sixteen_files_and_says_what_it_is_for(folder: Path) -> None:
    files = [path for path in folder.iterdir() if path.is_file()]
    assert len(files) <= 16
    if any(path.suffix == ".py" for path in files):
        (only,) = ast.parse((folder / "__init__.py").read_text("utf-8")).body
        assert isinstance(only, ast.Expr) and isinstance(only.value, ast.Constant) and "\n" not in str(only.value.value)
