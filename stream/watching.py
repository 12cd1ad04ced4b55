"""The message on `news.matches.v1`: something that a watch waited for was said."""

import msgspec

from newswire.stream.following import ThreadChange
from newswire.stream.messages import Claim, Entity, Figure


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What a watch found, and in which article; of figure, claim, entity and thread what it is about."""

    match_id: str  #: made from the watch, the article and what was found: a repeat has the same
    watch: str  #: name of the watch
    on: str  #: what its condition is about: figures, claims, entities, articles, threads
    at: str  #: when the message came in which it was found
    article_id: str  #: of the article
    revision: str  #: of the article; empty where another article changed the thread
    url: str  #: of the article
    site: str | None = None  #: of the article
    title: str | None = None  #: of the article
    published: str | None = None  #: of the article: a time or a day
    language: str | None = None  #: of the article
    feed: str | None = None  #: URL of the feed that the article came by
    quote: str | None = None  #: the words around it, as they stand in the article
    figure: Figure | None = None  #: its claim is `claim` below
    claim: Claim | None = None  #: that was found, or who says the figure
    entity: Entity | None = None  #: that was found
    thread: ThreadChange | None = None  #: what changed
