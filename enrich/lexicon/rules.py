"""Rules that are expressions: rows of a table with a name, what they need, an example and the expression.

A rule is there for its example: a test of its room takes each out in turn and demands that its example is tagged
otherwise then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from newswire.enrich.lexicon.load import NEVER, read_table

#: the expression of a rule that a language does not have, or a text cannot match
NOTHING = re.compile(NEVER)
_NAME = re.compile(r"\{([A-Z][A-Z_\d]*)\}")

#: of each term of what a rule needs a text holds one, in lower case
Needs = tuple[frozenset[str], ...]


class Rule(NamedTuple):
    """An expression, and what a text with a match of it holds."""

    name: str
    needs: Needs
    example: str
    pattern: re.Pattern[str]


class Way(NamedTuple):
    """A rule that is a function: a row of an ordered table, of which the first that reads something decides."""

    name: str
    read: Callable[..., Any]
    example: str


class Rules:
    """The rules of one table, in its order, by name."""

    def __init__(self, table: str, words: Mapping[str, str], terms: Mapping[str, frozenset[str]] | None = None) -> None:
        """Reads `enrich/lexicon/TABLE.tsv`; {NAME} in an expression stands for the words of that name.

        What a row needs are terms, each a name of `terms` or words parted by |. Raises ValueError where a row names
        words that there are not.
        """
        self.rules = {
            name: Rule(name, needs_of(needs, terms or {}), example, re.compile(filled(expression, words)))
            for name, needs, example, expression in read_table(table)
        }

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.rules[name].pattern

    @cached_property
    def pieces(self) -> frozenset[str]:
        """All that some rule needs."""
        return frozenset().union(*(term for rule in self.rules.values() for term in rule.needs))


def filled(expression: str, words: Mapping[str, str]) -> str:
    """The expression with the words that its names stand for. Raises ValueError for a name that there is not."""
    while found := _NAME.search(expression):
        if found[1] not in words:
            raise ValueError(f"{found[0]} in {expression!r} stands for no words; there are {', '.join(sorted(words))}")
        expression = expression.replace(found[0], words[found[1]])
    return expression


def needs_of(terms: str, known: Mapping[str, frozenset[str]]) -> Needs:
    """What a row needs, nothing for a dash. The words of a term hold no blank: _ stands for one."""
    named = [] if terms == "-" else terms.split()
    return tuple(known.get(term) or frozenset(term.replace("_", " ").split("|")) for term in named)


def held(pieces: Iterable[str], lower: str) -> frozenset[str]:
    """Which of the pieces a lower-case text holds."""
    return frozenset(piece for piece in pieces if piece in lower)


def holds(needs: Needs, lower: str) -> bool:
    """Whether a lower-case text has all that one rule needs; of many rules `held` looks for each piece but once."""
    return all(any(piece in lower for piece in pieces) for pieces in needs)


def may_match(needs: Needs, here: frozenset[str]) -> bool:
    """Whether a text that holds these pieces has all that is needed."""
    return not any(pieces.isdisjoint(here) for pieces in needs)
