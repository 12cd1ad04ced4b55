"""WARC files without forgotten articles: every other record where it was and as it was, whatever is killed when."""

import gzip
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from factories import article, feed_entry
from newswire.ingest.archive import blank as blanking
from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.blank import Stretch, blank_answer, blank_member, mend
from newswire.ingest.archive.exchange import Exchange, Place
from newswire.ingest.archive.warc import Record, records
from newswire.ingest.note import Note, keep_note
from newswire.ingest.takedown.told import Told, ids_of_url
from newswire.ingest.takedown.warc import sweep
from newswire.stream.errors import FatalError
from newswire.stream.forgotten import Named

ALL = frozenset({"response", "revisit", "request", "metadata", "warcinfo"})
NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
URL = "https://news.example/gone"
TOLD = Told(Named(ids_of_url(URL)))
BODY = b"<html>" + b"The harbour board voted. " * 40
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def exchange(name: str, body: bytes = BODY, response: bytes = HEAD, *, encoded: bool = False) -> Exchange:
    request = f"GET /{name} HTTP/1.1\r\nHost: news.example\r\n\r\n".encode()
    return Exchange(f"https://news.example/{name}", NOON, request, response, body, encoded)


def read(path: Path) -> list[Record]:
    with path.open("rb") as file:
        return list(records(file, ALL))


def fetched(archive: Archive, name: str, one: Exchange) -> Place:
    """An answer and the note of its fetch."""
    place = archive.exchange(one)
    made = article(name)
    note = Note(entry=feed_entry(name), fetched="x", file=place.file, offset=place.offset, record_id=place.record_id)
    keep_note(archive, note, made, made)
    return place


def filled(root: Path) -> tuple[Path, dict[str, Place]]:
    """A feed that lists both articles, in brotli, both pages, of which one links to the other, and a redirect."""
    archive = Archive(root)
    feed = brotli.compress(f"<item><link>{URL}</link></item><item>https://news.example/b".encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"
    moved = f"HTTP/1.1 301 Moved\r\nLocation: {URL}\r\n\r\n".encode()
    places = {
        "feed": archive.exchange(exchange("rss.xml", feed, response=head, encoded=True)),
        "hop": archive.exchange(exchange("short/7", b"", response=moved)),
        "gone": fetched(archive, "gone", exchange("gone", BODY + b"The gone one.")),
        "kept": fetched(archive, "b", exchange("b", BODY + f"<a href='{URL}'>See also</a>".encode())),
    }
    archive.close()
    (path,) = root.rglob("*.warc.gz")
    return path, places


def test_what_tells_of_it_is_blank_and_all_else_stays_where_and_as_it_was(tmp_path: Path) -> None:
    path, places = filled(tmp_path)
    before, size = {one.offset: one for one in read(path)}, path.stat().st_size

    assert sweep(tmp_path, TOLD, dry=True).blanked == sweep(tmp_path, TOLD).blanked == 7

    after = read(path)
    assert path.stat().st_size == size and [one.offset for one in after] == sorted(before)
    changed = [one for one in after if before[one.offset] != one]
    assert len(changed) == 7 and {one.kind for one in changed} == {"metadata"}
    assert not any(
        places[name].offset in {one.offset for one in after if one.kind == "response"}
        for name in ("feed", "hop", "gone")
    )
    kept = next(one for one in after if one.offset == places["kept"].offset)
    assert kept.block.endswith(b"See also</a>")  # another article's own page, whatever it links to
    with gzip.open(path) as unpacked:
        assert b"The gone one" not in unpacked.read()
    assert sweep(tmp_path, TOLD).blanked == 0


def test_others_read_the_file_as_sound(tmp_path: Path) -> None:
    path, _ = filled(tmp_path)
    sweep(tmp_path, TOLD)
    with path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
            kinds.append(record.rec_type)
    assert kinds.count("response") == 1 and len(kinds) == 11


def test_an_entry_that_led_there_by_another_url_is_learned(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    fetched(archive, "by-another-way", exchange("gone"))
    archive.close()

    done = sweep(tmp_path, TOLD)

    assert done.learned == set(ids_of_url("https://news.example/by-another-way"))


def test_a_process_that_adds_to_the_file_is_not_disturbed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    gone = fetched(archive, "gone", exchange("gone", BODY + b"1"))
    sweep(tmp_path, TOLD)
    later = fetched(archive, "b", exchange("b", BODY + b"2"))
    blank_answer(tmp_path / later.file, later.offset)
    last = fetched(archive, "c", exchange("c", BODY + b"3"))
    archive.close()

    kinds = {one.offset: one.kind for one in read(tmp_path / gone.file)}
    assert (kinds[gone.offset], kinds[later.offset], kinds[last.offset]) == ("metadata", "metadata", "response")


@pytest.mark.parametrize("written", [0, 1, 2])
def test_what_is_killed_in_the_middle_of_it_is_ended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    path, _ = filled(tmp_path)
    real, left = os.pwrite, [written]

    def pwrite(file: int, data: bytes, at: int) -> int:
        if not left[0]:
            real(file, bytes(data[: len(data) // 2]), at)
            raise InterruptedError
        left[0] -= 1
        return real(file, data, at)

    monkeypatch.setattr(blanking.os, "pwrite", pwrite)
    with pytest.raises(InterruptedError):
        sweep(tmp_path, TOLD)
    monkeypatch.undo()

    sweep(tmp_path, TOLD)

    assert len(read(path)) == 11 and sweep(tmp_path, TOLD).blanked == 0
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_torn_end_of_a_killed_process_goes_where_it_tells_of_it_and_stays_where_not(tmp_path: Path) -> None:
    path, places = filled(tmp_path)
    whole = path.read_bytes()
    ends = [one.offset for one in read(path)] + [len(whole)]
    body = whole[places["gone"].offset : ends[ends.index(places["gone"].offset) + 1]]
    other = whole[places["kept"].offset : ends[ends.index(places["kept"].offset) + 1]]
    for torn, told in ((body[:-9], True), (body[: len(body) * 3 // 4], True), (other[:200], False)):
        path.write_bytes(whole + torn)
        done = sweep(tmp_path, TOLD)
        assert done.unread == () and (path.read_bytes()[len(whole) :] != torn) is told


def test_a_torn_end_of_a_process_that_is_gone_is_of_use_to_nobody(tmp_path: Path) -> None:
    path, _ = filled(tmp_path)
    path = path.rename(path.with_name(path.name.replace(f"-{os.getpid()}-", "-999999999-")))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:90])

    sweep(tmp_path, TOLD)

    assert path.read_bytes()[len(whole) :] == bytes(90)


def test_a_file_that_is_damaged_in_the_middle_is_told(tmp_path: Path) -> None:
    path, places = filled(tmp_path)
    content = bytearray(path.read_bytes())
    content[places["hop"].offset + 40] ^= 0xFF
    path.write_bytes(content)

    assert len(sweep(tmp_path, TOLD).unread) == 1


@pytest.mark.parametrize("length", [200, 300, 5_000, 200_000])
def test_a_blank_record_has_the_length_that_is_asked_for(length: int) -> None:
    member = blank_member(length)
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert len(member) == length and stream.decompress(member).startswith(b"WARC/1.1\r\n") and stream.eof


def test_what_is_too_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError):
        blank_member(60)
    (tmp_path / "x.warc.gz").write_bytes(bytes(100))
    with pytest.raises(FatalError):
        blanking.blank(tmp_path / "x.warc.gz", [Stretch(0, 60)])
    assert not mend(tmp_path / "x.warc.gz")
