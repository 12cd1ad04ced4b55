"""The archive in a bucket: each sync puts a file, which is read, replayed from and deleted as one on a disk."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from newswire.ingest.archive.archive import Archive, ArchiveError
from newswire.ingest.archive.exchange import Exchange
from newswire.ingest.archive.retention import expire
from newswire.ingest.archive_read import answer_of, find_files, notes
from newswire.ingest.note import Note
from newswire.stream.messages import FeedEntry
from newswire.stream.s3.path import S3Path
from newswire.stream.s3.url import S3Url
from newswire.stream.topics import encode

pytestmark = pytest.mark.s3

NOON = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
BODY = b"<html>" + b"The ferry was late. " * 60


def page(name: str) -> Exchange:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return Exchange(f"https://news.example/{name}", NOON, f"GET /{name} HTTP/1.1\r\n\r\n".encode(), head, BODY)


def kept(archive: Archive, name: str) -> Note:
    place = archive.exchange(page(name))
    entry = FeedEntry(
        entry_id=name, feed="https://news.example/rss.xml", url=f"https://news.example/{name}", seen=NOON.isoformat()
    )
    note = Note(entry=entry, fetched=NOON.isoformat(), file=place.file, offset=place.offset)
    archive.note(f"https://news.example/{name}", encode(note), place)
    return note


def test_what_is_synced_is_there_and_can_be_read_again(s3: S3Url) -> None:
    archive = Archive(S3Path(s3), now=lambda: NOON)
    wanted = [kept(archive, "a"), kept(archive, "b")]
    assert not S3Path(s3).exists()
    archive.sync()
    wanted.append(kept(archive, "c"))  # the same body as in the file before: a revisit
    archive.close()
    archive.sync()

    files = find_files(S3Path(s3) / "2026-03-01")
    assert len(files) == 2 and {str(file.parent) for file in files} == {f"{s3}/2026-03-01"}
    found = {note.entry.entry_id: (file, note) for file in files for note in notes(file) if isinstance(note, Note)}
    assert [found[note.entry.entry_id][1] for note in wanted] == wanted
    assert all(answer_of(*one).body == BODY for one in found.values())


def test_days_go_whole(s3: S3Url) -> None:
    for days in (0, 1, 20):
        at = NOON - timedelta(days=days)
        archive = Archive(S3Path(s3), now=lambda at=at: at)  # type: ignore[misc]
        kept(archive, "a")
        archive.close()

    assert expire(S3Path(s3), date(2026, 3, 1), 14) == 1
    assert [folder.name for folder in S3Path(s3).iterdir()] == ["2026-02-28", "2026-03-01"]


def test_a_server_that_is_away_is_told_and_its_batch_is_kept_anew(s3: S3Url, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(S3Path(s3), now=lambda: NOON)
    kept(archive, "a")
    with monkeypatch.context() as patch, pytest.raises(ArchiveError, match="away"):
        patch.setattr(S3Path, "upload", raises(OSError("away")))
        archive.sync()

    kept(archive, "a")
    archive.close()
    (file,) = find_files(S3Path(s3))
    assert [note.entry.entry_id for note in notes(file) if isinstance(note, Note)] == ["a"]


def raises(error: OSError) -> Callable[..., None]:
    def upload(*args: object) -> None:
        raise error

    return upload
