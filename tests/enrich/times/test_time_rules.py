"""Each rule of time is there for a kind of text: it wins in its example, and without it the example reads otherwise."""

from collections.abc import Sequence
from datetime import date

import pytest

from newswire.enrich.passages.document import Document
from newswire.enrich.passages.passage import Passage
from newswire.enrich.times.finder import by_rules
from newswire.enrich.times.rules.table import RULES, Rule
from newswire.enrich.times.together import Expression
from tagging import parser

_NOW = date(2024, 10, 18)


def read(text: str, rules: Sequence[Rule]) -> list[tuple[Rule, Expression]]:
    made = Document(id="d", texts={"title": "", "text": text}, published=_NOW)
    return list(by_rules(Passage(made, "text", text, parser()([text])[0]), rules))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_of_time_wins_in_its_example(rule: Rule) -> None:
    found = read(rule.example, RULES)

    assert rule in [winner for winner, _ in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_without_a_rule_of_time_its_example_is_read_otherwise(rule: Rule) -> None:
    without = [other for other in RULES if other is not rule]

    assert [e for _, e in read(rule.example, without)] != [e for _, e in read(rule.example, RULES)]
