"""From entries to articles against a server that misbehaves: pages, fall-backs, and what is rejected."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.sites.raw import answer, raw_site
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.warc import records
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.urls import article_id
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError, RetryableError
from newswire.stream.messages import Article, make_id
from newswire.stream.topics import ARTICLES, header
from sites.fetched import SAID, entry, handled, item, one_article
from sites.hostile_server import PAGE, PARAGRAPHS, HostileServer, serving
from sites.http_clients import fetch_handler


def test_a_page_becomes_an_article_with_all_that_is_known_of_it(pool: ExtractPool, server: HostileServer) -> None:
    url = f"{server.url}/page"
    one = entry(
        url, summary="<p>In <b>short</b></p>", tags=("ports",), published="2026-02-28T10:00:00Z", language="en-GB"
    )
    article = one_article(pool, one)
    assert article.text.count("\n\n") == 4
    assert article.text.startswith("The harbour board voted on Tuesday")
    assert (article.title, article.language, article.site) == ("Harbour to be deepened", "en", "127.0.0.1")
    assert (article.feed, article.entry_id, article.guid, article.seen) == (one.feed, "e1", "g-1", one.seen)
    assert (article.summary, article.tags, article.published) == ("In short", ("ports",), "2026-02-28T10:00:00Z")
    assert article.article_id == article_id(url)
    assert article.revision == make_id(article.title or "", article.text)
    assert article.fetched == "2026-03-01T12:00:00Z"
    assert article.fetch is not None
    assert (article.fetch.status, article.fetch.url, article.fetch.bytes) == (200, url, len(PAGE))
    assert article.how["text"] == "trafilatura"


def test_the_message_has_the_articles_key_and_the_trace_of_its_entry(pool: ExtractPool, server: HostileServer) -> None:
    with fetch_handler(pool) as handler:
        (results,) = handler([item(entry(f"{server.url}/page"))])
    assert not isinstance(results, RejectedError)
    message: Message = results[0]
    article: Article = ARTICLES.decode(message.value)
    assert message.key == article.article_id.encode()
    assert header(message.headers, "ce_id") == make_id(article.article_id, article.revision)
    assert header(message.headers, "ce_type") == ARTICLES.event
    assert header(message.headers, "ce_source") == "https://feeds.example.org/rss"
    assert header(message.headers, "ce_subject") == article.url
    assert (header(message.headers, "traceparent") or "").startswith("00-" + "a" * 32)
    assert "b" * 16 not in (header(message.headers, "traceparent") or "")


def test_an_entry_without_url_is_its_feeds_text(pool: ExtractPool) -> None:
    first, second = handled(pool, [entry(guid="a", content=SAID), entry(guid="b", content=SAID)])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.text, first.how["fallback"], first.fetch) == (SAID, "no_url", None)
    assert first.article_id != second.article_id
    again = one_article(pool, entry(guid="a", content=SAID + " More."))
    assert (again.article_id, again.revision != first.revision) == (first.article_id, True)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "javascript:alert(1)", "file:///etc/passwd", "http://", "x"])
def test_what_is_not_an_http_url_is_never_fetched(pool: ExtractPool, url: str) -> None:
    (result,) = handled(pool, [entry(url)])
    assert isinstance(result, RejectedError)
    assert result.reason == "not_http"


def test_an_entry_with_nothing_is_rejected(pool: ExtractPool) -> None:
    (result,) = handled(pool, [entry(None, summary="<p> </p>")])
    assert isinstance(result, RejectedError)
    assert result.reason == "no_url"


def test_of_titles_the_one_nearest_to_the_feeds_is_taken(pool: ExtractPool, server: HostileServer) -> None:
    head = '<meta property="og:title" content="Deeper harbour: what the board decided">'
    server.pages["/titles"] = (
        f"<html lang=en><head><title>Ports today</title>{head}</head><body><h1>Harbour board votes</h1>"
        f"<article>{PARAGRAPHS}</article></body></html>"
    ).encode()
    for title in ("Deeper harbour: what the board decided", "Harbour board votes"):
        assert one_article(pool, entry(f"{server.url}/titles", title=title)).title == title


def test_the_feeds_time_counts_where_the_page_tells_a_day_only(pool: ExtractPool, server: HostileServer) -> None:
    def published(meta: str) -> str | None:
        server.pages["/day"] = PAGE.replace(
            "</head>", f'<meta property="article:published_time" content="{meta}"></head>'
        ).encode()
        return one_article(pool, entry(f"{server.url}/day", published="2026-02-28T10:00:00Z")).published

    assert published("2026-02-28") == "2026-02-28T10:00:00Z"
    assert published("2026-02-28T08:15:00+01:00") == "2026-02-28T07:15:00Z"
    assert published("2026-01-02") == "2026-01-02"


def test_an_article_names_the_place_of_its_page_in_the_archive(
    pool: ExtractPool, server: HostileServer, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    article = one_article(pool, entry(f"{server.url}/chain/2"), archive=archive)
    archive.close()
    assert article.fetch is not None and article.fetch.warc_file and article.fetch.warc_offset
    with (tmp_path / article.fetch.warc_file).open("rb") as file:
        kinds = [(one.kind, one.headers.get("warc-target-uri", "")[-8:]) for one in records(file, frozenset())]
        file.seek(article.fetch.warc_offset)
        answer = next(records(file, frozenset({"response"})))
    paths = [("response", "/chain/2"), ("response", "/chain/1"), ("response", "/chain/0"), ("metadata", "/chain/2")]
    assert [one for one in kinds if one[0] not in ("request", "warcinfo")] == paths
    assert answer.block.startswith(b"HTTP/1.1 200 OK\r\n") and answer.block.endswith(PAGE.encode())


def test_a_page_that_breaks_off_is_kept_as_far_as_it_came(
    pool: ExtractPool, server: HostileServer, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    paths = ["/reset/amid", "/huge", "/bomb/br", "/status/500", "/reset"]
    handled(pool, [entry(server.url + path) for path in paths], archive=archive, attempts=1, max_bytes=2 << 20)
    archive.close()
    (path,) = tmp_path.rglob("*.warc.gz")
    with path.open("rb") as file:
        answers = [one for one in records(file, frozenset()) if one.kind == "response"]
    told = {
        one.headers["warc-target-uri"].removeprefix(server.url): one.headers.get("warc-truncated") for one in answers
    }
    assert told == {"/reset/amid": "disconnect", "/huge": "length", "/bomb/br": "length", "/status/500": None}


def test_an_archive_that_can_not_be_written_holds_the_batch(
    pool: ExtractPool, server: HostileServer, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RetryableError, match="file"):
        handled(pool, [entry(f"{server.url}/page"), entry(f"{server.url}/slow")], archive=Archive(tmp_path / "file"))


def test_a_page_that_robots_txt_asks_to_leave_alone_is_not_fetched_and_the_feeds_text_stands_in(
    pool: ExtractPool,
) -> None:
    with serving() as server:
        server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /page\n"
        entries = [
            entry(f"{server.url}/page", summary=SAID),
            entry(f"{server.url}/page"),
            entry(f"{server.url}/slow/1"),
        ]
        options: dict[str, Any] = {"undelayed": (), "robots": True}
        stood_in, without, fetched = handled(pool, entries, **options)
        assert server.hits == {"/robots.txt": 1, "/slow/1": 1}
    assert isinstance(stood_in, Article) and isinstance(fetched, Article)
    assert (stood_in.text, stood_in.how["fallback"]) == (SAID, "robots_disallowed")
    assert isinstance(without, RejectedError) and without.reason == "robots_disallowed"
    assert fetched.how["text"] != "feed"


def test_a_link_of_an_alert_is_fetched_where_it_leads_and_is_the_same_article(pool: ExtractPool) -> None:
    with serving() as server:
        server.pages["/robots.txt"] = b"User-agent: *\nDisallow: /page\n"
        own = f"{server.url}/page"
        wrapped = entry(f"https://www.google.com/url?rct=j&sa=t&url={own}&ct=ga", summary=SAID)
        article = one_article(pool, wrapped, undelayed=(), robots=True)
        assert server.hits == {"/robots.txt": 1}
    assert (article.text, article.how["fallback"]) == (SAID, "robots_disallowed")
    assert article.article_id == article_id(own)


def test_each_article_of_a_batch_keeps_its_own_entry(pool: ExtractPool, server: HostileServer) -> None:
    entries = [entry(f"{server.url}/page?n={n}", entry_id=f"e{n}", guid=f"g{n}", title=f"Day {n}") for n in range(4)]
    told = [(a.entry_id, a.guid, a.url) for a in handled(pool, entries) if isinstance(a, Article)]
    assert told == [(one.entry_id, one.guid, one.url) for one in entries]


def test_six_pages_whose_content_type_is_not_text_are_articles(pool: ExtractPool) -> None:
    with raw_site() as site:
        for n in range(6):
            odd = {"Content-Type": b"text/html; charset=\xe9", "ETag": b'"\xff\xfe"', "Last-Modified": b"\xe9"}
            site.answers[f"/{n}"] = answer(PAGE.encode(), odd)
        results = handled(pool, [entry(f"{site.url}/{n}") for n in range(6)])
    texts = {result.text.count("\n\n") for result in results if isinstance(result, Article)}
    assert (len(results), texts) == (6, {4})


def test_the_probe_is_an_article_without_network_and_without_a_trace(pool: ExtractPool, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with fetch_handler(pool, allow_private=False, archive=archive) as handler:
        handler.probe()
    assert not list(tmp_path.iterdir())


def test_the_probe_fails_where_the_code_does(pool: ExtractPool, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails(*args: Any, **options: Any) -> Article:
        raise KeyError("a bad release")

    monkeypatch.setattr(ExtractPool, "extract", fails)
    with fetch_handler(pool) as handler, pytest.raises(RejectedError, match="a bad release"):
        handler.probe()
