"""Each row of a table of rules is there for its example: without the row it is read otherwise."""

from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from newswire.enrich.figures import ages, people, tagger
from newswire.enrich.figures.counted.expressions import EXPRESSIONS as COUNTED
from newswire.enrich.figures.events import what, where
from newswire.enrich.figures.events.expressions import EXPRESSIONS as EVENTS
from newswire.enrich.figures.quantities import bounds, joining
from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.figures.units import decide
from newswire.enrich.figures.when import choose, clause
from newswire.enrich.lexicon.rules import NOTHING, Rule, Rules
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Figure
from tagging import tagged

#: tables of functions, by module and name
TABLES = (
    (decide, "STEPS"),
    (bounds, "NO_BOUNDS"),
    (joining, "WAYS"),
    (joining, "NO_RANGES"),
    (choose, "WAYS"),
    (clause, "VERDICTS"),
    (people, "PEOPLE"),
    (ages, "AGES"),
    (what, "WAYS"),
    (where, "WAYS"),
)
ROWS = [(module, name, row) for module, name in TABLES for row in getattr(module, name)]
EXPRESSIONS = [(table, row) for table in (RULES, COUNTED, EVENTS) for row in table.rules.values()]


@cache
def read(text: str) -> tuple[Document, list[Figure]]:
    made = tagged(text)
    return made, [*made.figures]


def again(document: Document) -> Sequence[Figure]:
    document.figures.clear()
    FigureTagger()([document])
    return document.figures


@pytest.mark.parametrize(("table", "row"), EXPRESSIONS, ids=lambda value: getattr(value, "name", ""))
def test_each_expression_is_needed_by_its_example(table: Rules, row: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    document, figures = read(row.example)

    monkeypatch.setitem(table.rules, row.name, row._replace(pattern=NOTHING))
    assert again(document) != figures


@pytest.mark.parametrize(("module", "table", "row"), ROWS, ids=lambda value: getattr(value, "name", ""))
def test_each_decision_is_needed_by_its_example(
    module: ModuleType, table: str, row: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if module in (choose, clause):  # what is learned does not stand in for a rule
        monkeypatch.setattr(choose, "_weights", lambda: {"N": 9.0, "O:lead": 20.0})
    if module in (what, where):
        monkeypatch.setattr(tagger, "weighed", lambda passage, figures: figures)
    document = read(row.example)[0]
    figures = [*again(document)]
    assert figures

    monkeypatch.setattr(module, table, [other for other in getattr(module, table) if other is not row])
    assert again(document) != figures
