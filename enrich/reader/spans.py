"""Labels of words made spans of characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newswire.enrich.passages.read import Span


def decode(labels: Sequence[str], words: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The spans of BIO labels, from left to right. An I- of another kind than before it begins a span, too.

    >>> list(decode(["B-PER", "I-PER", "O", "I-LOC"], [(0, 3), (4, 7), (8, 10), (11, 15)]))
    [Span(start=0, end=7, label='PER'), Span(start=11, end=15, label='LOC')]
    """
    first: int | None = None
    kind = ""
    for n, label in enumerate([*labels, "O"]):
        mark, _, now = label.partition("-")
        if first is not None and (mark != "I" or now != kind):
            yield Span(words[first][0], words[n - 1][1], kind)
            first = None
        if mark != "O" and first is None:
            first, kind = n, now
