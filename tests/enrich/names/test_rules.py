"""Each rule and step of names is there for a kind of text: without it its example is read otherwise."""

import re
from collections.abc import Sequence
from copy import copy
from pathlib import Path

import pytest

from languages_stub import GERMAN
from newswire.enrich.lexicon.load import ENGLISH, read_table
from newswire.enrich.names.mention import Text
from newswire.enrich.names.overlaps import always
from newswire.enrich.names.tagger import STEPS, Step, find
from newswire.enrich.names.words import Words, words_of
from newswire.enrich.passages.read import Span
from tagging import parser

#: folder of a language -> its rules; those for all languages have English examples
RULES = {
    ENGLISH: [*words_of(ENGLISH).rules],
    GERMAN.lexicon: [name for name, *_ in read_table(f"{GERMAN.lexicon}/names/rules")],
}
_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]+)\}")


def tagged(example: str, words: Words, steps: Sequence[Step] = STEPS) -> list[tuple[str, str, str]]:
    """The names of an example, in which {Ann Lee|PER} is a name as the reader finds it."""
    text, names, at = "", [], 0
    for mark in _MARK.finditer(example := example.replace("\\n", "\n")):
        text += example[at : mark.start()]
        names.append(Span(len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    text += example[at:]
    [parse] = parser()([text])
    return [(m.text, m.type, m.name) for m in find(names, Text("text", text, words, parse), steps)]


@pytest.mark.parametrize(
    ("lexicon", "name"),
    [(lexicon, name) for lexicon, names in RULES.items() for name in names],
    ids=lambda cell: cell.name if isinstance(cell, Path) else cell,
)
def test_without_a_rule_its_example_is_read_otherwise(lexicon: Path, name: str) -> None:
    words = words_of(lexicon)
    without = copy(words)
    without.rules = {other: rule for other, rule in words.rules.items() if other != name}
    example = words.rules[name].example

    assert tagged(example, without) != tagged(example, words)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_without_a_step_its_example_is_read_otherwise(step: Step) -> None:
    without = [other for other in STEPS if other is not step]

    assert tagged(step.example, words_of(ENGLISH), without) != tagged(step.example, words_of(ENGLISH))


@pytest.mark.parametrize("step", [step for step in STEPS if step.yields], ids=lambda step: step.name)
def test_where_names_of_a_step_always_won_another_one_would_be_lost(step: Step) -> None:
    forced = [other._replace(wins=always) if other is step else other for other in STEPS]

    assert tagged(step.yields, words_of(ENGLISH), forced) != tagged(step.yields, words_of(ENGLISH))


def test_a_step_yields_where_it_may() -> None:
    assert all(bool(step.yields) == (step.wins is not always) for step in STEPS)
