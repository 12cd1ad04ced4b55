"""Children that extract: deadlines, crashes and kills cost one page, never the pool or the order."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from newswire.ingest.extraction.processes.lines import extract_file, extract_lines
from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.stream.errors import FatalError, RejectedError
from newswire.stream.messages import Entry
from sites.hostile_server import PAGE

URL = "https://news.example.org/2026/harbour"
HEAD = "import sys, time; from newswire.stream.children.frames import *; o = sys.stdout.buffer; i = sys.stdin.buffer;"
READY = 'write_frame(o, b"ready"); read_frame(i); html = read_frame(i);'


def child(after_a_page: str, start: str = READY) -> tuple[str, ...]:
    return sys.executable, "-c", f"{HEAD} {start} {after_a_page}"


@pytest.fixture(scope="module")
def pool() -> Iterator[ExtractPool]:
    with ExtractPool(1, deadline_s=10) as made:
        yield made


def test_a_page_comes_back_as_its_article(pool: ExtractPool) -> None:
    hint = Entry(title="Harbour to be deepened", published="2026-03-01T10:00:00Z", content="x" * 1000)
    article = pool.submit(PAGE.encode(), URL, hint=hint).result()
    assert (article.title, article.published) == ("Harbour to be deepened", "2026-03-01T10:00:00Z")
    assert asyncio.run(pool.extract(PAGE.encode(), URL, hint=hint)) == article


def test_a_rejection_crosses_the_pipe_and_the_child_goes_on(pool: ExtractPool) -> None:
    assert pool.submit(PAGE.encode(), URL).result().text
    before = pool.pids()
    with pytest.raises(RejectedError) as caught:
        pool.submit(b"", URL).result()
    assert caught.value.reason == "empty"
    assert pool.submit(PAGE.encode(), URL).result().text
    assert pool.pids() == before


def test_the_worker_itself_never_loads_the_extractor() -> None:
    code = "import sys, ingest.fetch, ingest.extraction.processes.lines; print({'trafilatura','lxml'} & {*sys.modules})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_a_page_over_its_deadline_is_killed_and_rejected() -> None:
    with ExtractPool(1, deadline_s=0.2, command=child("time.sleep(600)")) as pool:
        first = pool.submit(b"x", URL)
        with pytest.raises(RejectedError) as caught:
            first.result()
        assert caught.value.reason == "extract_timeout"
        assert pool.pids() == []


@pytest.mark.parametrize("death", ["sys.exit(3)", "import os; os.kill(os.getpid(), 9)", "o.write(b'12'); o.flush()"])
def test_a_page_that_kills_its_child_is_rejected(death: str) -> None:
    with ExtractPool(1, deadline_s=60, command=child(death)) as pool:
        for _ in range(2):  # the next page gets a child of its own
            with pytest.raises(RejectedError) as caught:
                pool.submit(b"x" * (1 << 20), URL).result()
            assert caught.value.reason == "extract_crashed"


def test_a_child_that_does_not_start_is_fatal() -> None:
    with (
        ExtractPool(1, command=child("", start="sys.exit(1)")) as pool,
        pytest.raises(FatalError, match="does not start"),
    ):
        pool.submit(b"x", URL).result()


def test_a_page_whose_child_is_killed_from_outside_is_not_lost(pool: ExtractPool) -> None:
    pool.submit(PAGE.encode(), URL).result()
    (pid,) = pool.pids()
    os.kill(pid, signal.SIGKILL)
    assert pool.submit(PAGE.encode(), URL).result().text
    assert pool.pids() != [pid]


def test_a_signal_to_stop_that_the_whole_group_gets_does_not_cost_the_page_under_way(pool: ExtractPool) -> None:
    pool.submit(PAGE.encode(), URL).result()
    (pid,) = pool.pids()
    for stop in (signal.SIGTERM, signal.SIGINT):
        os.kill(pid, stop)
    assert pool.submit(PAGE.encode(), URL).result().text
    assert pool.pids() == [pid]


def test_a_child_is_replaced_after_so_many_pages() -> None:
    with ExtractPool(1, max_pages=1) as pool:
        assert pool.submit(PAGE.encode(), URL).result().text
        assert pool.pids() == []


def test_children_die_with_a_parent_that_is_killed() -> None:
    code = (
        "import time; from newswire.ingest.extraction.processes.pool import ExtractPool; p = ExtractPool(1);"
        f"p.submit({PAGE.encode()!r}, {URL!r}).result(); print(p.pids()[0], flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        orphan = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    gone, alive = psutil.wait_procs([orphan], timeout=60)
    assert not alive, gone


def lines(folder: Path, names: list[str]) -> list[bytes]:
    return [json.dumps({"id": n, "path": str(folder / n), "url": f"{URL}/{n}"}).encode() for n in names]


def test_a_batch_answers_each_line_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7")
    given = [
        *lines(tmp_path, ["a.html", "missing", "b.html", "a.html"]),
        b"nonsense",
        b'{"id": 7}',
        b"[]",
        b"",
        b"\xff",
    ]
    told = list(extract_lines(given))
    assert [line["id"] for line in told] == ["a.html", "missing", "b.html", "a.html", None, 7, None, None]
    reasons = [line.get("error", {}).get("reason") for line in told]
    assert reasons == [None, "unreadable", "not_html", None, "not_json", "bad_item", "bad_item", "not_json"]
    assert [line.get("line") for line in told[4:]] == [5, 6, 7, 9]
    assert told[0] | {"url": 0, "article_id": 0} == told[3] | {"url": 0, "article_id": 0}
    assert told[0]["revision"] and told[0]["text"].startswith("The harbour board")


def test_an_answer_does_not_wait_for_the_next_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    told: list[str] = []

    def typed() -> Iterator[bytes]:
        yield lines(tmp_path, ["a.html"])[0]
        until = time.monotonic() + 120
        while not told and time.monotonic() < until:
            time.sleep(0.01)  # somebody who types the next line after the answer
        yield lines(tmp_path, ["a.html"])[0]

    for line in extract_lines(typed(), processes=1):
        told.append(line["id"])
        assert len(told) < 2 or line["id"] == "a.html"
    assert told == ["a.html", "a.html"]


def test_reading_ahead_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield lines(tmp_path, ["a.html"])[0]

    answers = extract_lines(endless(), processes=1)
    for _ in range(3):
        next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert taken < 12


def test_one_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    told = extract_file(tmp_path / "a.html", (tmp_path / "a.html").as_uri())
    assert (told["title"], told["kind"], told["access"]) == ("Harbour to be deepened", "article", "open")
