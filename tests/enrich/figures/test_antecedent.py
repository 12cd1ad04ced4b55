import pytest

from newswire.enrich.figures.tagger import FigureTagger
from tagging import document

#: a sentence, the text of one of its figures, and the thing that it counts
CASES = [
    ("Troops crossed the border, 1,500 of them from the north.", "1,500", "Troops"),
    ("Of the 300 migrants, 40 were children.", "40", "migrants"),
    ("The bank has 90 clients, 12 of whom live abroad.", "12", "clients"),
]


@pytest.mark.parametrize(("text", "number", "thing"), CASES)
def test_what_is_counted_is_found_where_it_stands_apart(text: str, number: str, thing: str) -> None:
    doc = document(text)
    FigureTagger()([doc])
    (found,) = [f for f in doc.figures if f.text == number]

    assert found.counted is not None
    assert (found.counted.text, found.unit) == (thing, "person")
    assert text[found.counted.start : found.counted.end] == thing


def test_others_are_people_where_people_were_counted_before() -> None:
    doc = document("At least 12 people were killed and 30 others wounded.")
    FigureTagger()([doc])

    assert [f.unit for f in doc.figures] == ["person", "person"]


def test_a_lone_number_counts_nothing() -> None:
    doc = document("The boats are old. They asked for 40.")
    FigureTagger()([doc])

    assert [f.counted for f in doc.figures] == [None]
