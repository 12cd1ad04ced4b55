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
    inspect,
    text,
)
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

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
    # a column that came later is nullable or has a server's default: databases that are there get it added
    Column("health", Text, nullable=False, server_default="new"),  # new, ok, failing, broken, limited, gone, parked
    Column("why", Text),  # the reason in words and numbers
    Column("last_ok", Double),  # when the feed was last had, changed or not
    Column("rhythm", LargeBinary),  # ingest/polling/schedule/rhythm.py
    Column("window_size", Integer),  # entries that it shows at once
    Column("hurry", Double, nullable=False, server_default="1"),  # this many times the polls, after a gap
    Column("gaps", Integer, nullable=False, server_default="0"),
    Column("skips", Integer),  # hours and days of rest: ingest/polling/schedule/rest.py
    Column("audited", Double),  # when a body last came
    Column("unaudited", Integer, nullable=False, server_default="0"),  # polls since
    Column("validators_off", Double),  # since when its validators are not trusted
    Column("lies", Integer, nullable=False, server_default="0"),
    Column("lie", Text),  # what it was caught at
    Column("moved_since", Double),
    Column("moved_polls", Integer, nullable=False, server_default="0"),
    Column("fetch_url", Text),  # where it is asked since it moved; url stays what it goes by
    Column("gone_since", Double),
    Column("gone_polls", Integer, nullable=False, server_default="0"),
    Column("suggestion", Text),  # the feed that a page links to which came instead of a feed
    Column("warning", Text),  # what a person should know: truncated, ...
    Column("sitemap", Text),  # a news sitemap of the site that once filled a gap
    Column("paused", Double),  # since when nobody asks for it, because a person said so
    Column("hub", Text),  # where it says that changes are announced (WebSub), and as what
    Column("topic", Text),
    Column("credentials", Text),  # userinfo as its URL had it; sent to the URL's own origin, shown to nobody
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

#: where two windows of a feed did not overlap: entries may have been lost in between
gaps = Table(
    "gaps",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("feed", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("found", Double, nullable=False),
    Column("began", Double, nullable=False),  # the poll until which nothing is missing
    Column("ended", Double, nullable=False),  # from which on nothing is missing again
    Column("missing", Integer),  # how many entries that may be, by the feed's rhythm
    Column("recovered", Integer, nullable=False, server_default="0"),
    Column("status", Text, nullable=False),  # filled, partly, open
    Column("how", Text),  # what was read to fill it
    Index("gaps_of_feed", "feed", "found"),
)

#: how polls failed: the same error in a row is one row; of each feed the latest are kept
failures = Table(
    "failures",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("feed", ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("began", Double, nullable=False),
    Column("ended", Double, nullable=False),  # the last poll that met it
    Column("times", Integer, nullable=False),
    Column("status", Integer),
    Column("error", Text, nullable=False),
    Index("failures_of_feed", "feed", "id"),
)

#: any number, the same in every process
_SCHEMA_LOCK = 0x6E657773


def create(connection: Connection, metadata: MetaData = metadata) -> None:
    """Makes what is not there yet; processes that start together wait for one another."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _SCHEMA_LOCK})
    for table in metadata.sorted_tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        _add_columns(connection, table)
        for index in sorted(table.indexes, key=lambda i: str(i.name)):
            connection.execute(CreateIndex(index, if_not_exists=True))


def _add_columns(connection: Connection, table: Table) -> None:
    """Columns that came after the table was made."""
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            shown = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {shown}")
