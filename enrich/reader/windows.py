"""Windows over the words of a text: each word is read in the one in which it lies most central."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newswire.enrich.reader.words import Word


class Window(NamedTuple):
    """Words `first` to `last` (exclusive) of a text, of which `keep_from` to `keep_to` are labelled from here."""

    first: int
    last: int
    keep_from: int
    keep_to: int


def windows(words: Sequence[Word], most: int, stride: int, pieces: int) -> Iterator[Window]:
    """Windows of at most `most` words and `pieces` word pieces; each begins at most `stride` words on.

    >>> word = Word((1,), (1,))
    >>> [tuple(w) for w in windows([word] * 10, most=6, stride=3, pieces=100)]
    [(0, 6, 0, 5), (3, 9, 5, 8), (6, 10, 8, 10)]
    """
    first = kept = 0
    while first < len(words):
        last = _last(words, first, most, pieces)
        if last == len(words):
            yield Window(first, last, kept, last)
            return
        # a window that its pieces end has a shorter way to the next one, too
        following = first + max(1, (last - first) * min(stride, most) // most)
        # half way through what both windows have; a word before it is nearer to this one's middle
        until = max(kept, (last - 1 + following) // 2 + 1)
        yield Window(first, last, kept, until)
        first, kept = following, until


def _last(words: Sequence[Word], first: int, most: int, pieces: int) -> int:
    size, last = 0, first
    while last < len(words) and last - first < most:
        size += len(words[last].pieces)
        if size > pieces and last > first:
            break
        last += 1
    return last
