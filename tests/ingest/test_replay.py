"""Articles made again from the archive: the same bytes as the fetch stage made, whatever became of a page."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from factories import feed_entry
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive_read import find_files
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.replay import replay
from newswire.ingest.revisions.pages import PageState
from newswire.ingest.revisions.settle import Settler
from newswire.ingest.urls import article_id
from newswire.stream.broker import Message, Record
from newswire.stream.errors import RejectedError
from newswire.stream.handler import Item
from newswire.stream.messages import FeedEntry
from newswire.stream.topics import ARTICLES
from sites.hostile_server import PAGE, HostileServer, serving
from sites.http_clients import fetch_handler

SAID = "The feed itself says that the harbour board voted for the deeper channel."
PATHS = [
    "/page",
    "/chain/3",
    "/encoded/gzip",
    "/encoded/br",
    "/page?again",  # the same bytes: a revisit
    "/status/404",
    "/status/500",
    "/status/403",
    "/reset/amid",
    "/huge",
    "/bomb/gzip",
    "/loop/1",
    "/to?url=ftp://example.org/",
    "/pdf",
    "/empty",
    "/stall",
    "/stall/2",
    "/stall/3",
    "/stall/4",
]


class Made(NamedTuple):
    """What the fetch stage made, and the archive that it kept."""

    root: Path
    results: list[bytes | str]
    hits: int


def told(result: object) -> bytes | str:
    """An article's bytes, or the reason of an error."""
    if isinstance(result, RejectedError):
        return result.reason
    assert isinstance(result, Message)
    return result.value


def entry(name: str, url: str | None, **fields: Any) -> FeedEntry:
    return feed_entry(name, url=url, tags=("harbour",), published="2026-02-28T10:00:00Z", **fields)


async def at_once(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    root = tmp_path_factory.mktemp("archive")
    clock = [datetime(2026, 3, 1, 12, 59, 58, tzinfo=UTC)]

    def now() -> datetime:
        clock[0] += timedelta(milliseconds=50)  # into the next hour, in the middle of it
        return clock[0]

    archive = Archive(root, now=now)
    with serving() as server, ExtractPool(1, deadline_s=10) as pool:
        options = {"read_s": 1, "total_s": 2.0, "max_bytes": 2 << 20, "attempts": 1, "sleep": at_once}
        results = fetched(server, pool, archive, now, **options)
        hits = sum(server.hits.values())
        archive.close()
        yield Made(root, results, hits)


def fetched(server: HostileServer, pool: ExtractPool, archive: Archive, now: Any, **options: Any) -> list[bytes | str]:
    entries = [entry(path, f"{server.url}{path}", summary=f"<p>{SAID}</p>") for path in PATHS]
    entries += [entry(f"bare {path}", f"{server.url}{path}") for path in ("/page", "/status/404")]
    entries += [
        entry("no url", None, content=SAID),
        entry("down", "http://127.0.0.1:9/down", summary=SAID),
        entry("ftp", "ftp://x.example/"),
    ]
    with fetch_handler(
        pool,
        undelayed=("127.0.0.1",),
        archive=archive,
        now=now,
        **options,
    ) as handler:
        # one by one, so that the notes lie in the order of the entries
        results = [
            result
            for one in entries
            for result in handler([Item(Record("news.entries.v1", 0, 0, 0, None, b"", ()), one)])
        ]
    return [told(result if isinstance(result, RejectedError) else result[0]) for result in results]


def test_what_is_replayed_is_byte_for_byte_what_was_made(made: Made) -> None:
    files = find_files(made.root)
    assert len(files) == 2
    assert [told(one.result) for file in files for one in replay(file)] == made.results
    articles = [result for result in made.results if isinstance(result, bytes)]
    assert len(articles) > 20 and any(
        b'"fallback"' not in article and b"trafilatura" in article for article in articles
    )


def test_the_same_page_under_two_names_is_kept_once(made: Made) -> None:
    raw = b"".join(gzip.decompress(file.read_bytes()) for file in find_files(made.root))
    assert raw.count(b"WARC-Type: revisit") >= 2
    assert b"WARC-Refers-To-Filename: 2026-03-01/20260301T12-" in raw


def test_a_torn_file_gives_what_is_whole_and_tells_where_it_ends(made: Made, tmp_path: Path) -> None:
    first = find_files(made.root)[0]
    torn = tmp_path / first.name
    torn.write_bytes(first.read_bytes()[:-100])
    results = [told(one.result) for one in replay(torn)]
    whole = [told(one.result) for one in replay(first)]
    assert results[-1] == "torn"
    assert results[:-1] == whole[: len(results) - 1] and len(results) > 5


def test_a_page_whose_file_is_gone_is_told_and_the_rest_goes_on(made: Made, tmp_path: Path) -> None:
    second = find_files(made.root)[1]
    shutil.copy(second, tmp_path)
    before = [told(one.result) for one in replay(second)]
    after = [told(one.result) for one in replay(tmp_path / second.name)]
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert changed and all(other == "no_answer" for _, other in changed)
    assert len(changed) < len(before)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello\n", "not_warc"),
        (b"\x1f\x8b\x08\x00zz", "torn"),
        (gzip.compress(b"x" * 100, mtime=0), "not_warc"),
        (b"", "no_notes"),
    ],
)
def test_a_file_of_somebody_else_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    (one,) = replay(path)
    assert (one.id, told(one.result)) == (str(path), reason)


def test_revisions_deletions_and_silence_are_replayed_as_they_were_published(tmp_path: Path) -> None:
    """Each look held against what was known of the page, on a state that the replay does not have."""
    now = [datetime(2026, 3, 1, 12, tzinfo=UTC)]
    archive, pages = Archive(tmp_path / "archive", now=lambda: now[0]), PageState(f"sqlite:///{tmp_path}/state.sqlite")
    published: list[bytes] = []
    with serving() as server, ExtractPool(1, deadline_s=10) as pool, closing(pages):
        settler = Settler(pages, lambda: now[0], again_s=60.0)
        handler = fetch_handler(pool, undelayed=("127.0.0.1",), now=lambda: now[0], archive=archive, settle=settler)
        with handler:
            for body in (PAGE, PAGE, PAGE.replace("before the autumn", "before the winter"), None, None):
                server.pages.pop("/page", None)
                one = entry("a", f"{server.url}/page" if body else f"{server.url}/status/404")
                if body:
                    server.pages["/page"] = body.encode()
                else:
                    one = msgspec.structs.replace(one, visit=2, article_id=article_id(f"{server.url}/page"))
                (result,) = handler([Item(Record("news.entries.v1", 0, 0, 0, None, b"", ()), one)])
                assert not isinstance(result, RejectedError)
                for message in result:
                    published.append(message.value)
                    pages.record([ARTICLES.decode(message.value)], now[0])
                now[0] += timedelta(minutes=5)
        archive.close()
    made = [ARTICLES.decode(value) for value in published]
    assert [(one.access, one.previous is None) for one in made] == [("open", True), ("open", False), ("gone", False)]
    replayed = [one.result for file in find_files(tmp_path / "archive") for one in replay(file)]
    assert [one.value for one in replayed if isinstance(one, Message)] == published
    assert replayed.count(None) == 2
