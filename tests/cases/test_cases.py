"""Hard pages and feeds, small: each goes through `newswire extract` or `newswire parse`, every expectation is met."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cases.rows import Feed, Page
from cases.running import extract_all, parse_all, wrong_in_feed, wrong_in_page

HALVES = ["tune", "held"] if os.environ.get("NEWSWIRE_HELD") == "1" else ["tune"]


def _rows(room: str) -> dict[str, Any]:
    rows = {}
    for half in HALVES:
        for path in sorted((Path(__file__).parent / half / room).glob("*.py")):
            for kind, cases in import_module(f"cases.{half}.{room}.{path.stem}").CASES.items():
                for name, row in cases.items():
                    case = f"{half}/{room}/{kind}/{name}"
                    assert case not in rows
                    rows[case] = row
    return rows


PAGES: dict[str, Page] = _rows("pages")
FEEDS: dict[str, Feed] = _rows("feeds")


def _named(cases: dict[str, Any]) -> list[Any]:
    return [pytest.param(name, marks=[pytest.mark.held] if name.startswith("held/") else []) for name in cases]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return extract_all(PAGES, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def parsed() -> dict[str, dict[str, Any]]:
    return parse_all(FEEDS)


@pytest.mark.parametrize("name", _named(PAGES))
def test_a_page_gives_what_a_reader_sees(name: str, extracted: dict[str, dict[str, Any]]) -> None:
    wrong = wrong_in_page(PAGES[name], extracted[name])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", _named(FEEDS))
def test_a_feed_gives_what_it_says(name: str, parsed: dict[str, dict[str, Any]]) -> None:
    wrong = wrong_in_feed(FEEDS[name], parsed[name])
    assert not wrong, "\n".join(wrong)
