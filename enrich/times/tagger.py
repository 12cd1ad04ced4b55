"""Times: each expression of time in an article."""

from __future__ import annotations

from collections.abc import Sequence

from newswire.enrich.passages.document import Document
from newswire.enrich.passages.passage import passages
from newswire.enrich.times.finder import FindTimes, find
from newswire.stream.messages import Time


class Times:
    """Tags the expressions of time of each document."""

    name = "times"
    version = "7"

    def __init__(self, times: FindTimes = find) -> None:
        self._find = times

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for passage in passages(document):
                document.times.extend(
                    Time(
                        field=passage.field,
                        text=passage.text[e.start : e.end],
                        start=e.start,
                        end=e.end,
                        kind=e.reading.kind,
                        value=e.value,
                        interval=e.interval,
                    )
                    for e in self._find(passage)
                )
        return batch


def make(times: FindTimes = find) -> Times:
    """The tagger of times, with what finds them in a language."""
    return Times(times)
