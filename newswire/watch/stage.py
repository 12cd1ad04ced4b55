"""The stage from what comes to matches: each found once, whatever is repeated, replayed or tagged again."""

from collections.abc import Callable, Iterator, Sequence

import structlog

from newswire.ingest.polling.state.database import Database
from newswire.store.rows import Rows, rows_of
from newswire.stream.broker import Message
from newswire.stream.errors import RejectedError
from newswire.stream.following import ThreadChange
from newswire.stream.handler import Item
from newswire.stream.messages import EnrichedArticle
from newswire.stream.topics import LANGUAGE, MATCHES, REENRICHED, SITE, WATCH, cloudevent, encode, header
from newswire.stream.watching import Match
from newswire.stream.working.probe import ENRICHED_ITEM
from newswire.watch.found import in_article, in_thread
from newswire.watch.state import Candidate, new_ones, note_failure, place_of
from newswire.watch.watches import Watch

log = structlog.get_logger()


class WatchHandler:
    """From `news.enriched.v1` and `news.threads.v1` to `news.matches.v1`.

    `topic_id` names a topic for good; of an article that `is_forgotten` nothing is told.
    What is matched is remembered first, with the place of its record: the record that has it publishes it, however
    often it is handled; another that says the same does not.
    """

    def __init__(
        self,
        watches: Sequence[Watch],
        database: Database,
        topic_id: Callable[[str], str],
        *,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
    ) -> None:
        self.watches, self.database, self.is_forgotten = watches, database, is_forgotten
        self._place = place_of(topic_id)
        self._on = {on: [watch for watch in watches if watch.on == on] for on in ("articles", "threads")}

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message]]:
        found = [list(self._matches(item)) for item in batch]
        places = [self._place(*item.record[:3]) for item in batch]
        candidates = [
            Candidate(match.match_id, match.watch, match.article_id, place, item.record.timestamp_ms / 1000)
            for item, place, matches in zip(batch, places, found, strict=True)
            for match in matches
        ]
        new = new_ones(self.database, candidates)
        return [
            [_message(match, item) for match in matches if (match.match_id, place) in new]
            for item, place, matches in zip(batch, places, found, strict=True)
        ]

    def probe(self) -> None:
        """Makes rows of an article that is known to be good. Raises where that fails."""
        rows_of(*ENRICHED_ITEM)

    def _matches(self, item: Item) -> Iterator[Match]:
        """What the watches find. News only: not what is known and tagged again, and not what is taken back."""
        watches = self._on["threads" if isinstance(item.message, ThreadChange) else "articles"]
        if not watches or not _is_news(item) or self.is_forgotten(_article_id(item)):
            return
        rows = rows_of(*item)
        for watch in watches:
            yield from self._asked(watch, rows, item)

    def _asked(self, watch: Watch, rows: Rows, item: Item) -> Iterator[Match]:
        try:
            found = watch.matches(rows)
        except RejectedError as e:  # its own fault, and of this message only
            article_id = _article_id(item)
            log.warning("watch_failed", watch=watch.name, article_id=article_id, error=str(e))
            note_failure(self.database, watch.name, article_id, str(e), item.record.timestamp_ms / 1000)
            return
        if isinstance(item.message, ThreadChange):
            yield from in_thread(watch.name, found, item)
        else:
            yield from in_article(watch.name, watch.matches.view, found, item)


def _is_news(item: Item) -> bool:
    if isinstance(item.message, ThreadChange):
        return not item.message.anew and item.message.change == "said"
    return item.message.ingested is None and header(item.record.headers, "ce_type") != REENRICHED


def _article_id(item: Item) -> str:
    message: EnrichedArticle | ThreadChange = item.message
    return message.mention.article_id if isinstance(message, ThreadChange) else message.article.article_id


def _message(match: Match, item: Item) -> Message:
    headers = cloudevent(
        id=match.match_id,
        type=MATCHES.event,
        source="newswire/watch",
        subject=match.url,
        time=match.at,
        trace=header(item.record.headers, "traceparent"),
        more={WATCH: match.watch, LANGUAGE: match.language, SITE: match.site},
    )
    return Message(MATCHES.name, match.article_id.encode(), encode(match), headers)
