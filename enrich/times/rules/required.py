"""What a regular expression needs: sets of pieces of text, of each of which every match holds at least one.

Looking whether one of a few words is in a paragraph costs next to nothing; searching the paragraph with fifty
expressions that begin with anything costs more than all else in the tagging of times.
"""

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined] # the tree is not a public API; a test guards its use
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_DIGITS = frozenset("0123456789")
#: in nearly every paragraph
_COMMON = frozenset(("the", "and", "of", "in", "on", "to", "by", "for", "from", "at", "this", "or", "day", "one"))


def required(pattern: str, most: int = 3) -> list[frozenset[str]]:
    """Sets of lower-case pieces, the rarest first: each match of the pattern, in any case, holds one of each set.

    >>> [sorted(pieces) for pieces in required(r"(?:last|next)\\s+week")]
    [['week'], ['last', 'next']]
    """
    return sorted(_parts(parser.parse(pattern)), key=_frequency)[:most]


def held(pieces: Iterable[str], lower: str) -> frozenset[str]:
    """Which of the pieces a lower-case text holds."""
    return frozenset(piece for piece in pieces if piece in lower)


def may_match(required: Iterable[frozenset[str]], held: frozenset[str]) -> bool:
    """Whether a text that holds these pieces has what a match of the pattern needs."""
    return not any(pieces.isdisjoint(held) for pieces in required)


def _of_sequence(items: Iterable[Any]) -> frozenset[str] | None:
    """The rarest of what the parts of a sequence need."""
    return min(_parts(items), key=_frequency, default=None)


def _parts(items: Iterable[Any]) -> list[frozenset[str]]:
    """What each part of a sequence needs, as far as it needs anything."""
    found: list[frozenset[str]] = []
    run = ""
    for what, value in items:
        if what is op.LITERAL:
            run += chr(value).lower()
            continue
        if run:
            found.append(frozenset((run,)))
            run = ""
        if what is op.SUBPATTERN:
            found += _parts(value[-1])
            continue
        needed = _of(what, value)
        if needed is not None:
            found.append(needed)
    if run:
        found.append(frozenset((run,)))
    return found


def _of(what: Any, value: Any) -> frozenset[str] | None:
    if what in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _of_sequence(value[2]) if value[0] else None
    if what is op.BRANCH:
        each = [_of_sequence(branch) for branch in value[1]]
        known = [needed for needed in each if needed is not None]
        return frozenset().union(*known) if len(known) == len(each) else None
    if what is op.IN:
        # a choice of digits; of letters there is one in every text
        chosen = _chosen(value)
        return chosen if chosen and chosen <= _DIGITS else None
    return None


def _chosen(members: Iterable[Any]) -> frozenset[str] | None:
    """The characters of a class, None where they are too many."""
    found: set[str] = set()
    for what, value in members:
        if what is op.LITERAL:
            found.add(chr(value))
        elif what is op.RANGE and value[1] - value[0] < len(_DIGITS):
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif what is op.CATEGORY and value is op.CATEGORY_DIGIT:
            found |= _DIGITS
        else:
            return None
    return frozenset(found)


def _frequency(pieces: frozenset[str]) -> float:
    """How often one of the pieces may be expected, in no unit: it serves to compare."""
    by_length = {1: 20.0, 2: 8.0, 3: 2.0}
    return sum(9.0 if p in _COMMON else by_length.get(len(p.strip()), 1.0) for p in pieces - _DIGITS) + (
        6.0 if pieces & _DIGITS else 0.0
    )
