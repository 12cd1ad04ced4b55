"""Identity of articles by URL: what is one page must join, what may be two must not."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from newswire.ingest import urls
from newswire.ingest.urls import absolute_url, article_id, canonical_url, registrable_domain
from newswire.stream.errors import RejectedError


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(urls).failed == 0


@pytest.mark.parametrize(
    "spellings",
    [
        ("https://example.org/a", "HTTPS://EXAMPLE.org/a", "https://example.org:443/a", "https://example.org/a#part-2"),
        ("https://example.org/", "https://example.org", "https://example.org./"),
        (
            "https://example.org/a?id=1",
            "https://example.org/a?id=1&utm_medium=rss",
            "https://example.org/a?gclid=9&id=1",
        ),
        (
            "https://example.org/a",
            "https://example.org/a?fbclid=x",
            "https://example.org/a?utm_source=a&amp;utm_term=b",
        ),
        ("https://example.org/b", "https://example.org/a/../b", "https://example.org/./b", "https://example.org/b "),
        ("https://example.org/a%20b", "https://example.org/a b"),
        ("https://example.org/a", "https://user:pw@example.org/a"),
        ("https://example.org/a", "https://example.org/a#:~:text=words"),
    ],
)
def test_spellings_of_one_page_join(spellings: tuple[str, ...]) -> None:
    assert len({canonical_url(url) for url in spellings}) == 1
    assert len({article_id(url) for url in spellings}) == 1


@pytest.mark.parametrize(
    "pages",
    [
        ("https://example.org/a?sid=123", "https://example.org/a?sid=456"),
        ("https://example.org/S/AbC", "https://example.org/s/abc"),
        ("https://news.example.org/", "https://www.example.org/", "https://example.org/"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://www.youtube.com/watch?v=aaaaaaaaaaa", "https://www.youtube.com/watch?v=bbbbbbbbbbb"),
        (
            "https://example.org/url?url=http%3A%2F%2Fa.example%2F1",
            "https://example.org/url?url=http%3A%2F%2Fa.example%2F2",
        ),
        (
            "https://example.org/a?cid=1",
            "https://example.org/a?cid=2",
            "https://example.org/a?ref=1",
            "https://example.org/a",
        ),
        ("https://example.org/?p=1", "https://example.org/?p=2", "https://example.org/?P=1"),
        ("https://example.org/a/", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a?x=1%262", "https://example.org/a?x=1&2"),
        ("https://example.org/#!/story/1", "https://example.org/#!/story/2"),
        ("https://example.org/app#/story/1", "https://example.org/app#/story/2"),
    ],
)
def test_pages_that_may_differ_stay_apart(pages: tuple[str, ...]) -> None:
    assert len({canonical_url(url) for url in pages}) == len(pages)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news",
        "ftp://example.org/a",
        "http://",
        "http://[::1/a",
        "http://a:port/",
        "tag:x,1:2",
        f"http://{'é' * 2000}.org/",
    ],
)
def test_what_is_not_a_web_address_is_rejected_by_name(url: str) -> None:
    with pytest.raises(RejectedError, match="bad_url"):
        canonical_url(url)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_the_canonical_form_is_a_fixed_point(path: str, query: str, fragment: str) -> None:
    try:
        once = canonical_url(f"http://example.org/{path}?{query}#{fragment}")
    except RejectedError:
        return
    assert canonical_url(once) == once
    assert once.isascii()


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.example.co.uk/x", "example.co.uk"),
        ("https://a.b.example.com.au:8080/", "example.com.au"),
        ("http://10.0.0.1/x", "10.0.0.1"),
        ("http://[::1]:8000/x", "[::1]"),
        ("http://site.internal/x", "site.internal"),
        ("https://EXAMPLE.ORG.", "example.org"),
        ("no url", ""),
        ("http://[broken", ""),
    ],
)
def test_the_registrable_domain_falls_back_to_the_host(url: str, domain: str) -> None:
    assert registrable_domain(url) == domain


@pytest.mark.parametrize(
    ("base", "url", "absolute"),
    [
        ("https://example.org/feed/rss", "a.html", "https://example.org/feed/a.html"),
        ("https://example.org/feed", "/a?b=1", "https://example.org/a?b=1"),
        ("https://example.org/feed", "\n  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org/feed", "http://[broken", "http://[broken"),
        ("", "a.html", "a.html"),
    ],
)
def test_a_relative_url_is_seen_from_its_base(base: str, url: str, absolute: str) -> None:
    assert absolute_url(base, url) == absolute


def test_ids_do_not_change_between_runs() -> None:
    assert article_id("https://example.org/a") == "8d59485df91c386b4b04f8783c990d8b"


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("straße.example", "xn--strae-oqa.example"),  # two domains, and two owners maybe
        ("strasse.example", "strasse.example"),
        ("βόλος.example", "xn--nxasmm1c.example"),
        ("München.example", "xn--mnchen-3ya.example"),
        ("☃.example", "xn--n3h.example"),  # not allowed, but clients go there
        ("ｗｗｗ.example", "www.example"),
    ],
)
def test_a_host_is_what_the_client_asks_for(host: str, ascii_host: str) -> None:
    assert canonical_url(f"https://{host}/a") == f"https://{ascii_host}/a"
    assert URL(f"https://{host}/a").raw_host == ascii_host
