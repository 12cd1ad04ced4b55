"""The rules of time: the rows of `enrich/lexicon/en/times/rules.tsv`, in their order, and what each needs.

Of two that read equally long stretches at one place the first counts. Looking whether one of a few words is in a
paragraph costs next to nothing; searching it with fifty expressions costs more than all else in the tagging of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.times.rules import counted, dated, lengths, parts, relative, weekdays, words, years
from newswire.enrich.times.rules.anchoring import Moment, Reading

Read = Callable[[re.Match[str], Moment], Reading | None]

_READINGS = {m.__name__.rpartition(".")[2]: m for m in (counted, dated, lengths, parts, relative, weekdays, years)}
_NAME = re.compile(r"\{([A-Z][A-Z_\d]*)\}")


class Rule(NamedTuple):
    """A pattern of an expression and what its matches mean; None says that it is not a time after all."""

    name: str
    read: Read
    needs: tuple[frozenset[str], ...]  #: a paragraph with a match holds one of each of these, in lower case
    example: str  #: in which this rule reads a time that no other would read so; a test demands it
    pattern: re.Pattern[str]  #: in any case, at the border of words


def _rule(name: str, reading: str, needs: str, example: str, expression: str) -> Rule:
    module, _, function = reading.partition(".")
    whole = expression
    while _NAME.search(whole):
        whole = _NAME.sub(lambda m: getattr(words, m[1]), whole)
    return Rule(
        name,
        getattr(_READINGS[module], function),
        tuple(words.PIECES.get(term) or frozenset(term.split("|")) for term in needs.split()),
        example,
        re.compile(rf"(?<![\w$€£])(?<![$€£]\s)(?:{whole})(?!\w)", re.IGNORECASE),
    )


RULES = tuple(_rule(*row) for row in read_table("en/times/rules"))


def held(pieces: Iterable[str], lower: str) -> frozenset[str]:
    """Which of the pieces a lower-case text holds."""
    return frozenset(piece for piece in pieces if piece in lower)


def may_match(rule: Rule, here: frozenset[str]) -> bool:
    """Whether a text that holds these pieces has what a match of the rule needs."""
    return not any(pieces.isdisjoint(here) for pieces in rule.needs)
