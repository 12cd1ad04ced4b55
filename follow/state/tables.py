"""The tables of following, for SQLite and PostgreSQL."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

#: how many reports have a term; the empty one counts the reports
terms = Table(
    "follow_terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
)
reports = Table(
    "follow_reports",
    metadata,
    Column("report", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("story", String(32), nullable=False),
    Column("at", Double),
    Column("site", Text),
    Column("body", LargeBinary, nullable=False),  # Kept, as MessagePack
    Index("follow_reports_story", "story", "number"),
    Index("follow_reports_number", "number"),
)
#: the terms that find a report
index = Table(
    "follow_index",
    metadata,
    Column("term", Text, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("report", Text, nullable=False),
    Index("follow_index_report", "report"),
)
mentions = Table(
    "follow_mentions",
    metadata,
    Column("report", Text, primary_key=True),
    Column("place", Integer, primary_key=True),  # in the report, title first
    Column("number", BigInteger, nullable=False),  # of the report
    Column("story", String(32), nullable=False),
    Column("thread", String(32)),
    Column("body", LargeBinary, nullable=False),  # Mention, as MessagePack
    Index("follow_mentions_story", "story", "number"),
    Index("follow_mentions_thread", "thread", "number"),
)
#: what was published for a message: one that comes again gets the same
outbox = Table(
    "follow_outbox",
    metadata,
    Column("event", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("report", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("follow_outbox_number", "number"),
    Index("follow_outbox_report", "report"),
)
