"""Reads texts: names, and the spans of source, cue and content, by one pass of an encoder over windows.

A MiniLM encoder (Wang et al. 2020) with two heads of token classification, as int8 ONNX; how it was trained tells
training/README.md. Time and memory are linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from enrich.passages.read import Read
from enrich.reader import weights
from enrich.reader.spans import decode
from enrich.reader.windows import Window, windows
from enrich.reader.words import Word, WordPieces, split

_CLS, _SEP = 101, 102
#: windows run at once: more are not faster on one core
_BATCH = 8


class Reader:
    """The encoder. Loading it takes a third of a second and 100 MB: make one per process, after it has forked."""

    def __init__(self, folder: Path = weights.FOLDER) -> None:
        """Raises FatalError where the folder has no weights, or broken ones."""
        loaded = weights.load(folder)
        self._session, self._about = loaded.session, loaded.description
        self._pieces = WordPieces(loaded.vocabulary)
        #: of the model; the version is its beginning
        self.sha256 = loaded.sha256
        self.version = self.sha256[:12]

    def __call__(self, texts: Sequence[str]) -> list[Read]:
        """What each text holds, in their order."""
        places = [split(text) for text in texts]
        words = [[self._pieces(text[s:e]) for s, e in spans] for text, spans in zip(texts, places, strict=True)]
        names = [["O"] * len(spans) for spans in places]
        speech = [["O"] * len(spans) for spans in places]
        about = self._about
        every = [(n, w) for n, own in enumerate(words) for w in windows(own, about.window, about.stride, about.pieces)]
        every.sort(key=lambda e: sum(len(word.pieces) for word in words[e[0]][e[1].first : e[1].last]))
        for at in range(0, len(every), _BATCH):
            part = every[at : at + _BATCH]
            outputs = self._run([words[n][w.first : w.last] for n, w in part])
            for (n, w), kinds, roles in zip(part, *outputs, strict=True):
                names[n][w.keep_from : w.keep_to] = _kept(kinds, w, about.names)
                speech[n][w.keep_from : w.keep_to] = _kept(roles, w, about.attribution)
        return [
            Read(list(decode(kinds, spans)), list(decode(roles, spans)))
            for kinds, roles, spans in zip(names, speech, places, strict=True)
        ]

    def _run(self, part: Sequence[Sequence[Word]]) -> tuple[list[Any], list[Any]]:
        """Numbers of labels, names and speech, for each word of each window."""
        size = max(sum(len(word.pieces) for word in words) for words in part) + 3
        ids = np.zeros((len(part), size), np.int64)
        shapes = np.zeros((len(part), size), np.int64)
        firsts = []
        for row, words in enumerate(part):
            pieces = [_CLS, self._about.style, *(p for word in words for p in word.pieces), _SEP]
            ids[row, : len(pieces)] = pieces
            shapes[row, 2 : len(pieces) - 1] = [s for word in words for s in word.shapes]
            firsts.append(list(_firsts(words)))
        names, speech = self._session.run(["names", "attribution"], {"ids": ids, "case": shapes})
        return (
            [names[row, first].argmax(-1) for row, first in enumerate(firsts)],
            [speech[row, first].argmax(-1) for row, first in enumerate(firsts)],
        )


def _firsts(words: Sequence[Word]) -> Iterator[int]:
    """The position of each word's first piece."""
    at = 2
    for word in words:
        yield at
        at += len(word.pieces)


def _kept(numbers: Any, window: Window, labels: Sequence[str]) -> list[str]:
    return [labels[n] for n in numbers[window.keep_from - window.first : window.keep_to - window.first]]
