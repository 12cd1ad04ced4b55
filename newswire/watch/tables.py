"""The tables of watches in the feed state's database, for SQLite and PostgreSQL."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

#: what was matched, and by which record: the same record may publish it again, no other
matches = Table(
    "watch_matches",
    metadata,
    Column("match_id", String(32), primary_key=True),
    Column("watch", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("place", Text, nullable=False),  # id of the topic, partition, offset
    Column("at", Double, nullable=False),  # of the record, seconds since 1970
    Index("watch_matches_watch", "watch", "at"),
    Index("watch_matches_article", "article_id"),
)
#: where a group began that was made when there were messages already: watches tell of what comes
began = Table(
    "watch_began",
    metadata,
    Column("group", Text, primary_key=True),
    Column("topic_id", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("offset", BigInteger, nullable=False),
)
#: conditions that could not be told for an article, the latest of each watch
failures = Table(
    "watch_failures",
    metadata,
    Column("watch", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("at", Double, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("error", Text, nullable=False),
)
#: what is to be told to webhooks, and what was
deliveries = Table(
    "watch_deliveries",
    metadata,
    Column("match_id", String(32), primary_key=True),
    Column("watch", Text, nullable=False),
    Column("article_id", Text, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sent, dead
    Column("record", LargeBinary, nullable=False),  # of the match, as MessagePack; empty once it was sent
    Column("made", Double, nullable=False),  # since when it waits, seconds since 1970
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_at", Double, nullable=False),
    Column("claimed_until", Double, nullable=False, server_default="0"),
    Column("claimed_by", Text),
    Column("ended", Double),  # when it was sent, or given up
    Column("error", Text),  # of the last try
    Index("watch_deliveries_due", "state", "watch", "next_at"),
    Index("watch_deliveries_article", "article_id"),
)
