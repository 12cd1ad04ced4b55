"""Reads texts: names, the spans of source, cue and content, and what numbers point at, by one pass of an encoder.

A MiniLM encoder (Wang et al. 2020) over windows, as int8 ONNX, with two heads of token classification; the third head
goes on from its middle, where a window has numbers. How both were trained tells training/README.md. Time and memory
are linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from newswire.enrich.passages.read import Read
from newswire.enrich.reader import weights
from newswire.enrich.reader.pointing import Roles, pointed
from newswire.enrich.reader.spans import decode
from newswire.enrich.reader.windows import Window, windows
from newswire.enrich.reader.words import Word, WordPieces, is_number, split

_CLS, _SEP = 101, 102


class Reader:
    """The encoder. Loading it takes a third of a second and 100 MB: make one per process, after it has forked."""

    def __init__(self, folder: Path = weights.FOLDER) -> None:
        """Raises FatalError where the folder has no weights, or broken ones."""
        loaded = weights.load(folder)
        self._session, self._pointing, self.about = loaded.session, loaded.pointing, loaded.description
        self._pieces = WordPieces(loaded.vocabulary)
        #: of both models; the version is its beginning
        self.sha256 = loaded.sha256
        self.version = self.sha256[:12]

    def begin(self, texts: Sequence[str]) -> _Reading:
        """A reading of these texts, of which nothing is read yet."""
        return _Reading(texts, self)

    def __call__(self, texts: Sequence[str]) -> list[Read]:
        """What each text holds, in their order."""
        reading = self.begin(texts)
        reading.go_on()
        return reading.found()

    def split(self, text: str) -> _Split:
        """The words of a text with nothing said of them, and its windows."""
        places, about = split(text), self.about
        words = [self._pieces(text[start:end]) for start, end in places]
        numbers = [n for n, (start, end) in enumerate(places) if is_number(text[start:end], about.number_words)]
        made = windows(words, about.window, about.stride, about.pieces)
        return _Split(places, words, numbers, list(made), ["O"] * len(words), ["O"] * len(words), {})

    def read(self, text: _Split, window: Window) -> None:
        """Labels the words that are kept of a window, and tells what its numbers point at."""
        inside, about = text.words[window.first : window.last], self.about
        first = list(_firsts(inside))
        kinds, roles, middle = self._run(inside)
        kept = slice(window.keep_from, window.keep_to)
        text.names[kept] = _kept(kinds[first].argmax(-1), window, about.names)
        text.speech[kept] = _kept(roles[first].argmax(-1), window, about.attribution)
        numbers = text.numbers[bisect_left(text.numbers, kept.start) : bisect_left(text.numbers, kept.stop)]
        if numbers:
            arcs = self._arcs(middle, [first[n - window.first] for n in numbers])
            found = pointed(arcs, first, text.places[window.first : window.last], about.roles)
            text.pointed.update((text.places[n][0], roles_of) for n, roles_of in zip(numbers, found, strict=True))

    def _run(self, words: Sequence[Word]) -> tuple[Any, Any, Any]:
        """Of a window: logits of names and of speech, (pieces, labels), and what the third head goes on from."""
        pieces = [_CLS, self.about.style, *(p for word in words for p in word.pieces), _SEP]
        shapes = [0, 0, *(s for word in words for s in word.shapes), 0]
        fed = {"ids": np.array([pieces], np.int64), "case": np.array([shapes], np.int64)}
        names, speech, middle = self._session.run(["names", "attribution", "middle"], fed)
        return names[0], speech[0], middle

    def _arcs(self, middle: Any, numbers: Sequence[int]) -> Any:
        """Scores (numbers, roles, pieces) of the numbers whose first pieces are at these places."""
        return self._pointing.run(["arcs"], {"middle": middle, "numbers": np.array([numbers], np.int64)})[0][0]


@dataclass(slots=True)
class _Split:
    """The words of a text, and what was read of them so far."""

    places: Sequence[tuple[int, int]]  #: characters of each word
    words: Sequence[Word]
    numbers: Sequence[int]  #: which of them are numbers
    windows: Sequence[Window]
    names: list[str]  #: a label for each word
    speech: list[str]
    pointed: dict[int, Roles]  #: by the number's first character


class _Reading:
    """Texts that are read window by window, by as many threads as go on with it.

    Each window is read by itself: two together are not faster on one core, and what is rounded to eight bits together,
    of whatever article, is rounded otherwise.
    """

    def __init__(self, texts: Sequence[str], reader: Reader) -> None:
        self._reader, self._texts = reader, [reader.split(text) for text in texts]
        self._left = deque((text, window) for text in self._texts for window in text.windows)

    def go_on(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Reads what nobody has read yet, until that is nothing or `stopped` says so."""
        while not stopped():
            try:
                text, window = self._left.popleft()
            except IndexError:
                return
            self._reader.read(text, window)

    def found(self) -> list[Read]:
        """What each text holds of what was read, in their order."""
        return [Read(list(decode(t.names, t.places)), list(decode(t.speech, t.places)), t.pointed) for t in self._texts]


def _firsts(words: Sequence[Word]) -> Iterator[int]:
    """The position of each word's first piece."""
    at = 2
    for word in words:
        yield at
        at += len(word.pieces)


def _kept(numbers: Any, window: Window, labels: Sequence[str]) -> list[str]:
    return [labels[n] for n in numbers[window.keep_from - window.first : window.keep_to - window.first]]
