"""The tables of the store: one Parquet schema each, with the names of the contract, nested ones flattened with `_`.

Only additive changes: a new column is nullable and goes to the end of its table, and `SCHEMA_ID` moves on. Readers
unite by name, so that old files show the new column as null. A new meaning is a new column.

`published` and `updated` are the text of the message, for a bare day stays one; beside them stand `published_at`
and `updated_at`, typed, a bare day as its midnight UTC and null where the text is not a time.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from newswire.store.columns.of_mentions import MENTIONS

#: of the tables below; stands in each file and in each commit
SCHEMA_ID = "newswire.store.v6"
#: key of SCHEMA_ID in a file's metadata
SCHEMA_KEY = b"newswire.schema"

_TEXT = pa.string()
_INT = pa.int64()
_TIME = pa.timestamp("us", tz="UTC")


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct([pa.field(name, type_) for name, type_ in fields.items()])


_CUE = _struct(text=_TEXT, start=_INT, end=_INT)
_MENTION = _struct(text=_TEXT, start=_INT, end=_INT, name=_TEXT, entity_id=_TEXT)
_CONTEST = _struct(name=_TEXT, text=_TEXT, start=_INT, end=_INT, how=_TEXT, cue=_CUE)
_TIME_MENTION = _struct(field=_TEXT, text=_TEXT, start=_INT, end=_INT, kind=_TEXT, value=_TEXT, interval=_TEXT)

_CHANGE = _struct(field=_TEXT, removed=pa.list_(_TEXT), added=pa.list_(_TEXT), start=_INT, end=_INT, cut=pa.bool_())
_CHANGED_FIGURE = _struct(
    text=_TEXT,
    kind=_TEXT,
    value=pa.float64(),
    low=pa.float64(),
    high=pa.float64(),
    bound=_TEXT,
    unit=_TEXT,
    head=_TEXT,
    source=_TEXT,
    parts=pa.list_(pa.float64()),
    what=_TEXT,
)

#: on every row: which article, and its place in the log, so that anyone can audit the store
COMMON: dict[str, pa.DataType] = {
    "article_id": _TEXT,
    "revision": _TEXT,
    "url": _TEXT,
    "feed": _TEXT,
    "site": _TEXT,
    "title": _TEXT,
    "published": _TEXT,
    "published_at": _TIME,
    "ingested": _TIME,  # the time of the record on the topic when it came first; its UTC day is dt
}
_PLACE: dict[str, pa.DataType] = {
    "_topic": _TEXT,
    "_partition": pa.int32(),
    "_offset": _INT,
    "_row": pa.int32(),  # index in the message's list, 0 for an article
}
_SPAN: dict[str, pa.DataType] = {"field": _TEXT, "text": _TEXT, "start": _INT, "end": _INT}
_SOURCE: dict[str, pa.DataType] = {
    "source_text": _TEXT,
    "source_start": _INT,
    "source_end": _INT,
    "source_name": _TEXT,
    "source_id": _TEXT,
    "via": pa.list_(_MENTION),
    "cue_text": _TEXT,
    "cue_start": _INT,
    "cue_end": _INT,
    "contested_by": pa.list_(_CONTEST),
}


#: at the end of each table
_LATER: dict[str, pa.DataType] = {
    "unstored": pa.list_(_TEXT),  # columns of this row that could not hold their value (`store/columns/fit.py`)
    "enrichment": _TEXT,  # id of enrichers, versions and weights: with article and revision the row's identity
    "committed": _TIME,  # when its batch was; never falls within a partition
}


#: at the end of the figures, added in v5
_FIGURES_LATER: dict[str, pa.DataType] = {
    "what_text": _TEXT,
    "what_start": _INT,
    "what_end": _INT,
    "what_lemma": _TEXT,
    "where_text": _TEXT,
    "where_start": _INT,
    "where_end": _INT,
    "where_name": _TEXT,
    "where_id": _TEXT,
}


#: at the end of each table, added in v6
_TRACE: dict[str, pa.DataType] = {"trace_id": _TEXT}


def _schema(*parts: dict[str, pa.DataType], later: Mapping[str, pa.DataType] = {}) -> pa.Schema:
    fields = {name: type_ for part in (*parts, _LATER, later, _TRACE) for name, type_ in part.items()}
    return pa.schema([pa.field(name, type_) for name, type_ in fields.items()], metadata={SCHEMA_KEY: SCHEMA_ID})


class Table(NamedTuple):
    """What a file of a table looks like."""

    schema: pa.Schema
    rows_per_group: int  #: bounds what a reader unpacks at a time: about 64 MB of article texts
    #: the same of a compacted file: what a bloom filter spares a reader is a whole group, what each costs is to be read
    rows_per_filter: int


_ARTICLES = _schema(
    COMMON,
    {
        "canonical_url": _TEXT,
        "text": _TEXT,
        "authors": pa.list_(_TEXT),
        "language": _TEXT,
        "updated": _TEXT,
        "updated_at": _TIME,
        "kind": _TEXT,
        "access": _TEXT,
        "how": pa.map_(_TEXT, _TEXT),
        "flags": pa.list_(_TEXT),
        "entry_id": _TEXT,
        "guid": _TEXT,
        "summary": _TEXT,
        "tags": pa.list_(_TEXT),
        "seen": _TIME,
        "fetched": _TIME,
        "fetch_url": _TEXT,
        "fetch_status": _INT,
        "fetch_bytes": _INT,
        "fetch_sha256": _TEXT,
        "fetch_content_type": _TEXT,
        "story": _TEXT,
        "times": pa.list_(_TIME_MENTION),
        "enrichers": pa.list_(_struct(name=_TEXT, version=_TEXT, sha256=_TEXT)),
    },
    _PLACE,
    {
        "previous": _TEXT,
        "changes": pa.list_(_CHANGE),
        "figures_removed": pa.list_(_CHANGED_FIGURE),
        "figures_added": pa.list_(_CHANGED_FIGURE),
        "cluster_id": _TEXT,
        "fetch_warc_file": _TEXT,
        "fetch_warc_offset": _INT,
    },
    {"extras": pa.map_(_TEXT, _TEXT)},
    later={"unknown_fields": _TEXT},  # JSON of those of the article that a newer producer has added; since v6
)

_ENTITIES = _schema(COMMON, _SPAN, {"type": _TEXT, "name": _TEXT, "entity_id": _TEXT, "wikidata": _TEXT}, _PLACE)

_FIGURES = _schema(
    COMMON,
    _SPAN,
    {
        "kind": _TEXT,
        "value": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
        "bound": _TEXT,
        "unit": _TEXT,
        "counted_text": _TEXT,
        "counted_start": _INT,
        "counted_end": _INT,
        "counted_head": _TEXT,
        "change": _TEXT,
        "when_interval": _TEXT,
        "when_from": pa.date32(),
        "when_to": pa.date32(),
        "when_text": _TEXT,
        "when_start": _INT,
        "when_end": _INT,
        "claim": _INT,
        "status": _TEXT,
        "parts": pa.list_(pa.float64()),
        "claim_status": _TEXT,
    },
    _SOURCE,  # of its claim: who says so, by which words, who denies it
    _PLACE,
    later=_FIGURES_LATER,
)

_CLAIMS = _schema(
    COMMON,
    {"claim": _INT},  # index in the article's claims, what `figures.claim` says
    _SPAN,  # text: the pieces of the content, joined; start and end: of all of them
    {"content": pa.list_(pa.list_(_INT)), "status": _TEXT},
    _SOURCE,
    _PLACE,
)

_MENTIONS = pa.schema([pa.field(name, type_) for name, type_ in MENTIONS.items()], metadata={SCHEMA_KEY: SCHEMA_ID})

TABLES: dict[str, Table] = {
    "articles": Table(_ARTICLES, 8_192, 4_096),
    "entities": Table(_ENTITIES, 131_072, 32_768),
    "figures": Table(_FIGURES, 131_072, 32_768),
    "claims": Table(_CLAIMS, 131_072, 32_768),
    "mentions": Table(_MENTIONS, 131_072, 32_768),
}

#: tables that have exactly one row of each message of their topic: enriched articles, changes of threads
HEADS = frozenset({"articles", "mentions"})

#: The order of the rows in a file. Most questions ask for a span of publication time, which row groups and pages
#: can then answer from their bounds; the rows of one article stay together, so what they repeat packs away.
SORT: tuple[str, ...] = ("published_at", "_offset", "_row")

#: What readers look for by its very value: large files have a bloom filter of these columns in each row group.
LOOKED_FOR: dict[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "entities": ("article_id", "entity_id"),
    "figures": ("article_id", "counted_head"),
    "claims": ("article_id",),
    "mentions": ("article_id", "thread_id"),
}
