"""The day that a page shows to its readers."""

import pytest
from lxml import html as lxml_html

from newswire.ingest.extraction.metadata.shown_dates import Shown, shown_date

URL = "https://news.example.org/harbour"
TEXT = "<p>The harbour board voted to deepen the channel.</p>" * 3


def shown(body: str, url: str = URL, fetched: str | None = None) -> Shown | None:
    return shown_date(lxml_html.document_fromstring(f"<html><body>{body}</body></html>"), url, fetched)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("<span>March 2, 2026</span>", "2026-03-02"),
        ("<div>Published on 2 March 2026</div>", "2026-03-02"),
        ("<div>2. März 2026</div>", "2026-03-02"),
        ("<div>2 mars 2026</div>", "2026-03-02"),
        ("<div>2 de marzo de 2026</div>", "2026-03-02"),
        ("<div>02.03.2026</div>", "2026-03-02"),
        ("<div>2026年3月2日</div>", "2026-03-02"),
        ("<div>31/03/2026</div>", "2026-03-31"),
        ("<time datetime='2026-03-02T10:30:00+01:00'>today</time>", "2026-03-02T09:30:00Z"),
        ("<div>March 2, 2026, 11:30 am</div>", "2026-03-02"),
        ("<div>Updated March 9, 2026</div><div>March 2, 2026</div>", "2026-03-02"),
        ("<div><b>Updated:</b> <span>March 9, 2026</span></div><i>Published: March 2, 2026</i>", "2026-03-02"),
    ],
)
def test_a_day_beside_the_heading_is_that_of_publication(line: str, when: str) -> None:
    assert shown(f"<h1>Harbour to be deepened</h1>{line}{TEXT}") == (when, "heading")


@pytest.mark.parametrize(
    "line",
    [
        "<div>02/03/2026</div>",  # February or March
        "<div>© 2026 The Tide</div>",
        "<p>In 2026 the harbour was closed for so long that nobody remembers the day, said the board of the town.</p>",
        "<div>yesterday</div>",
    ],
)
def test_what_is_not_a_day_or_one_of_two_is_not_made_one(line: str) -> None:
    assert shown(f"<h1>Harbour to be deepened</h1>{line}{TEXT}") is None


def test_a_day_after_the_fetch_is_that_of_an_event() -> None:
    body = f"<h1>Harbour to be deepened</h1><p>March 9, 2026</p>{TEXT}"
    assert shown(body, fetched="2026-03-02T10:00:00Z") is None
    assert shown(body, fetched="2026-03-09T10:00:00Z") == ("2026-03-09", "heading")


def test_a_mark_tells_a_date_far_from_the_heading_but_not_where_there_are_several() -> None:
    far = "<p>x</p>" * 80
    one = f"<h1>Harbour</h1>{far}<div class=post-date>March 2, 2026</div>"
    assert shown(one) == ("2026-03-02", "marked")
    assert shown(f"{one}<div class=post-date>March 1, 2026</div>") is None
    assert shown(f"<h1>Harbour</h1>{far}<aside><div class=post-date>March 2, 2026</div></aside>") is None


@pytest.mark.parametrize(
    ("path", "when"),
    [
        ("/2026/03/02/harbour", "2026-03-02"),
        ("/news/2026-3-2/harbour", "2026-03-02"),
        ("/news/20260302-harbour", "2026-03-02"),
        ("/2026/03/harbour", None),
        ("/2026/13/40/harbour", None),
        ("/a/20269999-harbour", None),
    ],
)
def test_the_address_tells_a_day_where_it_holds_one(path: str, when: str | None) -> None:
    found = shown(TEXT, f"https://news.example.org{path}")
    assert found == ((when, "url") if when else None)


def test_the_foot_of_an_article_tells_its_day_and_that_of_a_page_does_not() -> None:
    foot = "<footer><div><span>by Ada</span> <span>March 2, 2026, 18:05</span></div></footer>"
    assert shown(f"<h1>Harbour to be deepened</h1><article>{foot}{TEXT}</article>") == ("2026-03-02", "heading")
    assert shown(f"<h1>Harbour to be deepened</h1><article>{TEXT}</article>{foot}") is None
