"""The tables of feed state, for SQLite and PostgreSQL, and how they come to be."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.schema import CreateIndex, CreateTable

metadata = MetaData()

#: times are seconds since 1970, so that both databases compare them alike
feeds = Table(
    "feeds",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("url", Text, nullable=False, unique=True),
    Column("name", Text),
    Column("class", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=True),  # a feed that was taken off the list keeps its memory
    Column("shard_key", Integer, nullable=False),  # by registrable domain: one host, one poller
    Column("etag", LargeBinary),  # validators are opaque: they go back as they came
    Column("last_modified", LargeBinary),
    Column("body_sha256", String(64)),
    Column("dead_sha256", String(64)),  # of the body that could not be read and lies with the dead letters
    Column("next_poll", Double, nullable=False, default=0.0),
    Column("interval_s", Double),
    Column("ttl_s", Double),  # what the feed itself asks for
    Column("reason", Text),  # why the next poll is when it is
    Column("polls", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),  # in a row
    Column("last_poll", Double),
    Column("last_status", Integer),
    Column("last_error", Text),
    Column("last_new", Double),  # when a poll last saw something new
    Column("entries", Integer, nullable=False, default=0),  # published, of all polls
    Column("moved_to", Text),  # where permanent redirects lead
    Column("lease_until", Double),
    Column("lease_owner", Text),
    Index("feeds_due", "active", "next_poll"),
)

seen = Table(
    "seen",
    metadata,
    Column("feed", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("identity", String(32), primary_key=True),
    Column("fingerprint", String(32), nullable=False),
    Column("first_seen", Double, nullable=False),
    Column("last_seen", Double, nullable=False),  # the latest window that held it
    sqlite_with_rowid=False,
)

#: any number, the same in every process
_SCHEMA_LOCK = 0x6E657773


def create(connection: Connection, metadata: MetaData = metadata) -> None:
    """Makes what is not there yet; processes that start together wait for one another."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _SCHEMA_LOCK})
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))
