import pytest

from newswire.enrich.figures.counted.phrase import find_counted
from newswire.enrich.lexicon.people import is_people
from newswire.enrich.numbers.finder import find_numbers
from tagging import parser

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
    doc = parser()([text])[0]
    number = find_numbers(text)[0]
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    counted = find_counted(text, doc, span.end - 1, of=False)

    assert counted is not None
    assert (counted.text, counted.head) == (phrase, head)
    assert text[counted.start : counted.end] == phrase


def test_a_time_is_not_what_is_counted() -> None:
    text = "The index stood at 40 last year."
    doc = parser()([text])[0]

    assert find_counted(text, doc, 4, of=False) is None


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
