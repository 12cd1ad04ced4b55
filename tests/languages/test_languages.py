"""News pages in many languages, by publishers of many kinds, give title, text, author, date and language."""

import os
from importlib import import_module
from typing import Any

import pytest

from cases.rows import Page
from cases.running import extract_all, wrong_in_page
from languages.templates import TEMPLATES, Story

HALVES = ["tune", "held"] if os.environ.get("NEWSWIRE_HELD") == "1" else ["tune"]


def _page(story: Story) -> Page:
    build = TEMPLATES[story.template]
    return Page(
        build(story),
        title=story.title,
        authors=story.authors,
        published=story.published,
        language=story.lang.split("-")[0],
        alone=story.paragraphs,
        lacks=story.set_apart,
        url=f"https://www.{story.template.replace('_', '-')}.example/news/story-4711",
    )


def _pages() -> dict[str, Page]:
    pages = {}
    for half in HALVES:
        rows = import_module(f"languages.{half}")
        TEMPLATES.update(getattr(rows, "MORE_TEMPLATES", {}))
        for story in rows.STORIES:
            name = f"{half}/{story.lang}/{story.template}"
            assert name not in pages
            pages[name] = _page(story)
    return pages


PAGES = _pages()


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    return extract_all(PAGES, tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.held] if name.startswith("held/") else []) for name in PAGES]
)
def test_a_page_gives_what_a_reader_of_its_language_sees(name: str, extracted: dict[str, dict[str, Any]]) -> None:
    wrong = wrong_in_page(PAGES[name], extracted[name])
    assert not wrong, "\n".join(wrong)
