"""Who wrote it: people, by what the head tells, else by the byline."""

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.metadata.authors.byline import names_of
from newswire.ingest.extraction.metadata.authors.find import find_authors
from newswire.ingest.extraction.metadata.authors.people import is_person


def authors(body: str, *told: tuple[tuple[str, ...], str], site: str = "The Tide") -> tuple[tuple[str, ...], str]:
    tree = lxml_html.document_fromstring(f"<html><body><h1>Harbour to be deepened</h1>{body}<p>Text.</p></body></html>")
    return find_authors(list(told), tree, (site,))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Byron", ["Ada Byron"]),
        ("Von Ada Byron und Jean Weiss", ["Ada Byron", "Jean Weiss"]),
        ("Par Ada Byron, Jean Weiss et Li Na", ["Ada Byron", "Jean Weiss", "Li Na"]),
        ("By Ada Byron, Senior Reporter", ["Ada Byron"]),
        ("By Ada Byron & Jean Weiss | March 2", ["Ada Byron", "Jean Weiss"]),
        ("This post was written by Ada Byron", ["Ada Byron"]),
        ("Ada Byron; Ada Byron", ["Ada Byron"]),
        ("Ada Byron; ada byron", ["Ada Byron"]),
        ("ada@news.example (Ada Byron)", ["Ada Byron"]),
        ("Ada Byron (Reuters)", ["Ada Byron"]),
        ("Ada Byron @adabyron", ["Ada Byron"]),
        ("Ada Byron / Li Na", ["Ada Byron", "Li Na"]),
        ("Ada Byron with Li Na", ["Ada Byron", "Li Na"]),
        ("Ada Byron in London and Li Na in Beijing", ["Ada Byron", "Li Na"]),
        ("<a href='/ada'>Ada Byron</a>", ["Ada Byron"]),
        ("김철수 기자 kim@news.example", ["김철수"]),
        ("記者 山田太郎", ["山田太郎"]),
        ("Staff Writer", []),
        ("Photography by Jean Weiss", []),
        ("{{author}}", []),
        ("ada@news.example.org", []),
        ("https://news.example.org/staff/ada", []),
        ("Admin", []),
        ("", []),
        ("x" * 400, []),
        ("Head of Marketing and Community Development", []),
        ("Vice President of Sales & Ada Byron", []),
        ("Ada Byron, Head of Coasts", ["Ada Byron"]),
    ],
)
def test_names_are_read_from_a_byline(byline: str, names: list[str]) -> None:
    assert names_of(byline) == names


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ada Byron", True),
        ("Jean-Luc O’Neill", True),
        ("Ludwig van der Berg", True),
        ("Анна Петрова", True),
        ("Madonna", True),
        ("The Tide", False),
        ("Tide Staff", False),
        ("Harbour Works Ltd", False),
        ("Redaktion", False),
        ("abyron", False),
        ("Updated March", False),
        ("Ada Byron 2", False),
        ("Home About Contact", False),
        ("Alec Douglas-Home", True),
    ],
)
def test_a_person_is_told_from_a_desk(name: str, person: bool) -> None:
    assert is_person(name, "The Tide") is person


def test_what_the_head_tells_of_people_comes_first() -> None:
    byline = "<p class='byline'>By Jean Weiss</p>"
    assert authors(byline, (("Tide Staff", "Ada Byron"), "json-ld")) == (("Ada Byron",), "json-ld")


def test_where_the_head_names_a_desk_only_the_byline_is_asked() -> None:
    byline = "<p class='byline'>By Jean Weiss</p>"
    assert authors(byline, (("Tide Staff",), "json-ld")) == (("Jean Weiss",), "byline")


def test_where_nobody_is_named_the_desk_is_the_author_and_said_to_be_one() -> None:
    assert authors("", (("Tide Staff",), "json-ld")) == (("Tide Staff",), "organisation")
    assert authors("<div class='author'>The Tide Team</div>") == (("The Tide Team",), "organisation")
    assert authors("") == ((), "")


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel=author href=/ada>Ada Byron</a>",
        "<div class=article__byline><span>By</span> <a href=/ada>Ada Byron</a>, <em>March 2, 2026</em></div>",
        "<div itemprop=author><img alt=x><span itemprop=name>Ada Byron</span><span>Harbour reporter</span></div>",
        "<span data-testid=author-name>Ada Byron</span>",
        "<div><p>By Ada Byron</p></div>",
        "<p>Text. Text.</p><h3>Written by Ada Byron</h3>",
    ],
)
def test_bylines_of_many_shapes_are_read(byline: str) -> None:
    assert authors(byline)[0] == ("Ada Byron",)


def test_several_bylines_that_stand_together_are_all_authors() -> None:
    both = "<div><span class=author-name>Ada Byron</span><span class=author-name>Jean Weiss</span></div>"
    elsewhere = "<div><div><div><span class=author-name>Li Na</span></div></div></div>"
    assert authors(f"<header>{both}</header><div>{elsewhere}</div>")[0] == ("Ada Byron", "Jean Weiss")


@pytest.mark.parametrize(
    "other",
    [
        "<aside><span class=author>Jean Weiss</span></aside>",
        "<div class=related-stories><span class=author>Jean Weiss</span></div>",
        "<div class=comments><span class=author>Jean Weiss</span></div>",
        "<p>By Friday the harbour had closed.</p>",
        "<p>Reporting by Jean Weiss</p>",
    ],
)
def test_who_wrote_something_else_is_not_an_author(other: str) -> None:
    assert authors(other) == ((), "")
