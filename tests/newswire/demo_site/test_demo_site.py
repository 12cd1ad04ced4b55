"""The demo site as the pipe meets it: a process of its own on loopback, with feeds, pages and pages that go wrong."""

import gzip
import http.client
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

import feedparser
import pytest
import trafilatura

from newswire.demo_site.newsroom import BACKLOG
from newswire.demo_site.texts import write

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


FEEDS = ("/rss.xml", "/atom.xml", "/rdf.xml")


@contextmanager
def running_site(*arguments: str) -> Iterator[str]:
    command = [sys.executable, "-m", "newswire.demo_site", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            assert process.wait(120) == 0


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with running_site("--every", "3600") as base:
        yield base


def get(url: str, **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as e:
        with e:
            return e.code, e.headers, e.read()


def entries(base: str, path: str) -> list[feedparser.FeedParserDict]:
    parsed = feedparser.parse(get(base + path)[2])
    assert not parsed.bozo
    return list(parsed.entries)


@pytest.mark.parametrize(("path", "version"), list(zip(FEEDS, ("rss20", "atom10", "rss10"), strict=True)))
def test_each_feed_is_well_formed_in_its_own_format_and_links_to_pages(site: str, path: str, version: str) -> None:
    status, headers, body = get(site + path)
    parsed = feedparser.parse(body, response_headers={"content-type": headers["Content-Type"]})
    assert status == 200 and not parsed.bozo and parsed.version == version
    assert len(parsed.entries) == BACKLOG // 3
    assert all(e.link.startswith(site) and e.title and e.summary and e.author for e in parsed.entries)
    assert all(e.get("published_parsed") or e.get("updated_parsed") for e in parsed.entries)


@pytest.mark.parametrize("path", FEEDS)
def test_an_unchanged_feed_is_answered_with_304_by_tag_and_by_date(site: str, path: str) -> None:
    _, headers, _ = get(site + path)
    assert get(site + path, If_None_Match=headers["ETag"])[0::2] == (304, b"")
    assert get(site + path, If_Modified_Since=headers["Last-Modified"])[0::2] == (304, b"")
    assert get(site + path, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200


def test_a_reader_that_accepts_gzip_gets_it(site: str) -> None:
    _, headers, body = get(site + "/atom.xml", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == get(site + "/atom.xml")[2]


def test_extraction_finds_the_paragraphs_of_a_page_and_nothing_of_its_frame(site: str) -> None:
    article = write(0, NOON)
    page = get(site + article.path)[2].decode()
    found = trafilatura.bare_extraction(page, url=site + article.path, include_comments=False, with_metadata=True)
    assert found and found.title == article.title and found.author == article.author
    for paragraph in article.paragraphs:
        if "day" not in paragraph:
            assert paragraph.removeprefix("## ") in (found.text or "")
    for frame in ("cookies", "Subscribe", "Log in", "More from this desk", "Imprint"):
        assert frame in page and frame not in (found.text or "")


def test_a_page_carries_the_metadata_of_real_ones(site: str) -> None:
    page = get(site + write(0, NOON).path)[2].decode()
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert data["@type"] == "NewsArticle" and data["datePublished"].endswith("+00:00")
    assert all(mark in page for mark in ('rel="canonical"', "og:title", "<figcaption>", "byline", "<time "))


def test_the_front_page_lists_what_is_out_and_loads_nothing_from_elsewhere(site: str) -> None:
    page = get(site + "/")[2].decode()
    for number in range(BACKLOG):
        assert write(number, NOON).path in page
    assert write(BACKLOG, NOON).path not in page
    assert "src=" not in page and "@import" not in page and "url(" not in page


def test_an_article_that_is_not_out_yet_and_one_that_was_removed_answer_404(site: str) -> None:
    gone = next(e for e in entries(site, "/rdf.xml") if "clinic" in e.link)
    assert get(gone.link)[0] == 404
    assert get(site + write(BACKLOG, NOON).path)[0] == 404
    assert get(site + "/world/no-such-thing.html")[0] == 404


def test_the_consent_wall_answers_200_without_the_text_until_a_reader_consents(site: str) -> None:
    walled = next(e for e in entries(site, "/rss.xml") if "ferry" in e.link)
    status, _, body = get(walled.link)
    assert status == 200 and b"partners store information" in body and b"PNK-Aegean" not in body
    assert b"PNK-Aegean" in get(walled.link, Cookie="consent=yes")[2]
    assert "PNK-Aegean" in walled.content[0].value  # the feed brings the text along


def test_the_slow_page_begins_and_does_not_end(site: str) -> None:
    slow = next(e for e in entries(site, "/atom.xml") if "rent" in e.link)
    host, _, path = slow.link.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", "/" + path)
        socket = connection.sock
        response = connection.getresponse()
        assert response.status == 200 and response.read(200)
        socket.settimeout(0.3)
        with pytest.raises(TimeoutError):
            while response.read1(1 << 20):
                pass
    finally:
        connection.close()


def test_a_new_article_comes_out_while_the_site_runs_and_stays_out_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "site.json"
    new = write(BACKLOG, NOON).path
    with running_site("--every", "1", "--state", str(state)) as base:
        while (status := get(base + new)[0]) == 404:
            pass
        listed = {e.link.partition("?")[0] for e in entries(base, "/rss.xml")}
        assert status == 200 and base + new in listed
    with running_site("--every", "3600", "--state", str(state)) as base:
        assert get(base + new)[0] == 200
