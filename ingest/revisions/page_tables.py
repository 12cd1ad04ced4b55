"""The tables of the pages that are visited again, and of the near-copies, beside `ingest/polling/state/tables.py`."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

#: times are seconds since 1970
pages = Table(
    "pages",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("url_id", String(32), nullable=False),  # the article id that its URL alone would give
    Column("url", Text, nullable=False),
    Column("entry", LargeBinary, nullable=False),  # FeedEntry of the visits: JSON, zlib
    Column("etag", Text),
    Column("last_modified", Text),
    Column("revision", String(32), nullable=False),  # the last one
    Column("revisions", Text, nullable=False),  # those known, the oldest first, with blanks between
    Column("print", String(32), nullable=False),  # of what a reader read last
    Column("access", Text, nullable=False),
    Column("text_from", Text),  # `feed` where the page was never had
    Column("title", Text),
    Column("text", LargeBinary),  # zlib; gone after the last visit
    Column("cluster_id", String(32)),
    Column("first_fetched", Double, nullable=False),
    Column("step", Integer, nullable=False, default=0),  # visits made
    Column("next_visit", Double),  # null: none is planned
    Column("gone_since", Double),  # when it was first seen to be gone; null where it was there at the last look
    Column("lease_until", Double),
    Column("touched", Double, nullable=False),  # when anything was last heard of it
    Index("pages_due", "next_visit"),
    Index("pages_url", "url_id"),
    Index("pages_touched", "touched"),
)

#: what near-copies are found by: the words of an article, in a sketch, for some days
sketches = Table(
    "sketches",
    metadata,
    Column("article_id", String(32), primary_key=True),
    Column("cluster_id", String(32), nullable=False),
    Column("seen", Double, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Index("sketches_seen", "seen"),
)

#: the least hashes of each sketch: two that are near share some
anchors = Table(
    "anchors",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("article_id", String(32), primary_key=True),
    Index("anchors_article", "article_id"),
    sqlite_with_rowid=False,
)
