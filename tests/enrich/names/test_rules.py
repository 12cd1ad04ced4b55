"""Each rule and step of names is there for a kind of text: without it its example is read otherwise."""

from collections.abc import Sequence
from copy import copy
from pathlib import Path

import pytest

from languages_stub import GERMAN
from marked import document
from newswire.enrich.lexicon.load import ENGLISH, read_table
from newswire.enrich.names.mention import Text
from newswire.enrich.names.overlaps import always
from newswire.enrich.names.tagger import STEPS, Step, find
from newswire.enrich.names.words import Words, words_of
from tagging import parser

#: folder of a language -> its rules; those for all languages have English examples
RULES = {
    ENGLISH: [*words_of(ENGLISH).rules],
    GERMAN.lexicon: [name for name, *_ in read_table(f"{GERMAN.lexicon}/names/rules")],
}


def tagged(example: str, words: Words, steps: Sequence[Step] = STEPS) -> str:
    """The names of an example as the steps find them, as the tables of rules write them: "Oslo GPE, Ann Lee PERSON"."""
    made = document(example.replace("\\n", "\n"))
    [parse] = parser()([made.texts["text"]])
    found = find(made.reads["text"].names, Text("text", made.texts["text"], words, parse), steps)
    return ", ".join(f"{m.text} {m.type}" for m in found) or "-"


@pytest.mark.parametrize(
    ("lexicon", "name"),
    [(lexicon, name) for lexicon, names in RULES.items() for name in names],
    ids=lambda cell: cell.name if isinstance(cell, Path) else cell,
)
def test_an_example_of_a_rule_has_its_names_and_without_it_others(lexicon: Path, name: str) -> None:
    words = words_of(lexicon)
    without = copy(words)
    without.rules = {other: rule for other, rule in words.rules.items() if other != name}
    example, _, names = words.rules[name].example.partition(" = ")

    assert tagged(example, words) == names
    assert tagged(example, without) != names


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
