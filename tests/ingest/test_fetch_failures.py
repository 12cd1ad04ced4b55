"""Pages that can't be had: what stands in, what is tried again, and what is left alone."""

from typing import Any

import pytest

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.page_article import Outcome, is_our_network
from newswire.stream.errors import RejectedError, RetryableError
from newswire.stream.messages import Article
from sites.fetched import SAID, entry, handled, one_article
from sites.hostile_server import HostileServer, pack_bomb, serving

BAD = {
    "/status/404": "gone",
    "/status/410": "gone",
    "/status/403": "refused",
    "/status/500": "server_error",
    "/status/429": "too_many_requests",
    "/status/204": "bad_status",
    "/reset": "connection_lost",
    "/reset/amid": "connection_lost",
    "/stall": "timeout",
    "/drip": "timeout",
    "/loop/1": "redirect_loop",
    "/chain/9": "too_many_redirects",
    "/to?url=ftp://example.org/": "not_http",
    "/header": "bad_response",
    "/huge": "too_large",
    "/bomb/br": "too_large",
    "/bomb/gzip": "too_large",
    "/encoded/cutgzip": "bad_encoding",
    "/pdf": "not_html",
    "/empty": "empty",
}


@pytest.fixture(scope="module")
def bad_results(pool: ExtractPool, server: HostileServer) -> dict[str, tuple[Any, Any]]:
    """What becomes of each bad page, with and without a text in the feed, all in one batch with a good one."""
    paths = [*BAD, "/page"]
    for how in ("br", "gzip"):
        pack_bomb(how)
    options = {"total_s": 2, "read_s": 1, "max_per_host": 50, "attempts": 2, "max_bytes": 2 << 20}
    with_text = handled(pool, [entry(server.url + path, summary=f"<p>{SAID}</p>") for path in paths], **options)
    without = handled(pool, [entry(server.url + path) for path in paths], **options)
    return dict(zip(paths, zip(with_text, without, strict=True), strict=True))


@pytest.mark.parametrize(("path", "reason"), BAD.items())
def test_the_feeds_own_text_stands_in_for_a_page_that_can_not_be_had(
    bad_results: dict[str, tuple[Any, Any]], path: str, reason: str
) -> None:
    article, rejected = bad_results[path]
    assert isinstance(article, Article), article
    assert article.text == SAID
    assert (article.how["text"], article.how["fallback"]) == ("feed", reason)
    assert article.access == ("gone" if reason == "gone" else "open")
    assert isinstance(rejected, RejectedError)
    assert rejected.reason == reason


def test_one_bad_page_does_not_stop_the_others(bad_results: dict[str, tuple[Any, Any]]) -> None:
    assert bad_results["/page"][0].how["text"] == "trafilatura"


def test_a_redirect_to_a_private_address_is_refused_and_nothing_is_asked_there(pool: ExtractPool) -> None:
    with serving() as server:
        result = handled(pool, [entry(f"{server.url}/page")], allow_private=False)[0]
        assert isinstance(result, RejectedError)
        assert result.reason == "private_address"
        assert not server.hits


def test_a_page_that_fails_at_first_is_tried_again(pool: ExtractPool, server: HostileServer) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    article = one_article(pool, entry(f"{server.url}/flaky/1"), sleep=sleep, backoff_s=0.5)
    assert article.how["text"] == "trafilatura"
    assert slept == [0.5]


def test_retry_after_is_kept_to_and_one_that_is_too_long_is_not_waited_for(
    pool: ExtractPool, server: HostileServer
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    handled(pool, [entry(f"{server.url}/status/503?after=7")], sleep=sleep, attempts=2)
    handled(pool, [entry(f"{server.url}/status/503?after=7000")], sleep=sleep, attempts=2)
    assert slept == [7.0]


def test_the_others_of_a_host_that_does_not_answer_are_not_tried(pool: ExtractPool) -> None:
    with serving() as server:
        entries = [entry(f"{server.url}/stall/{i}", summary=SAID) for i in range(6)]
        articles = handled(pool, entries, read_s=0.1, attempts=1, max_per_host=1)
        assert sum(server.hits.values()) == 3
    reasons = [a.how["fallback"] for a in articles if isinstance(a, Article)]
    assert reasons == ["timeout"] * 3 + ["host_unavailable"] * 3


def test_a_host_that_answers_now_and_then_is_not_given_up(pool: ExtractPool) -> None:
    with serving() as server:
        paths = ["stall/1", "stall/2", "page", "stall/3", "stall/4", "status/404", "page/last"]
        entries = [entry(f"{server.url}/{path}", summary=SAID) for path in paths]
        articles = handled(pool, entries, read_s=0.5, attempts=1, max_per_host=1)
        assert sum(server.hits.values()) == len(paths)
    assert isinstance(articles[-1], Article)
    assert articles[-1].how["text"] == "trafilatura"


WALLS = {
    "consent": "<h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device."
    "</p><button>Accept all</button>",
    "challenge": "<title>Just a moment...</title><p>Checking your browser</p>",
    "shell": "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
    "<script src=/m.js></script>",
}


@pytest.mark.parametrize("access", WALLS)
def test_a_wall_is_not_taken_for_the_article(pool: ExtractPool, server: HostileServer, access: str) -> None:
    server.pages[f"/{access}"] = f"<html><body>{WALLS[access]}</body></html>".encode()
    article = one_article(pool, entry(f"{server.url}/{access}", content=f"<p>{SAID}</p>"))
    assert (article.text, article.access, article.how["fallback"]) == (SAID, access, access)
    assert article.fetch is not None
    assert article.title == "Harbour to be deepened"


def test_a_whole_batch_without_any_connection_is_our_own_network(pool: ExtractPool) -> None:
    # addresses of loopback at which nobody listens
    entries = [entry(f"http://127.0.0.{host}:9/{i}", summary=SAID) for i, host in enumerate((2, 3, 4, 5, 5))]
    with pytest.raises(RetryableError, match="no connection"):
        handled(pool, entries, attempts=1)
    assert all(isinstance(a, Article) for a in handled(pool, entries[:3], attempts=1))


def outcome(host: str, connected: bool) -> Outcome:
    return Outcome(host, connected, RejectedError("connect_failed", "x"))


@pytest.mark.parametrize(
    ("outcomes", "ours"),
    [
        ([outcome(h, False) for h in "abcd"], True),
        ([outcome(h, False) for h in "abca"], True),
        ([outcome(h, False) for h in "abc"], False),
        ([outcome(h, False) for h in "aabbab"], False),
        ([outcome(h, False) for h in "abcde"] + [outcome("f", True)], False),
        ([outcome(h, False) for h in "abcde"] + [outcome("", True)], True),
        ([], False),
    ],
)
def test_it_is_our_network_only_where_nobody_of_several_hosts_was_reached(outcomes: list[Outcome], ours: bool) -> None:
    assert is_our_network(outcomes) is ours


def test_an_exception_that_nobody_foresaw_is_the_dead_letter_of_its_page_alone(
    pool: ExtractPool, server: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = ExtractPool.extract

    async def fails_on_one(self: ExtractPool, html: bytes, url: str, **options: Any) -> Article:
        if url.endswith("/page?2"):
            raise KeyError("a page that no guard foresaw \ud800")
        return await extract(self, html, url, **options)

    monkeypatch.setattr(ExtractPool, "extract", fails_on_one)
    entries = [entry(f"{server.url}/page?{n}", summary=SAID) for n in range(4)]
    results = handled(pool, entries)
    assert [type(result) for result in results] == [Article, Article, RejectedError, Article]
    assert isinstance(results[2], RejectedError) and results[2].reason == "handler_failed"
