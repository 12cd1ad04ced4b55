"""Reads texts: names, the spans of source, cue and content, and what numbers point at, by one pass of an encoder.

A MiniLM encoder (Wang et al. 2020) over windows, as int8 ONNX, with two heads of token classification; the third head
goes on from its middle, where a window has numbers. How both were trained tells training/README.md. Time and memory
are linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
        self._session, self._pointing, self._about = loaded.session, loaded.pointing, loaded.description
        self._pieces = WordPieces(loaded.vocabulary)
        #: of both models; the version is its beginning
        self.sha256 = loaded.sha256
        self.version = self.sha256[:12]

    def __call__(self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False, /) -> list[Read]:
        """What each text holds, in their order; no more is read once `stopped` says so."""
        return [self._read(text, stopped) for text in texts]

    def _read(self, text: str, stopped: Callable[[], bool]) -> Read:
        places = split(text)
        words = [self._pieces(text[start:end]) for start, end in places]
        names, speech, numbers = ["O"] * len(words), ["O"] * len(words), dict[int, Roles]()
        about = self._about
        # each window by itself: two are not faster on one core, and what is rounded to eight bits together, of
        # whatever article, is rounded otherwise
        for window in windows(words, about.window, about.stride, about.pieces):
            if stopped():
                break
            inside = words[window.first : window.last]
            first = list(_firsts(inside))
            kinds, roles, middle = self._run(inside)
            names[window.keep_from : window.keep_to] = _kept(kinds[first].argmax(-1), window, about.names)
            speech[window.keep_from : window.keep_to] = _kept(roles[first].argmax(-1), window, about.attribution)
            kept = range(window.keep_from, window.keep_to)
            of = [n for n in kept if is_number(text[slice(*places[n])], about.number_words)]
            if of:
                arcs = self._arcs(middle, [first[n - window.first] for n in of])
                found = pointed(arcs, first, places[window.first : window.last], about.roles)
                numbers.update((places[n][0], of_number) for n, of_number in zip(of, found, strict=True))
        return Read(list(decode(names, places)), list(decode(speech, places)), numbers)

    def _run(self, words: Sequence[Word]) -> tuple[Any, Any, Any]:
        """Of a window: logits of names and of speech, (pieces, labels), and what the third head goes on from."""
        pieces = [_CLS, self._about.style, *(p for word in words for p in word.pieces), _SEP]
        shapes = [0, 0, *(s for word in words for s in word.shapes), 0]
        fed = {"ids": np.array([pieces], np.int64), "case": np.array([shapes], np.int64)}
        names, speech, middle = self._session.run(["names", "attribution", "middle"], fed)
        return names[0], speech[0], middle

    def _arcs(self, middle: Any, numbers: Sequence[int]) -> Any:
        """Scores (numbers, roles, pieces) of the numbers whose first pieces are at these places."""
        return self._pointing.run(["arcs"], {"middle": middle, "numbers": np.array([numbers], np.int64)})[0][0]


def _firsts(words: Sequence[Word]) -> Iterator[int]:
    """The position of each word's first piece."""
    at = 2
    for word in words:
        yield at
        at += len(word.pieces)


def _kept(numbers: Any, window: Window, labels: Sequence[str]) -> list[str]:
    return [labels[n] for n in numbers[window.keep_from - window.first : window.keep_to - window.first]]
