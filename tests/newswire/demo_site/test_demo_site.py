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

from newswire.demo_site.newsroom import BACKLOG, CORRECTION_S, Newsroom, Shift, count_at, published_at
from newswire.demo_site.texts import STORY, TEXTS, number_of, write

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


def test_there_are_enough_texts_of_a_length_worth_reading_and_each_slug_is_one_articles() -> None:
    assert len(TEXTS) >= 24
    assert len({text.fields["slug"] for text in TEXTS}) == len(TEXTS)
    assert sum(len(text.paragraphs) >= 5 for text in TEXTS) >= 24
    assert all("{" in paragraph for text in TEXTS for paragraph in text.paragraphs[:1])


def test_a_follow_up_has_other_figures_its_own_address_and_no_marks_left() -> None:
    for number in range(len(TEXTS)):
        first, later = write(number, NOON), write(number + 2 * len(TEXTS), NOON)
        assert first.path != later.path and first.title != later.title and first.paragraphs != later.paragraphs
        assert number_of(first.path) == number and number_of(later.path) == number + 2 * len(TEXTS)
        for text in (first.title, *first.paragraphs, later.title, *later.paragraphs):
            assert not set("{}[]") & set(text)


def test_the_story_comes_in_four_reports_soon_after_the_backlog_with_others_between() -> None:
    story = [write(n, NOON) for n, text in enumerate(TEXTS) if "tesk-valley" in text.fields["slug"]]
    assert [article.number for article in story] == [STORY, STORY + 2, STORY + 4, STORY + 6]
    assert BACKLOG <= STORY <= BACKLOG + 3
    words = [" ".join(article.paragraphs) for article in story]
    assert [n for text in words for n in ("1,500", "4,000", "2,200", "3,000") if n in text] == [
        "1,500", "4,000", "2,200", "3,000",
    ]  # fmt: skip
    assert [text.count("denied that Lorvia") for text in words] == [1, 0, 0, 1]


def test_an_article_is_a_function_of_its_number_and_times() -> None:
    assert write(61, NOON) == write(61, NOON)
    assert "Tuesday" in " ".join(p for n in range(3) for p in write(n, NOON).paragraphs)


@pytest.mark.parametrize(
    ("now", "count"), [(999, BACKLOG), (1000, BACKLOG), (1019, BACKLOG), (1020, BACKLOG + 1), (1100, BACKLOG + 5)]
)
def test_one_article_follows_every_so_many_seconds(now: int, count: int) -> None:
    assert count_at([Shift(1000, BACKLOG, 20)], now) == count


def test_an_article_keeps_its_time_through_later_starts() -> None:
    first = [Shift(1000, BACKLOG, 20)]
    second = [*first, Shift(9000, BACKLOG + 3, 10)]
    assert [published_at(second, n) for n in range(BACKLOG + 3)] == [published_at(first, n) for n in range(BACKLOG + 3)]
    assert published_at(second, BACKLOG + 3) == 9010


def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    state = tmp_path / "site.json"
    first = Newsroom(state, 20, now=1000)
    first.tick(1070)
    seen = [(a.path, a.published) for a in first.latest() if "school-meals" not in a.path]  # withdrawn by then

    second = Newsroom(state, 20, now=50_000)

    assert len(seen) == BACKLOG + 2
    assert [(a.path, a.published) for a in second.latest()] == seen
    second.tick(50_021)
    assert second.latest()[1:] == [a for a in second.latest() if (a.path, a.published) in seen]


def test_one_article_is_corrected_later_with_a_new_time_and_another_figure() -> None:
    newsroom = Newsroom(None, 20, now=1000)
    before = newsroom.article(1)
    newsroom.tick(1000 + CORRECTION_S)
    after = newsroom.article(1)
    assert (before.path, before.published) == (after.path, after.published)
    assert after.updated > before.updated == before.published
    assert "$2.7 billion" in before.title and "$2.4 billion" in after.title
    assert not before.note and after.note.startswith("Correction")


def test_one_article_is_withdrawn_later_and_no_feed_lists_it_any_more() -> None:
    newsroom = Newsroom(None, 20, now=1000)
    withdrawn = next(a for a in newsroom.latest() if "school-meals" in a.path)
    assert withdrawn.page == "article"
    newsroom.tick(1000 + CORRECTION_S)
    assert newsroom.article(withdrawn.number).page == "withdrawn"
    assert withdrawn.path not in [a.path for a in newsroom.latest()]


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
