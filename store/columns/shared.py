"""The columns that tables of the store share, and the types of nested ones (`store/schema.py`)."""

import pyarrow as pa

TEXT = pa.string()
INT = pa.int64()
TIME = pa.timestamp("us", tz="UTC")


def struct(**fields: pa.DataType) -> pa.DataType:
    """A struct of these fields, in their order."""
    return pa.struct([pa.field(name, type_) for name, type_ in fields.items()])


CUE = struct(text=TEXT, start=INT, end=INT)
MENTION = struct(text=TEXT, start=INT, end=INT, name=TEXT, entity_id=TEXT)
CONTEST = struct(name=TEXT, text=TEXT, start=INT, end=INT, how=TEXT, cue=CUE)
TIME_MENTION = struct(field=TEXT, text=TEXT, start=INT, end=INT, kind=TEXT, value=TEXT, interval=TEXT)

CHANGE = struct(field=TEXT, removed=pa.list_(TEXT), added=pa.list_(TEXT), start=INT, end=INT, cut=pa.bool_())
CHANGED_FIGURE = struct(
    text=TEXT,
    kind=TEXT,
    value=pa.float64(),
    low=pa.float64(),
    high=pa.float64(),
    bound=TEXT,
    unit=TEXT,
    head=TEXT,
    source=TEXT,
    parts=pa.list_(pa.float64()),
    what=TEXT,
)

#: on every row: which article, and its place in the log, so that anyone can audit the store
COMMON: dict[str, pa.DataType] = {
    "article_id": TEXT,
    "revision": TEXT,
    "url": TEXT,
    "feed": TEXT,
    "site": TEXT,
    "title": TEXT,
    "published": TEXT,
    "published_at": TIME,
    "ingested": TIME,  # the time of the record on the topic when it came first; its UTC day is dt
}
PLACE: dict[str, pa.DataType] = {
    "_topic": TEXT,
    "_partition": pa.int32(),
    "_offset": INT,
    "_row": pa.int32(),  # index in the message's list, 0 for an article
}
SPAN: dict[str, pa.DataType] = {"field": TEXT, "text": TEXT, "start": INT, "end": INT}
SOURCE: dict[str, pa.DataType] = {
    "source_text": TEXT,
    "source_start": INT,
    "source_end": INT,
    "source_name": TEXT,
    "source_id": TEXT,
    "via": pa.list_(MENTION),
    "cue_text": TEXT,
    "cue_start": INT,
    "cue_end": INT,
    "contested_by": pa.list_(CONTEST),
}


#: at the end of each table
LATER: dict[str, pa.DataType] = {
    "unstored": pa.list_(TEXT),  # columns of this row that could not hold their value (`store/columns/fit.py`)
    "enrichment": TEXT,  # id of enrichers, versions and weights: with article and revision the row's identity
    "committed": TIME,  # when its batch was; never falls within a partition
}


#: at the end of the figures, added in v5
FIGURES_LATER: dict[str, pa.DataType] = {
    "what_text": TEXT,
    "what_start": INT,
    "what_end": INT,
    "what_lemma": TEXT,
    "where_text": TEXT,
    "where_start": INT,
    "where_end": INT,
    "where_name": TEXT,
    "where_id": TEXT,
}


#: at the end of each table, added in v6
TRACE: dict[str, pa.DataType] = {"trace_id": TEXT}
