"""Sources that only the parse shows."""

import pytest

from marked import CLAIMS, NAMES, document
from tagging import parser

CALLED = {"Norway": "LOC", "Ann Lee": "PER", "Farm Board": "ORG", "Oslo": "LOC", "Bergen": "LOC"}


# each row is a kind of sentence
@pytest.mark.parametrize(
    ("marked", "source", "content"),
    [
        # a piece of the subject, after it, of two
        (
            "{The official|S} in charge of the plan to move {all 8,000 cows|C} {next year|S} {says|Q} {40 fell|C}.",
            "The official in charge of the plan to move all 8,000 cows next year",
            "40 fell",
        ),
        (
            "{Farmers and vets|S} in Oslo, {Bergen and other towns|S} {say|Q} {police killed 40 cows|C}.",
            "Farmers and vets in Oslo, Bergen and other towns",
            "police killed 40 cows",
        ),
        # one from which the clause between parts the cue
        (
            "{Farm Board|S}, which lost two ships, a bank and seven of its old houses by the river in the storm in the"
            " spring of that year, {expects|Q} {prices to reach 40 euros|C}.",
            "Farm Board",
            "prices to reach 40 euros",
        ),
        # who sets a number
        ("Norway puts the death toll at 40.", "Norway", "the death toll at 40"),
        ("Norway puts the toll at 40, including 12 boys.", "Norway", "the toll at 40, including 12 boys"),
        (
            "The governor of the province raised the number of dead to 40.",
            "The governor of the province",
            "the number of dead to 40",
        ),
        ("The ministry spoke of 40 dead.", "The ministry", "40 dead"),
        ("{The|S} minister {put|Q} the toll at 40.", "The minister", "the toll at 40"),
        ("{The government|S} {put|Q} {the|C} losses at 40 farms.", "The government", "the losses at 40 farms"),
        ("Norway put the loss at 40 cows, up from 30, and left.", "Norway", "the loss at 40 cows, up from 30"),
        ("The ministry spoke of 40 dead, which Norway doubts.", "The ministry", "40 dead"),
        ("On Monday it raised the number to 40.", "it", "the number to 40"),
        # who is told, and by whom
        ("{Ann Lee|S} {was told|Q} by the minister of {40 dead cows|C}.", "the minister", "40 dead cows"),
    ],
)
def test_the_subject_is_the_source(marked: str, source: str, content: str) -> None:
    made = document(marked, CALLED)
    text = made.texts["text"]
    made.parses["text"] = parser()([text])[0]
    CLAIMS(NAMES([made]))
    assert [(c.source and c.source.text, [text[a:b] for a, b in c.content]) for c in made.claims] == [
        (source, [content])
    ]


# each row is a form of one report inside of another
@pytest.mark.parametrize(
    ("marked", "inner"),
    [
        ("{Norway|S} {said|Q} {that the minister had said 40 cows died|C}.", ["the minister", "Norway"]),
        ("{Police|S} {say|Q} {a report of the bank said 40 cows died|C}.", ["a report of the bank", "Police"]),
        ("{Norway|S} {said|Q} {it had told the minister that 40 cows died|C}.", []),  # the same one
        ("{“The minister says 40 cows died,”|C} {said|Q} {Ann Lee|S}.", []),  # a quotation is its speaker's
    ],
)
def test_what_one_reports_of_another_is_the_others(marked: str, inner: list[str]) -> None:
    made = document(marked, CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert [m.text for c in made.claims[1:] if c.source for m in (c.source, *c.via)] == inner


@pytest.mark.parametrize("text", ["The blast raised the death toll to 40.", "The police put barriers at 40 crossings."])
def test_a_thing_sets_no_number(text: str) -> None:
    made = document(text, {})
    made.parses["text"] = parser()([text])[0]
    CLAIMS(NAMES([made]))
    assert made.claims == []


@pytest.mark.parametrize(
    ("marked", "many"),
    [
        ("{The outline of a plan|C} {seems|Q} clear.", 0),  # nobody says it, nor is it said
        ("{40 cows|C} {are said|Q} {to have died|C}.", 1),
        ("It {seems|Q} {that 40 cows died|C}.", 1),
    ],
)
def test_what_stands_before_a_cue_is_a_claim_where_somebody_says_it(marked: str, many: int) -> None:
    made = document(marked, {})
    CLAIMS(NAMES([made]))
    assert len(made.claims) == many


# each row is a sentence in which a verb tells something, or has a thing for its object
@pytest.mark.parametrize(
    ("marked", "tells"),
    [
        ("{Ann Lee|S} {wrote|Q} {40 cows died in Oslo|C}.", True),
        ("{Ann Lee|S} {wrote|Q} {40 cheques to farmers in Oslo|C}.", False),
        ("{40 cows died in Oslo|C}, {Ann Lee|S} {wrote|Q}.", True),
        ("{Ann Lee|S} looks into the {alleged|Q} {loss of 40 cows in Oslo|C}.", False),
    ],
)
def test_a_clause_is_told_and_a_thing_is_not(marked: str, tells: bool) -> None:
    made = document(marked, CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert made.acts == (set() if tells else {0})


# each row is a clause that begins with "who"
@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{One diplomat|S}, {who|S} asked for silence, {said|Q} {40 cows died|C}.", "One diplomat"),
        ("The herders of Oslo, {which|S} {say|Q} {40 cows died|C}, came late.", "herders of Oslo"),
    ],
)
def test_who_stands_for_the_noun_before_it(marked: str, name: str) -> None:
    made = document(marked, CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert [c.source and c.source.name for c in made.claims] == [name]


def test_two_who_put_a_number_in_one_sentence_are_told_apart() -> None:
    made = document("{Norway|S} {said|Q} {90 cows died, while Ann Lee put the loss at 40 cows|C}.", CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert [c.source and c.source.text for c in made.claims] == ["Norway", "Ann Lee"]
    assert [made.texts["text"][a:b] for c in made.claims for a, b in c.content][1:] == ["the loss at 40 cows"]


# each row is a sentence in which others say something of its subject, or of the noun before the cue
@pytest.mark.parametrize(
    "marked",
    [
        "{Norway|S} {is expected|Q} {to lose 40 cows|C}.",
        "It met {a crowd|S} {expected|Q} {to number 40,000|C}.",
    ],
)
def test_of_whom_something_is_said_does_not_say_it(marked: str) -> None:
    made = document(marked, CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert [(c.source, c.status) for c in made.claims] == [(None, "estimated")]


def test_another_subject_of_a_verb_is_its_source() -> None:
    marked = "{Norway|S} {said|Q} {it rained|C}, and the ministry {predicted|Q} {40 more floods|C}."
    made = document(marked, CALLED)
    made.parses["text"] = parser()([made.texts["text"]])[0]
    CLAIMS(NAMES([made]))
    assert [c.source and c.source.text for c in made.claims] == ["Norway", "the ministry"]
