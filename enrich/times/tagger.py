"""Times: each expression of time in an article."""

from __future__ import annotations

from collections.abc import Sequence

from newswire.enrich.passages.document import Document
from newswire.enrich.times.finder import FindTimes, find
from newswire.stream.messages import Time

#: named things whose name may hold a month or a weekday
_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT"))


class Times:
    """Tags the expressions of time of each document."""

    name = "times"
    version = "5"

    def __init__(self, times: FindTimes = find) -> None:
        self._find = times

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for field, text, parse in document.parsed():
                document.times.extend(
                    Time(
                        field=field,
                        text=text[e.start : e.end],
                        start=e.start,
                        end=e.end,
                        kind=e.reading.kind,
                        value=e.value,
                        interval=e.interval,
                    )
                    for e in self._find(text, parse, document.published, _names(document, field))
                )
        return batch


def _names(document: Document, field: str) -> list[tuple[int, int]]:
    return sorted((e.start, e.end) for e in document.entities if e.field == field and e.type in _NAMES)


def make(times: FindTimes = find) -> Times:
    """The tagger of times, with what finds them in a language."""
    return Times(times)
