"""What the archive keeps of a fetch beside the answer: enough to make the article again without the network."""

from urllib.parse import quote

import msgspec

from newswire.ingest.archive.archive import Archive
from newswire.ingest.archive.exchange import Place
from newswire.ingest.page_source import Unreached
from newswire.ingest.web.response import Response
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Article, Change, FeedEntry
from newswire.stream.topics import encode


class Revised(msgspec.Struct, frozen=True, kw_only=True):
    """What an article got by being held against what was known of its page."""

    article_id: str
    cluster_id: str | None
    revision: str
    previous: str | None
    changes: tuple[Change, ...]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One fetch: for which entry, when, which answer or error came of it, and what was published."""

    entry: FeedEntry
    fetched: str
    file: str | None = None  #: of the answer, relative to the archive's folder; None where none came
    offset: int | None = None
    record_id: str | None = None
    reason: str | None = None  #: why none came
    detail: str | None = None
    silent: bool = False  #: nothing was published: the page was as it was known
    revised: Revised | None = None
    deletion: Article | None = None  #: published in place of what was fetched


def note_of(entry: FeedEntry, fetched: str, got: Response | Unreached) -> Note:
    """What is to be kept of a fetch, as far as it can be told before the article is settled."""
    if isinstance(got, Unreached):
        return Note(entry=entry, fetched=fetched, reason=got.reason.reason, detail=got.reason.detail)
    if got.kept is None:
        return Note(entry=entry, fetched=fetched)
    return Note(entry=entry, fetched=fetched, file=got.kept.file, offset=got.kept.offset, record_id=got.kept.record_id)


def keep_note(
    archive: Archive, note: Note, made: Article | RejectedError | None, published: Article | RejectedError | None
) -> None:
    """Writes down a fetch: `made` is what was read of it, `published` what became of that. Raises ArchiveError."""
    if published is None:
        note = msgspec.structs.replace(note, silent=True)
    elif isinstance(published, Article) and (not isinstance(made, Article) or published.text != made.text):
        note = msgspec.structs.replace(note, deletion=published)
    elif isinstance(published, Article) and published is not made:
        of = {name: getattr(published, name) for name in Revised.__struct_fields__}
        note = msgspec.structs.replace(note, revised=Revised(**of))
    beside = Place(note.file, note.offset, note.record_id) if note.file and note.offset and note.record_id else None
    archive.note(one_line(note.entry.url or note.entry.feed), encode(note), beside)


def one_line(url: str) -> str:
    """A URL as a header of a record can hold it: a break of the line would end the header.

    >>> one_line("https://example.org/a\\r\\nWARC-Type: x")
    'https://example.org/a%0D%0AWARC-Type:%20x'
    """
    return "".join(c if c.isprintable() and c != " " else quote(c, errors="replace") for c in url)


def as_published(note: Note, made: Article) -> Article:
    """What was published of an article that was made again."""
    if note.revised is None:
        return made
    return msgspec.structs.replace(made, **msgspec.structs.asdict(note.revised))
