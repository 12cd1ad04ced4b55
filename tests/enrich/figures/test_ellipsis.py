from typing import Any

import pytest

from newswire.enrich.figures.tagger import FigureTagger
from tagging import document

#: sentences and what their last figure must say, though the words for it stand at the one before
CASES: list[tuple[str, dict[str, Any]]] = [
    ("Unemployment fell to 4.1 percent from 4.3.", {"value": 4.3, "unit": "percent"}),
    ("The bank gained 2 percent while its rival lost 1.2.", {"value": 1.2, "unit": "percent", "change": "down"}),
    ("The rail index rose 12 points, or 0.4 percent, on Monday.", {"value": 0.4, "change": "up"}),
    ("The wage rose to $15 an hour from $12.", {"value": 12, "unit": "USD"}),
    ("The share of women is 4 percent, and 300 boats sailed.", {"value": 300, "unit": None}),
    ("It grew 3 percent in a town of 4,000.", {"value": 4000, "unit": "person"}),
]


def figures(text: str) -> list[Any]:
    doc = document(text)
    FigureTagger()([doc])
    return doc.figures


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_quantity_takes_what_it_leaves_unsaid_from_its_neighbour(text: str, wanted: dict[str, Any]) -> None:
    found = figures(text)[-1]

    assert {name: getattr(found, name) for name in wanted} == wanted


def test_a_part_of_a_sum_is_money_as_the_sum() -> None:
    part, whole = figures("He has 280 million of the 1.5 billion rupees that he needs.")

    assert (part.unit, part.value) == (whole.unit, 280_000_000) == ("INR", 280_000_000)
