"""The table of what was said of followed quantities: a row for each message on `news.threads.v1`."""

import pyarrow as pa

_TEXT = pa.string()
_INT = pa.int64()
_NUMBER = pa.float64()
_TIME = pa.timestamp("us", tz="UTC")
_DENIAL = pa.struct([pa.field("name", _TEXT), pa.field("how", _TEXT)])

#: column -> its type, and what it means where it means something else than in other tables, or stands in none
_COLUMNS: dict[str, tuple[pa.DataType, str]] = {
    "article_id": (_TEXT, ""),
    "revision": (_TEXT, "of the article that says so; empty where it is not known"),
    "url": (_TEXT, "of the article; empty where it was another one that changed its thread or relation"),
    "site": (_TEXT, ""),
    "title": (_TEXT, "headline; null where another article changed it"),
    "published": (_TEXT, ""),
    "published_at": (_TIME, ""),
    "ingested": (_TIME, "when this came onto the topic; `dt` is its UTC day"),
    "field": (_TEXT, "`text` or `title`"),
    "text": (_TEXT, "the number as it is written"),
    "start": (_INT, "first character in `field`"),
    "end": (_INT, "one after the last"),
    "thread_id": (_TEXT, "of the quantity"),
    "story": (_TEXT, "id of the happening that the thread belongs to"),
    "event": (_TEXT, "id of the message: with the thread the row's identity"),
    "gone": (pa.bool_(), "whether this takes back what was said before of these words in this thread"),
    "dimension": (_TEXT, "what its values are comparable with: count, person, money:USD, length, ..."),
    "base_value": (_NUMBER, "in the base unit of the dimension (metre, kilogram, second); null for a range"),
    "base_low": (_NUMBER, "of a range"),
    "base_high": (_NUMBER, "of a range"),
    "bound": (_TEXT, "exact, about, more_than, at_least, less_than, at_most"),
    "status": (_TEXT, "stated, claimed, estimated, unconfirmed, confirmed, planned, conditional, opinion"),
    "counted_head": (_TEXT, "the thing counted, as lemma: `troop`"),
    "what_lemma": (_TEXT, "what happens to it, as lemma: `kill`, `miss`, `revenue`"),
    "source_name": (_TEXT, "who says so, as the report names it; null is the writer"),
    "claimant": (_TEXT, "whom the source speaks for, the same in all reports of the story"),
    "contested_by": (pa.list_(_DENIAL), "who denies, disputes or could not confirm it: `name`, `how`"),
    "recalled": (pa.bool_(), "whether its source has given another value since: it only says what was said"),
    "relation": (_TEXT, "first, repeat, revises, conflicts, part_of, total_of; null is compatible, and no more"),
    "of_article_id": (_TEXT, "of the nearest earlier mention to which the relation holds"),
    "of_field": (_TEXT, "where that stands: `text` or `title`"),
    "of_start": (_INT, "its first character there"),
    "of_end": (_INT, "one after its last"),
    "of_revision": (_TEXT, "in which revision of that article"),
    "thread_low": (_NUMBER, "the least value that stood in the thread after this"),
    "thread_high": (_NUMBER, "the greatest one"),
    "thread_disputed": (pa.bool_(), "whether two claimants contradicted each other after this"),
    "_topic": (_TEXT, ""),
    "_partition": (pa.int32(), ""),
    "_offset": (_INT, ""),
    "_row": (pa.int32(), "0: a message has one row"),
    "unstored": (pa.list_(_TEXT), ""),
    "committed": (_TIME, ""),
}

MENTIONS: dict[str, pa.DataType] = {name: type_ for name, (type_, _) in _COLUMNS.items()}
#: of those that mean something of their own
MEANINGS: dict[str, str] = {name: said for name, (_, said) in _COLUMNS.items() if said}
