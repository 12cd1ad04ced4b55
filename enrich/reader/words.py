"""A text as the encoder reads it: words at their characters, the pieces of each word, and its shape.

The vocabulary has no case, so the shape of a word (lower, Title, UPPER, mixed, with digits) goes beside its pieces.
The pieces are BERT's (Devlin et al. 2019): without case and accents, split at punctuation, then the longest pieces of
the vocabulary from left to right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

#: runs of letters and digits, and each other mark for itself, as in the training
_WORD = re.compile(r"\w+|[^\w\s]")
#: of one word; no name needs more, and a line of letters without blanks costs no more than a word
MOST_PIECES = 12
#: words that are kept with their pieces: most words of an article were in one before
_KEPT = 60_000
#: longer ones are unknown, as in the training of the vocabulary
_LONGEST = 100

Span = tuple[int, int]


class Word(NamedTuple):
    """The word pieces of a word, and as many shapes."""

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]


def split(text: str) -> list[Span]:
    """The characters of each word.

    >>> [("The 1,500 men"[s:e]) for s, e in split("The 1,500 men")]
    ['The', '1', ',', '500', 'men']
    """
    return [m.span() for m in _WORD.finditer(text)]


def shape(word: str) -> int:
    """0 other, 1 lower, 2 Title, 3 UPPER, 4 mixed, 5 with digits.

    >>> [shape(w) for w in ("...", "men", "Men", "NATO", "MiG", "1500")]
    [0, 1, 2, 3, 4, 5]
    """
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 2
    if any(c.isdigit() for c in word):
        return 5
    return 4 if any(c.isupper() for c in word) else 0


def is_number(word: str, number_words: Container[str]) -> bool:
    """Whether a word can be the number of a figure: it has a digit, or is one of the words for numbers."""
    return any(c.isdigit() for c in word) or word.lower() in number_words


class WordPieces:
    """The pieces and shapes of words, by a vocabulary (piece -> number); those that go on a word begin with ##."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._unknown = vocabulary["[UNK]"]
        self._kept: dict[str, Word] = {}

    def __call__(self, word: str) -> Word:
        """One piece at least. The shape of a word's first piece is 1 to 6, that of the others 7 to 12."""
        known = self._kept.get(word)
        if known is None:
            pieces = tuple(self._pieces(word))[:MOST_PIECES] or (self._unknown,)
            form = shape(word)
            known = Word(pieces, (form + 1, *(form + 7 for _ in pieces[1:])))
            if len(self._kept) < _KEPT:
                self._kept[word] = known
        return known

    def _pieces(self, word: str) -> Sequence[int]:
        if len(word) > _LONGEST * MOST_PIECES:
            return (self._unknown,)
        return [piece for part in _parts(word) for piece in self._of_part(part)]

    def _of_part(self, part: str) -> Sequence[int]:
        if len(part) > _LONGEST:
            return (self._unknown,)
        found, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self._vocabulary.get(prefix + part[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return found


def _parts(word: str) -> list[str]:
    """The word without case, accents and control characters, cut at punctuation and between Chinese characters."""
    plain = "".join(
        f" {c} " if _is_chinese(c) else c for c in word if c != "\ufffd" and unicodedata.category(c)[0] != "C"
    )
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn").lower()
    return _WORD.findall(plain.replace("_", " _ "))


def _is_chinese(character: str) -> bool:
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
