"""The site of saved pages: every address is an article of its own, listed once."""

import gzip
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from benchmarks.sites.corpus import read_pages, serve


def get(url: str, **headers: str) -> bytes:
    """A body, unpacked."""
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        body: bytes = answer.read()
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


def listed(feed: str) -> list[str]:
    """The links of a feed's items."""
    return re.findall(r"<item>.*?<link>(.*?)</link>", get(feed).decode())


def corpus(folder: Path) -> Path:
    """Two pages, which name their own address; one is packed."""
    page = (
        '<html><head><title>One &amp; only</title><link href="https://a.example/1" rel="canonical"/>'
        "<meta property='og:url' content='https://a.example/1'><meta property='og:title' content='One'></head></html>"
    )
    (folder / "one page.html").write_text(page)
    (folder / "two.html.gz").write_bytes(gzip.compress(page.replace("One", "Two").encode()))
    (folder / "notes.txt").write_text("no page")
    return folder


def test_every_page_is_listed_once_and_served(tmp_path: Path) -> None:
    with serve(corpus(tmp_path), 205) as site:
        assert len(site.feeds) == 3
        urls = [url for feed in site.feeds for url in listed(feed)]
        assert len(set(urls)) == len(urls) == site.pages == 205
        assert b"<title>One &amp; only" in get(urls[204])
        assert get(urls[1]) == get(urls[1], **{"Accept-Encoding": "gzip"}) == read_pages(tmp_path)[1].html
        assert site.pages_of(2) == [103, 102]


def test_a_page_does_not_name_another_address_as_its_own(tmp_path: Path) -> None:
    for page in read_pages(corpus(tmp_path)):
        assert b"a.example" not in page.html
        assert b"og:title" in page.html
    assert [page.title for page in read_pages(tmp_path)] == ["One & only", "Two & only"]


def test_a_feed_that_is_known_is_not_sent_again_and_others_are_missing(tmp_path: Path) -> None:
    with serve(corpus(tmp_path), 2) as site:
        with urllib.request.urlopen(site.feeds[0]) as answer:
            tag = answer.headers["ETag"]
        for url, headers, code in ((site.feeds[0], {"If-None-Match": tag}, 304), (f"{site.base}/feeds/1.xml", {}, 404)):
            with pytest.raises(urllib.error.HTTPError) as refused:
                get(url, **headers)
            refused.value.close()
            assert refused.value.code == code


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \*\.html"):
        read_pages(tmp_path)


def test_without_a_folder_it_serves_the_articles_of_the_demo() -> None:
    assert len(read_pages(None)) > 20
