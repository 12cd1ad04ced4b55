"""The rules of time: the rows of `enrich/lexicon/en/times/rules.tsv`, in their order, and what each needs.

Of two that read equally long stretches at one place the first counts. Looking whether one of a few words is in a
paragraph costs next to nothing; searching it with fifty expressions costs more than all else in the tagging of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Needs, filled, needs_of
from newswire.enrich.times.rules import counted, dated, lengths, parts, relative, weekdays, words, years
from newswire.enrich.times.rules.anchoring import Moment, Reading

Read = Callable[[re.Match[str], Moment], Reading | None]

_READINGS = {m.__name__.rpartition(".")[2]: m for m in (counted, dated, lengths, parts, relative, weekdays, years)}


class Rule(NamedTuple):
    """A pattern of an expression and what its matches mean; None says that it is not a time after all."""

    name: str
    read: Read
    needs: Needs  #: of a paragraph with a match
    example: str  #: in which this rule reads a time that no other would read so; a test demands it
    pattern: re.Pattern[str]  #: in any case, at the border of words


def _rule(name: str, reading: str, needs: str, example: str, expression: str) -> Rule:
    module, _, function = reading.partition(".")
    whole = filled(expression, {k: v for k, v in vars(words).items() if isinstance(v, str)})
    return Rule(
        name,
        getattr(_READINGS[module], function),
        needs_of(needs, words.PIECES),
        example,
        re.compile(rf"(?<![\w$€£])(?<![$€£]\s)(?:{whole})(?!\w)", re.IGNORECASE),
    )


RULES = tuple(_rule(*row) for row in read_table("en/times/rules"))
