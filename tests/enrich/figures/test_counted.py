"""What a number counts: each row of the table is there for its example."""

import pytest

from newswire.enrich.figures.counted import decide
from newswire.enrich.figures.counted.decide import RULES, Rule
from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.lexicon.people import is_people
from newswire.stream.messages import Figure
from tagging import tagged


def counts(figures: list[Figure]) -> str:
    """The head of what each figure counts, else its unit."""
    return " ".join(f.counted.head if f.counted else f.unit or "-" for f in figures)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_row_tells_what_is_counted_where_no_other_does(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = tagged(rule.example)
    assert counts(doc.figures) == rule.counts
    assert all(rule.example[f.counted.start : f.counted.end] == f.counted.text for f in doc.figures if f.counted)

    monkeypatch.setattr(decide, "RULES", [other for other in RULES if other is not rule])
    doc.figures.clear()
    assert counts(FigureTagger()([doc])[0].figures) != rule.counts


COUNTED = [
    ("Ships carried 1,500 North Korean special troops to the port.", "North Korean special troops", "troop"),
    ("Behind the lines there are dozens of North Koreans.", "North Koreans", "korean"),
    ("She is one of the best goalkeepers in Europe.", "best goalkeepers", "goalkeeper"),
    ("The agency wrote a 46-page report on it.", "page", "page"),
    ("The levy hits 8 million low- and middle-income families.", "low- and middle-income families", "family"),
    ("They will close hundreds of coal-fired power plants.", "coal-fired power plants", "plant"),
    ("He has 3,000-plus videos on the site.", "videos", "video"),
    ("At least 40 people were killed.", "people", "people"),
    ("The lab ran 300 Covid-19 tests in May.", "Covid-19 tests", "test"),
]


@pytest.mark.parametrize(("text", "phrase", "head"), COUNTED)
def test_the_thing_counted_is_the_phrase_after_the_number(text: str, phrase: str, head: str) -> None:
    [counted] = [f.counted for f in tagged(text).figures]

    assert counted is not None
    assert (counted.text, counted.head) == (phrase, head)


def test_a_time_or_a_lone_number_counts_nothing() -> None:
    assert counts(tagged("The index stood at 40 last year. They asked for 40.").figures) == "- -"


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("troop", True),
        ("policewoman", True),
        ("people", True),
        ("tribesman", True),
        ("german", True),
        ("army", False),
        ("checklist", False),
    ],
)
def test_people_are_known_by_their_nouns(head: str, people: bool) -> None:
    assert is_people(head) is people
