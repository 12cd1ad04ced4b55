"""Answers as WARC files: named by hour and process, one gzip member a record, revisits, and disks that are full."""

import os
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from newswire.ingest.archive.archive import Archive, ArchiveError
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.archive.warc import Record, records
from newswire.stream.errors import RejectedError

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
BODY = b"<html>" + b"The harbour board voted. " * 40
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Odd: \xff\xe9\r\n\r\n"


class Clock:
    """A time that the test sets."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def exchange(name: str = "a", body: bytes = BODY, **fields: object) -> Exchange:
    given = {
        "url": f"https://news.example/{name}",
        "began": NOON,
        "request": f"GET /{name} HTTP/1.1\r\nHost: news.example\r\n\r\n".encode(),
        "response": HEAD,
        "body": body,
    }
    return Exchange(**{**given, **fields})  # type: ignore[arg-type]


def files(root: Path) -> list[Path]:
    return sorted(root.rglob("*.warc.gz"))


def read(path: Path) -> list[Record]:
    with path.open("rb") as file:
        return list(records(file, frozenset({"response", "revisit", "request", "metadata", "warcinfo"})))


def test_an_answer_and_its_request_are_kept_as_they_came(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    place = archive.exchange(exchange())
    archive.close()
    information, answer, request = read(tmp_path / place.file)
    assert b"WARC File Format 1.1" in information.block
    assert answer.block == HEAD + BODY
    assert (answer.offset, answer.headers["warc-record-id"]) == (place.offset, place.record_id)
    assert answer.headers["warc-date"] == "2026-03-01T12:30:00.000000Z"
    assert request.block.startswith(b"GET /a HTTP/1.1\r\n")
    assert request.headers["warc-concurrent-to"] == place.record_id


def test_the_files_are_sound_warc_1_1_to_others(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    for name in ("a", "b"):
        archive.exchange(exchange(name))
    archive.note("https://news.example/a", b'{"a": 1}')
    archive.close()
    with files(tmp_path)[0].open("rb") as file:
        seen = []
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
            seen.append((record.rec_headers.protocol, record.rec_type))
    kinds = ["warcinfo", "response", "request", "revisit", "request", "metadata"]
    assert seen == [("WARC/1.1", kind) for kind in kinds]


def test_a_file_can_be_read_from_the_place_of_a_record_on(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    places = [archive.exchange(exchange(str(n), BODY + b"%d" % n)) for n in range(5)]
    archive.close()
    with (tmp_path / places[3].file).open("rb") as file:
        file.seek(places[3].offset)
        assert next(records(file, frozenset({"response"}))).block == HEAD + BODY + b"3"


def test_a_body_that_came_before_is_a_revisit_that_names_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    first = archive.exchange(exchange("a"))
    again = archive.exchange(exchange("b"))
    archive.close()
    revisit = next(one for one in read(files(tmp_path)[0]) if one.kind == "revisit")
    assert (revisit.offset, revisit.block) == (again.offset, HEAD)
    assert revisit.headers["warc-refers-to"] == first.record_id
    assert revisit.headers["warc-refers-to-target-uri"] == "https://news.example/a"
    assert revisit.headers["warc-refers-to-filename"] == first.file
    assert revisit.headers["warc-refers-to-file-offset"] == str(first.offset)


def test_what_was_cut_short_is_told_and_never_referred_to(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    archive.exchange(exchange("a", truncated="length"))
    archive.exchange(exchange("b"))
    archive.close()
    answers = [one for one in read(files(tmp_path)[0]) if one.kind in ("response", "revisit")]
    assert [one.kind for one in answers] == ["response", "response"]
    assert [one.headers.get("warc-truncated") for one in answers] == ["length", None]


def test_only_so_many_bodies_are_remembered_and_none_from_day_to_day(tmp_path: Path) -> None:
    clock = Clock()
    archive = Archive(tmp_path, max_remembered=2, now=clock)
    for name in ("1", "2", "3", "1", "3"):
        archive.exchange(exchange(name, BODY + name.encode()))
    clock.at += timedelta(days=1)
    archive.exchange(exchange("3", BODY + b"3"))
    archive.close()
    kinds = [one.kind for path in files(tmp_path) for one in read(path) if one.kind in ("response", "revisit")]
    assert kinds == ["response"] * 4 + ["revisit", "response"]


def test_each_hour_and_each_full_file_is_followed_by_another(tmp_path: Path) -> None:
    clock = Clock()
    archive = Archive(tmp_path, max_file_bytes=2000, now=clock)
    for n in range(3):
        archive.exchange(exchange(str(n), os.urandom(1500)))
    clock.at += timedelta(hours=1)
    archive.exchange(exchange())
    archive.close()
    names = [path.name for path in files(tmp_path)]
    assert [name[:11] for name in names] == ["20260301T12"] * 3 + ["20260301T13"]
    assert [name.rpartition("-")[2] for name in names] == ["1.warc.gz", "2.warc.gz", "3.warc.gz", "1.warc.gz"]
    assert all(f"-{os.getpid()}-" in name for name in names)


def test_no_file_of_another_is_ever_appended_to(tmp_path: Path) -> None:
    first, second = Archive(tmp_path, now=lambda: NOON), Archive(tmp_path, now=lambda: NOON)
    places = [first.exchange(exchange()), second.exchange(exchange())]
    first.close()
    second.close()
    assert places[0].file != places[1].file
    assert [len(read(path)) for path in files(tmp_path)] == [3, 3]


def test_a_disk_that_is_full_leaves_whole_records_and_may_be_tried_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    place = archive.exchange(exchange())
    size = (tmp_path / place.file).stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signalled = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 700, before[1]))
    try:
        with pytest.raises(ArchiveError):
            archive.exchange(exchange("b", os.urandom(5000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, signalled)
    assert (tmp_path / place.file).stat().st_size == size
    archive.exchange(exchange("c", os.urandom(5000)))
    archive.close()
    assert [one.kind for one in read(tmp_path / place.file)] == ["warcinfo", *["response", "request"] * 2]


def test_where_no_folder_can_be_made_the_error_may_pass(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("in the way")
    with pytest.raises(ArchiveError):
        Archive(tmp_path / "archive").exchange(exchange())


def test_what_was_synced_outlives_a_kill(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from newswire.ingest.archive.archive import Archive\n"
        "from newswire.ingest.archive.exchange import Exchange\n"
        "archive = Archive(Path(sys.argv[1]))\n"
        "for n in range(3):\n"
        "    archive.exchange(Exchange(f'http://a/{n}', datetime.now(UTC), b'GET', b'HTTP/1.1 200 OK', b'x'))\n"
        "archive.sync(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert [one.kind for one in read(files(tmp_path)[0])] == ["warcinfo", *["response", "request"] * 3]


def test_a_torn_tail_is_told_and_all_before_it_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path, now=lambda: NOON)
    archive.exchange(exchange("a"))
    last = archive.note("https://news.example/a", b'{"a": "%s"}' % os.urandom(300).hex().encode())
    archive.close()
    whole = (tmp_path / last.file).read_bytes()
    torn = tmp_path / "torn.warc.gz"
    for end in range(last.offset + 1, len(whole) - 20):
        torn.write_bytes(whole[:end])
        seen = []
        with torn.open("rb") as file, pytest.raises(RejectedError, match="torn"):
            for one in records(file, frozenset({"metadata"})):
                seen.append(one.kind)
        assert seen == ["warcinfo", "response", "request"], end


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b\x08", bytes(range(256)), b"WARC/1.1\r\n\r\n"])
def test_a_file_that_is_not_a_warc_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    if not content:
        assert read(path) == []
        return
    with pytest.raises(RejectedError):
        read(path)
