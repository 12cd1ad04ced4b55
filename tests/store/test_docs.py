"""The page on the store names every column of every view."""

import re
from pathlib import Path

from store.schema import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"


def test_every_column_stands_on_the_page_of_its_view() -> None:
    common, *views = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    on_all = set(re.findall(r"`(\w+)`", common))
    for view in views[: len(TABLES)]:
        name = view.split("\n", 1)[0]
        assert set(TABLES[name].schema.names) <= on_all | set(re.findall(r"^\| `(\w+)`", view, re.MULTILINE))
