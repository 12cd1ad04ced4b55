"""What the archive deletes by age, and what it leaves alone."""

from datetime import date
from pathlib import Path

from newswire.ingest.archive.retention import expire


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_whole_days_go_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    old = put(tmp_path / "2026-02-27" / "20260227T23-host-7-1.warc.gz")
    kept = put(tmp_path / "2026-02-28" / "20260228T00-host-7-1.warc.gz")
    mixed = put(tmp_path / "2026-02-20" / "20260220T10-host.example-7-12.warc.gz")
    others = [
        put(tmp_path / "2026-02-20" / "notes.txt"),
        put(tmp_path / "2026-02-20" / "20260221T10-host-7-1.warc.gz"),
        put(tmp_path / "1999" / "19990101T00-host-7-1.warc.gz"),
    ]
    assert expire(tmp_path, date(2026, 3, 1), 1) == 2
    assert not old.parent.exists() and not mixed.exists()
    assert kept.exists() and all(path.exists() for path in others)


def test_where_no_archive_is_there_is_nothing_to_delete(tmp_path: Path) -> None:
    assert expire(tmp_path / "none", date(2026, 3, 1), 1) == 0
