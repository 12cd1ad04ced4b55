"""What the numbers of a window point at, from the encoder's scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from newswire.enrich.passages.read import Pointed

#: a word that is pointed at with less is not kept
_LEAST = 0.03
#: pieces at the beginning of a window that are no words: there is nothing, there is something that no word tells
NO_WORDS = 2

#: the roles that are asked for, of those that were learned
_ASKED = ("figure", "what", "where")

Roles = dict[str, Pointed]


def pointed(
    scores: Any, first: Sequence[int], words: Sequence[tuple[int, int]], roles: Sequence[str]
) -> Iterator[Roles]:
    """What each number points at in the roles that are asked for: `scores` (numbers, roles, pieces), the place of each
    word's first piece, and the characters of each word."""
    raised = scores[:, [roles.index(role) for role in _ASKED]][:, :, [*range(NO_WORDS), *first]]
    raised = np.exp(raised - raised.max(-1, keepdims=True))
    chances = raised / raised.sum(-1, keepdims=True)
    for of_number in chances:
        yield {role: _of_role(row, words) for role, row in zip(_ASKED, of_number, strict=True)}


def _of_role(chances: Any, words: Sequence[tuple[int, int]]) -> Pointed:
    kept = np.flatnonzero(chances[NO_WORDS:] >= _LEAST)
    found = [(*words[int(n)], float(chances[n + NO_WORDS])) for n in kept]
    found.sort(key=lambda word: -word[2])
    return Pointed(float(chances[0]), float(chances[1]), found)
