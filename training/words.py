"""Words of a text, and what the encoder is told of each: the same for training and for reading."""

import re
from typing import NamedTuple

#: runs of letters and digits, and each other mark for itself
WORD = re.compile(r"\w+|[^\w\s]")
#: pieces that are looked at of one word: a longer one is an address, or noise
MAX_PIECES = 12
CLS, SEP = 101, 102


class Features(NamedTuple):
    """A window as the encoder takes it."""

    ids: list[int]
    case: list[int]  #: per piece: the shape of its word, another number for a word's first piece than for the rest
    first: list[int]  #: per word: the place of its first piece


def words_of(text: str) -> list[tuple[int, int]]:
    """Where the words of a text are: (start, end), characters."""
    return [match.span() for match in WORD.finditer(text)]


def shape(word: str) -> int:
    """The shape of a word, which the uncased vocabulary does not tell: 0 to 5."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 2
    if any(c.isdigit() for c in word):
        return 5
    return 4 if any(c.isupper() for c in word) else 0


class Featuriser:
    """Turns words into what the encoder takes. `tokenizer` is one of the `tokenizers` package, lower-casing."""

    def __init__(self, tokenizer: object) -> None:
        self._encode, self._pieces = tokenizer.encode, dict[str, list[int]]()  # type: ignore[attr-defined]

    def __call__(self, words: list[str], style: int, limit: int = 384) -> Features:
        ids, case, first = [CLS, style], [0, 0], list[int]()
        for word in words:
            pieces = self._pieces_of(word)
            if len(ids) + len(pieces) >= limit:
                break
            first.append(len(ids))
            ids += pieces
            kind = shape(word)
            case += [kind + 1, *[kind + 7] * (len(pieces) - 1)]
        return Features([*ids, SEP], [*case, 0], first)

    def _pieces_of(self, word: str) -> list[int]:
        if (found := self._pieces.get(word)) is None:
            found = (self._encode(word, add_special_tokens=False).ids or [100])[:MAX_PIECES]
            self._pieces[word] = found
        return found
