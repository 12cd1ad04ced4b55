"""Which figures a revision changed, told from the message alone."""

import pytest

from factories import article
from newswire.enrich.pipeline.pipeline import Pipeline
from newswire.enrich.pipeline.stage import EnrichHandler
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.stream.messages import Article, Change, ChangedFigure, FiguresChanged
from newswire.stream.topics import ARTICLES, ENRICHED, encode
from tagging import parser

FIRST = "The flood killed at least 12 people, the interior ministry said on Friday."
SECOND = "Some 4,000 houses were without power in the evening."
THIRD = "The river stood 6.2 metres above the quay."


@pytest.fixture(scope="module")
def handle() -> EnrichHandler:
    return EnrichHandler(Pipeline(["entities", "times", "attribution", "figures"], parse=parser()))


def changed(handle: EnrichHandler, text: str, *changes: Change, **fields: object) -> FiguresChanged | None:
    one = article("a", text=text, previous="r1", changes=changes, language="en", **fields)
    other = article("b", text=THIRD)
    items = [Item(Record(ARTICLES.name, 0, n, 0, b"k", encode(a)), a) for n, a in enumerate((one, other))]
    results = handle(items)
    assert not isinstance(results[0], Exception) and not isinstance(results[1], Exception)
    assert ENRICHED.decode(results[1][0].value).figures_changed is None
    found: FiguresChanged | None = ENRICHED.decode(results[0][0].value).figures_changed
    return found


def told(figures: tuple[ChangedFigure, ...]) -> list[tuple[float | int | None, str | None, str | None]]:
    return [(f.value, f.head, f.source) for f in figures]


def replaced(now: str, before: str, text: str) -> Change:
    start = text.index(now)
    return Change(field="text", removed=(before,), added=(now,), start=start, end=start + len(now))


def test_a_corrected_figure_is_told_before_and_after_with_who_says_so(handle: EnrichHandler) -> None:
    now = FIRST.replace("at least 12", "at least 19")
    text = "\n\n".join((now, SECOND, THIRD))
    found = changed(handle, text, replaced(now, FIRST, text))
    assert found is not None
    (removed,), (added,) = found.removed, found.added
    assert (removed.value, added.value, removed.bound, added.bound) == (12, 19, "at_least", "at_least")
    assert "ministry" in (removed.source or "") and "ministry" in (added.source or "")


def test_a_paragraph_put_in_adds_its_figures_and_one_taken_out_removes_them(handle: EnrichHandler) -> None:
    text = "\n\n".join((FIRST, THIRD))
    gone = Change(field="text", removed=(SECOND,), start=len(FIRST), end=len(FIRST))
    found = changed(handle, text, gone)
    assert found is not None
    assert (told(found.removed), found.added) == ([(4000, "house", None)], ())

    text = "\n\n".join((FIRST, SECOND, THIRD))
    start = text.index(SECOND)
    put_in = Change(field="text", added=(SECOND,), start=start, end=start + len(SECOND))
    found = changed(handle, text, put_in)
    assert found is not None
    assert (found.removed, told(found.added)) == ((), [(4000, "house", None)])


def test_other_words_around_the_same_figure_change_none(handle: EnrichHandler) -> None:
    now = FIRST.replace("on Friday", "late on Friday")
    text = "\n\n".join((now, SECOND))
    assert changed(handle, text, replaced(now, FIRST, text)) == FiguresChanged()


def test_what_moved_is_not_a_change(handle: EnrichHandler) -> None:
    text = "\n\n".join((FIRST, THIRD, SECOND))
    away = Change(field="text", removed=(SECOND,), start=len(FIRST), end=len(FIRST))
    there = Change(field="text", added=(SECOND,), start=text.index(SECOND), end=len(text))
    assert changed(handle, text, away, there) == FiguresChanged()


def test_a_title_has_figures_too(handle: EnrichHandler) -> None:
    change = Change(field="title", removed=("Flood kills 12 people",), added=("Flood kills 19 people",))
    found = changed(handle, FIRST, change, title="Flood kills 19 people")
    assert found is not None
    assert ([f.value for f in found.removed], [f.value for f in found.added]) == ([12], [19])


def test_nothing_is_told_where_the_earlier_text_is_not_whole(handle: EnrichHandler) -> None:
    cut = Change(field="text", removed=("x",), added=(FIRST,), start=0, end=len(FIRST), cut=True)
    assert changed(handle, FIRST, cut) is None
    assert changed(handle, FIRST) is None
    assert changed(handle, "", Change(field="access", removed=("open",), added=("gone",)), access="gone") is None
    german = article("c", text=FIRST, previous="r", changes=(replaced(FIRST, SECOND, FIRST),), language="de")
    (result,) = handle([Item(Record(ARTICLES.name, 0, 0, 0, b"k", encode(german)), german)])
    assert not isinstance(result, Exception)
    assert ENRICHED.decode(result[0].value).figures_changed is None
    assert isinstance(german, Article)


def test_what_happened_tells_figures_apart_and_how_it_is_called_does_not(handle: EnrichHandler) -> None:
    dead = "The landslide killed 41 people."
    for now, count in (("The landslide left 41 people missing.", 1), ("In the landslide 41 people died.", 0)):
        found = changed(handle, now, replaced(now, dead, now))
        assert found is not None
        assert [f.what for f in found.removed] == ["kill"] * count
        assert len(found.added) == count
