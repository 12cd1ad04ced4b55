"""A pipe as a program reads it: where it is and how one logs in, from arguments or from the settings."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from newswire.reader.stored import Stored
from newswire.reader.topics import Subscription
from newswire.stream.following import ThreadChange
from newswire.stream.messages import Article, EnrichedArticle, FeedEntry
from newswire.stream.topics import ARTICLES, ENRICHED, ENTRIES, LATEST, MATCHES, THREADS
from newswire.stream.watching import Match

if TYPE_CHECKING:
    from newswire.settings import Settings


class Access(TypedDict, total=False):
    """Where a pipe is and how one logs in: settings of the same names, which these go before."""

    kafka: str  #: HOST:PORT[,...]; without it the embedded broker in home
    prefix: str  #: before the names of topics and groups on Kafka
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"]
    kafka_user: str
    kafka_password: str
    kafka_token_command: str  #: prints a token for OAUTHBEARER
    kafka_ca: str  #: PEM file
    kafka_certificate: str  #: PEM file
    kafka_key: str  #: PEM file
    store: str  #: a folder, or s3://bucket/prefix; without it store/ in home


class Pipe:
    """Topics and store of a pipe. Holds nothing open: each loop over it opens what it reads, and lets go at its end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        #: items of feeds
        self.entries: Subscription[FeedEntry] = Subscription(settings, ENTRIES, FeedEntry)
        #: revisions of articles, before tagging
        self.articles: Subscription[Article] = Subscription(settings, ARTICLES, Article)
        #: articles with what was found in them
        self.enriched: Subscription[EnrichedArticle] = Subscription(settings, ENRICHED, EnrichedArticle)
        #: the latest state of each article, and tombstones of those that are gone (see `events`)
        self.latest: Subscription[EnrichedArticle] = Subscription(settings, LATEST, EnrichedArticle)
        #: what watches found
        self.matches: Subscription[Match] = Subscription(settings, MATCHES, Match)
        #: changes of what is known of a quantity across reports
        self.threads: Subscription[ThreadChange] = Subscription(settings, THREADS, ThreadChange)
        #: what is stored
        self.store = Stored(settings)


def open_pipe(home: str | PathLike[str] | None = None, **access: Unpack[Access]) -> Pipe:
    """A pipe by its home, or by its Kafka and its store. What is not said comes from newswire.toml in the working
    folder, the environment (`NEWSWIRE_KAFKA`, ...) and /run/secrets, as for the commands.

    Raises SettingsError where a value is none.
    """
    from newswire.settings import load

    return Pipe(load({**access, "home": None if home is None else Path(home)}))
