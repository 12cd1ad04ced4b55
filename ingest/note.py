"""What the archive keeps of a fetch beside the answer: enough to make the article again without the network."""

import msgspec

from ingest.archive import Archive
from ingest.http import Response
from ingest.page_source import Unreached
from stream.messages import FeedEntry


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One fetch: for which entry, when, and which answer or which error came of it."""

    entry: FeedEntry
    fetched: str
    file: str | None = None  #: of the answer, relative to the archive's folder; None where none came
    offset: int | None = None
    reason: str | None = None  #: why none came
    detail: str | None = None


def keep_note(archive: Archive, entry: FeedEntry, fetched: str, got: Response | Unreached) -> None:
    """Writes down what came of a fetch. Raises ArchiveError."""
    place = None
    note = Note(entry=entry, fetched=fetched)
    if isinstance(got, Unreached):
        note = msgspec.structs.replace(note, reason=got.reason.reason, detail=got.reason.detail)
    elif got.kept:
        place = got.kept
        note = msgspec.structs.replace(note, file=place.file, offset=place.offset)
    archive.note(entry.url or entry.feed, msgspec.json.encode(note), place)
