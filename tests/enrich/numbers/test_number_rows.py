"""Each row of the tables of numbers is there for its example: without the row it is read otherwise."""

import re

import pytest

from newswire.enrich.lexicon.rules import Way
from newswire.enrich.numbers import digits
from newswire.enrich.numbers.finder import find_numbers
from newswire.enrich.numbers.rules import RULES


@pytest.mark.parametrize("name", RULES.rules)
def test_each_expression_is_needed_by_its_example(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = RULES.rules[name]
    before = find_numbers(rule.example)

    monkeypatch.setitem(RULES.rules, name, rule._replace(pattern=re.compile(r"(?!)")))
    assert find_numbers(rule.example) != before


@pytest.mark.parametrize("way", digits.READINGS, ids=lambda way: way.name)
def test_each_reading_of_digits_is_needed_by_its_example(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    before = find_numbers(way.example)

    monkeypatch.setattr(digits, "READINGS", [other for other in digits.READINGS if other is not way])
    assert find_numbers(way.example) != before
