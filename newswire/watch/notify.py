"""The stage from matches to webhooks: what is to be told is durable first, then the topic's progress is committed."""

import time
from collections.abc import Callable, Collection, Sequence

from newswire.stream.broker import Message, Record
from newswire.stream.handler import Item
from newswire.stream.topics import ATTEMPTS, header
from newswire.stream.watching import Match
from newswire.watch.deliveries import Deliveries


class NotifyHandler:
    """From `news.matches.v1` to deliveries of these watches, which tell somebody; `wake` is called where some came."""

    def __init__(
        self,
        deliveries: Deliveries,
        watches: Collection[str],
        wake: Callable[[], None],
        *,
        is_forgotten: Callable[[str], bool] = lambda article_id: False,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.deliveries, self.watches, self.wake = deliveries, watches, wake
        self.is_forgotten, self.now = is_forgotten, now

    def __call__(self, batch: Sequence[Item], /) -> Sequence[Sequence[Message]]:
        rows = [self._row(item.message, item.record) for item in batch if self._is_told(item.message)]
        if rows:
            self.deliveries.add(rows, self.now())
            self.wake()
        return [() for _ in batch]

    def _is_told(self, match: Match) -> bool:
        return match.watch in self.watches and not self.is_forgotten(match.article_id)

    def _row(self, match: Match, record: Record) -> tuple[str, str, str, Record, bool]:
        again = header(record.headers, ATTEMPTS) is not None  # newswire dead retry
        return match.match_id, match.watch, match.article_id, record, again
