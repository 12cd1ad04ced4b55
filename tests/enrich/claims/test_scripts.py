"""Who speaks where the form of a line or text shows it."""

import pytest

from marked import CALLED, claims_of, told


@pytest.mark.parametrize(
    ("marked", "source", "cue", "content"),
    [
        ("MAYOR LEE: We will open 40 schools in spring.", "MAYOR LEE", ":", "We will open 40 schools in spring."),
        ("((Ann Lee))  We lost 40 cows.", "Ann Lee", "))", "We lost 40 cows."),
        ("And from the mayor: We will open 40 schools.", "the mayor", ":", "We will open 40 schools."),
        (
            "“We lost 40 cows. It was a long night.” — Ann Lee",
            "Ann Lee",
            "—",
            "“We lost 40 cows. It was a long night.”",
        ),
    ],
)
def test_the_layout_shows_who_speaks(marked: str, source: str, cue: str, content: str) -> None:
    assert told(marked) == [(source, cue, [content])]


def test_an_answer_runs_on_to_the_next_question() -> None:
    said = told("((Ann Lee)) We lost cows.\n\nAnd 40 dogs.\n\n((Bo Moe)) And 40 hens.\n\nThe farm has 40 fields.")
    assert [c for _, _, c in said] == [["We lost cows.\n\nAnd 40 dogs."], ["And 40 hens."]]


def test_who_answers_in_an_interview_was_named_before_it() -> None:
    text = "We asked Ann Lee.\n\nQ: Did Bo Moe lose 90 cows in the storm?\n\nA: Bo Moe lost 40 cows in the storm."
    _, [claim] = claims_of(text, CALLED)
    assert claim.source is not None
    assert claim.source.name == "Ann Lee"
    assert [text[start:end] for start, end in claim.content] == ["Bo Moe lost 40 cows in the storm."]


def test_who_asks_in_an_interview_is_the_writer() -> None:
    said = told(
        "((BM)) You had 90 cows?\n\n((Ann Lee)) We lost 40. Who cares?\n\n((BM)) How?\n\n((Ann Lee)) In a storm."
    )
    assert [(who, c) for who, _, c in said] == [("Ann Lee", ["We lost 40. Who cares?"]), ("Ann Lee", ["In a storm."])]


@pytest.mark.parametrize(
    "text",
    [
        "It rained.\n\nUPDATE: The bank opens 40 schools.",
        "Oslo Poll: Wealthy voters leave the party.",
        "OSLO: The bank opens 40 schools in spring.",
        "VIK: The bank opens 40 schools in spring.",
        "It rained.\n\nOSLO: The bank opens 40 schools in spring.",
    ],
)
def test_a_heading_is_not_a_speaker(text: str) -> None:
    assert told(text) == []
