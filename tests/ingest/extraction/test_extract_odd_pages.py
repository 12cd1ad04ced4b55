"""Walls, pages of odd shape, encodings and what holds no article: each has its text, or its reason."""

import gzip
import json
import random
from typing import Any

import pytest

from newswire.ingest.extraction.extract import extract
from newswire.stream.errors import RejectedError
from sites.extracted import URL, json_ld, page
from sites.hostile_server import PAGE, PARAGRAPHS


def rejected(html: bytes, **options: Any) -> str:
    with pytest.raises(RejectedError) as caught:
        extract(html, URL, **options)
    return caught.value.reason


@pytest.mark.parametrize(
    ("body", "access", "kind"),
    [
        ("<h2>We value your privacy</h2><p>Our 842 partners store data.</p><p>Accept all</p>", "consent", "article"),
        ("<p>Verify you are human</p>", "challenge", "article"),
        ("<div id=app></div><script src=/m.js></script>", "shell", "article"),
        ("<h1>Page not found</h1><p>Sorry.</p>", "gone", "article"),
    ],
)
def test_a_wall_is_an_article_without_text_that_says_so(body: str, access: str, kind: str) -> None:
    article = extract(page(body), URL)
    assert (article.access, article.kind, article.text) == (access, kind, "")


def test_a_cookie_banner_does_not_hide_an_article() -> None:
    banner = "<div class=consent><p>We value your privacy. Accept all or manage cookies.</p></div>"
    article = extract(page(f"{banner}<article>{PARAGRAPHS}</article>"), URL)
    assert article.access == "open"
    assert "privacy" not in article.text


def test_a_page_that_is_not_free_is_behind_a_paywall_with_what_text_it_has() -> None:
    article = extract(page(head=json_ld(isAccessibleForFree=False)), URL)
    assert article.access == "paywall"
    assert article.text


def test_a_home_page_is_an_index_and_a_live_blog_is_live() -> None:
    teasers = "".join(f"<h3><a href=/{i}>Headline number {i}</a></h3><p>A short teaser.</p>" for i in range(30))
    assert extract(page(teasers), "https://news.example.org/").kind == "index"
    assert extract(page(head=json_ld(**{"@type": "LiveBlogPosting"})), URL).kind == "live"


ART = f"<article>{PARAGRAPHS}</article>"


FOUND = "voted on Tuesday"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"])
@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_page_that_is_nested_too_deep_still_gives_its_text(tag: str, depth: int) -> None:
    assert FOUND in extract(page(f"<{tag}>" * (depth // (1 + tag.count(">"))) + ART), URL).text


HOLDING = {
    "nul and controls": ART.replace("board", "bo\x00a\x0brd"),
    "broken json-ld": '<script type="application/ld+json">{"headline": </script>' + ART,
    "deep json-ld": f'<script type="application/ld+json">{"[" * 50_000}</script>' + ART,
    "odd json-ld": json_ld(author=[None, {"name": ["A B", None]}, 7], headline=[3], datePublished=2026) + ART,
    "unclosed script": ART + '<script>var x = "' + "a" * 100_000,
    "many links": "<ul>" + "<li><a href=/x>link text</a></li>" * 30_000 + "</ul>" + ART,
    "100,000 attributes": f"<p {' '.join(f'a{n}=x' for n in range(100_000))}>" + ART,
    "50,000 rows": ART + f"<table>{'<tr><td>a</td><td>b</td></tr>' * 50_000}</table>",
    "a shadow tree": f"<x-story><template shadowrootmode=open>{ART}</template></x-story>",
    "a data uri of 6 MB": f'<img src="data:image/png;base64,{"A" * 6_000_000}">' + ART,
}


@pytest.mark.parametrize("what", HOLDING)
def test_an_odd_page_still_gives_its_text(what: str) -> None:
    article = extract(page(HOLDING[what]), URL)
    assert FOUND in article.text.replace("\x00", "")
    assert "var x" not in article.text


def test_a_page_says_the_same_whatever_was_read_before() -> None:
    first = extract(page(), URL)
    for n in range(5):  # the same paragraphs on other pages, which a memory of them would drop here
        extract(page(ART + f"<p>Harbour {n}</p>"), f"{URL}/{n}")
    assert extract(page(), URL) == first


def test_a_title_of_a_megabyte_is_not_a_title() -> None:
    article = extract(page(head=f"<title>{'x - ' * 250_000}</title>"), URL)
    assert FOUND in article.text
    assert len(article.title or "") <= 500


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (PAGE.replace("harbour", "h\u00e4fen").encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16"), None),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16-le"), None),
        (PAGE.replace("harbour", "h\u00e4fen").encode("utf-16-be"), "text/html"),
        (PAGE.replace("harbour", "h\u00e4fen").encode()[:-30] + b"\xc3", None),
        (PAGE.replace("harbour", "h\u00e4fen\ud83d").encode("utf-8", "surrogatepass"), None),
        (gzip.compress(PAGE.replace("harbour", "h\u00e4fen").encode()), None),
    ],
)
def test_every_encoding_is_read(data: bytes, content_type: str | None) -> None:
    text = extract(data, URL, content_type=content_type).text
    assert "h\u00e4fen" in text
    text.encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"%PDF-1.7\n" + random.Random(1).randbytes(5000), "not_html"),
        (b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(5000), "not_html"),
        (b"\0\1\2" * 3000, "not_html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "not_html"),
        (b'{"a": "<p>b</p>"}', "not_html"),
        (gzip.compress(PAGE.encode(), mtime=0)[:100], "bad_encoding"),
        (gzip.compress(b" " * (30 << 20), mtime=0), "too_large"),
        (b"<html><body><p></p></body></html>", "no_text"),
        (page("<p>ab</p>" * 40_000), "no_text"),
    ],
)
def test_what_holds_no_article_is_rejected_with_its_reason(data: bytes, reason: str) -> None:
    assert rejected(data) == reason


def test_a_content_type_that_is_not_html_is_rejected() -> None:
    assert rejected(page(), content_type="image/png") == "not_html"
    assert rejected(page(), content_type="application/pdf; x=y") == "not_html"


def test_the_text_has_a_bound_and_says_that_it_was_cut() -> None:
    article = extract(page("<p>" + "The board voted on Tuesday, it said. " * 160_000 + "</p>"), URL)
    assert 0 < len(article.text) <= 500_000
    assert "text_cut" in article.flags


@pytest.mark.parametrize("broken", ["&#xD83D;", "&#0;", "&#8;", "&#xFFFF;", "\x00", "\x0b", "&#99999999;"])
def test_one_broken_character_costs_only_itself(broken: str) -> None:
    last = f"<p title='{broken}'>The pump{broken} stood still for a night.</p>"
    body = f"<article data-x='{broken}'>{PARAGRAPHS}{last}</article>"
    article = extract(page(body, head=f"<meta name=author content='Ada{broken} Byron'>"), URL)
    assert "stood still for a night." in article.text
    assert PARAGRAPHS.split("<p>")[1].split("</p>")[0] in article.text
    json.dumps(article.text).encode()
    assert all(name.encode() for name in article.authors)
