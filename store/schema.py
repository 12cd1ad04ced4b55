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
from newswire.store.columns.shared import (
    CHANGE,
    CHANGED_FIGURE,
    COMMON,
    FIGURES_LATER,
    INT,
    LATER,
    PLACE,
    SOURCE,
    SPAN,
    TEXT,
    TIME,
    TIME_MENTION,
    TRACE,
    struct,
)

#: of the tables below; stands in each file and in each commit
SCHEMA_ID = "newswire.store.v6"
#: key of SCHEMA_ID in a file's metadata
SCHEMA_KEY = b"newswire.schema"


def _schema(*parts: dict[str, pa.DataType], later: Mapping[str, pa.DataType] = {}) -> pa.Schema:
    fields = {name: type_ for part in (*parts, LATER, later, TRACE) for name, type_ in part.items()}
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
        "canonical_url": TEXT,
        "text": TEXT,
        "authors": pa.list_(TEXT),
        "language": TEXT,
        "updated": TEXT,
        "updated_at": TIME,
        "kind": TEXT,
        "access": TEXT,
        "how": pa.map_(TEXT, TEXT),
        "flags": pa.list_(TEXT),
        "entry_id": TEXT,
        "guid": TEXT,
        "summary": TEXT,
        "tags": pa.list_(TEXT),
        "seen": TIME,
        "fetched": TIME,
        "fetch_url": TEXT,
        "fetch_status": INT,
        "fetch_bytes": INT,
        "fetch_sha256": TEXT,
        "fetch_content_type": TEXT,
        "story": TEXT,
        "times": pa.list_(TIME_MENTION),
        "enrichers": pa.list_(struct(name=TEXT, version=TEXT, sha256=TEXT)),
    },
    PLACE,
    {
        "previous": TEXT,
        "changes": pa.list_(CHANGE),
        "figures_removed": pa.list_(CHANGED_FIGURE),
        "figures_added": pa.list_(CHANGED_FIGURE),
        "cluster_id": TEXT,
        "fetch_warc_file": TEXT,
        "fetch_warc_offset": INT,
    },
    {"extras": pa.map_(TEXT, TEXT)},
    later={"unknown_fields": TEXT},  # JSON of those of the article that a newer producer has added; since v6
)

_ENTITIES = _schema(COMMON, SPAN, {"type": TEXT, "name": TEXT, "entity_id": TEXT, "wikidata": TEXT}, PLACE)

_FIGURES = _schema(
    COMMON,
    SPAN,
    {
        "kind": TEXT,
        "value": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
        "bound": TEXT,
        "unit": TEXT,
        "counted_text": TEXT,
        "counted_start": INT,
        "counted_end": INT,
        "counted_head": TEXT,
        "change": TEXT,
        "when_interval": TEXT,
        "when_from": pa.date32(),
        "when_to": pa.date32(),
        "when_text": TEXT,
        "when_start": INT,
        "when_end": INT,
        "claim": INT,
        "status": TEXT,
        "parts": pa.list_(pa.float64()),
        "claim_status": TEXT,
    },
    SOURCE,  # of its claim: who says so, by which words, who denies it
    PLACE,
    later=FIGURES_LATER,
)

_CLAIMS = _schema(
    COMMON,
    {"claim": INT},  # index in the article's claims, what `figures.claim` says
    SPAN,  # text: the pieces of the content, joined; start and end: of all of them
    {"content": pa.list_(pa.list_(INT)), "status": TEXT},
    SOURCE,
    PLACE,
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
