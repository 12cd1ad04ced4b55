"""Who contests a claim, and what his words point at, where the reader's spans are given."""

import pytest

from marked import claims_of
from newswire.stream.messages import Claim

CALLED = {"Ann Lee": "PER", "Karl Voss": "PER", "Farm Board": "ORG", "Selma Kaya": "PER"}


def claim_with(marked: str, words: str) -> Claim:
    text, claims = claims_of(marked, CALLED)
    at = text.index(words)
    return next(c for c in claims if any(start <= at < end for start, end in c.content))


def contesters(marked: str, words: str) -> list[tuple[str | None, str]]:
    return [(c.name, c.how) for c in claim_with(marked, words).contested_by]


POLICE = "{Police|S} {said|Q} {40 cows had died|C}. "
UNION = "{The union|S} {said|Q} {the firm would close 40 farms|C}. "


# each row is an example that a rule is there for
@pytest.mark.parametrize(
    ("marked", "words", "wanted"),
    [
        (  # what the denial says happened
            "{Norway|S} {said|Q} {40 Danish sailors had surrendered in the port|C}. "
            "{Denmark|S} {denied|Q} {that its sailors surrendered|C}.",
            "40 Danish",
            [("Denmark", "denied")],
        ),
        (  # the same in other words
            "{Norway|S} {said|Q} {it destroyed four Danish jets|C}. {Denmark|S} {denied|Q} {the loss of aircraft|C}.",
            "four",
            [("Denmark", "denied")],
        ),
        (  # a definite object that the claim is about
            "{The bank|S} {said|Q} {40 farms closed after the flood|C}. It rained all day. "
            "{Ann Lee|S} {could not confirm|Q} {the flood|C}.",
            "40 farms",
            [("Ann Lee", "not_confirmed")],
        ),
        (POLICE + "{Ann Lee|S} {rejected|Q} {the accusation|C}.", "40 cows", [("Ann Lee", "denied")]),
        (  # a noun for a number skips what has none
            POLICE + "{The mayor|S} {said|Q} {she was sad|C}. {Ann Lee|S} {disputed|Q} {that figure|C}.",
            "40 cows",
            [("Ann Lee", "disputed")],
        ),
        (  # and says more after it
            POLICE + "{Ann Lee|S} {disputed|Q} {that figure|C}, {saying|Q} {only 30 had|C}.",
            "40 cows",
            [("Ann Lee", "disputed")],
        ),
        (  # a pronoun in the same sentence, or the words themselves
            "{The paper|S} {reported|Q} {that 40 cows had died|C}, but {the vet, Ann Lee,|S} {denied|Q} {it|C}.",
            "40 cows",
            [("Ann Lee", "denied")],
        ),
        (  # a relative clause
            "{The union|S} {said|Q} {the firm would close 40 farms|C}, which {Ann Lee|S} {denied|Q}.",
            "40 farms",
            [("Ann Lee", "denied")],
        ),
        (POLICE + "{Ann Lee|S} {disputed|Q} {that|C} and left.", "40 cows", [("Ann Lee", "disputed")]),
        (UNION + "{Ann Lee|S} {called|Q} {the figure a lie|C}.", "40 farms", [("Ann Lee", "denied")]),
        (  # what is called so stands before it
            "{The union|S} {said|Q} {40 farms would close|C}, a number that {Ann Lee|S} {called|Q} {exaggerated|C}.",
            "40 farms",
            [("Ann Lee", "disputed")],
        ),
        (
            POLICE + "There is no truth in it, {Ann Lee|S} {said of|Q} {the police|C}.",
            "40 cows",
            [("Ann Lee", "denied")],
        ),
        (UNION + "{“These numbers are invented,”|C} {said|Q} {Ann Lee|S}.", "40 farms", [("Ann Lee", "denied")]),
        (UNION + "{Ann Lee|S} {said|Q} {the report was misleading|C}.", "40 farms", [("Ann Lee", "disputed")]),
        (  # inside of somebody's words
            POLICE + "{Ann Lee|S} {said|Q} {that she had not been able to confirm the figure|C}.",
            "40 cows",
            [("Ann Lee", "not_confirmed")],
        ),
        (  # a toll is of the dead
            "{Police|S} {said|Q} {40 people had died|C}. It rained. It snowed. {Doctors|S} {said|Q} {they saw 60|C}. "
            "{Ann Lee|S} {disputed|Q} {the official toll|C}.",
            "40 people",
            [("Ann Lee", "disputed")],
        ),
        (POLICE + "{Ann Lee|S} {declined|Q} {to confirm the figure|C}.", "40 cows", [("Ann Lee", "not_confirmed")]),
        (  # two deniers of one thing
            "{Norway|S} {said|Q} {40 Danish sailors were held in the port|C}. It rained. It snowed. "
            "{Denmark|S} {denies|Q} {that any sailors are held|C}, and {Ann Lee|S} {dismissed|Q} {the claims|C}.",
            "40 Danish",
            [("Denmark", "denied"), ("Ann Lee", "denied")],
        ),
    ],
)
def test_a_claim_is_contested(marked: str, words: str, wanted: list[tuple[str, str]]) -> None:
    assert contesters(marked, words) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        # another matter
        POLICE + "\n\nLater that month {Ann Lee|S} {denied|Q} {stealing a car|C}.",
        # one's own words
        "{Ann Lee|S} {said|Q} {40 cows had died|C}. {She|S} {denied|Q} {it was her fault|C}.",
        # another one's number, by name
        POLICE + "The mayor spoke last. {Ann Lee|S} {rejected|Q} {the Danish figure|C}.",
        POLICE + "{Ann Lee|S} {could not confirm|Q} {information from the Farm Board that 40 cows had died|C}.",
        POLICE + "{Ann Lee|S} {rejected|Q} {Norway's figure|C}.",
        POLICE + "{Ann Lee|S} {rejected|Q} {the army figure|C}.",
        POLICE + "{Ann Lee|S} {rejected|Q} {the Gronk figure|C}.",
        # what says itself what it is about
        POLICE + "{Ann Lee|S} {denied|Q} {the report that it rained|C}.",
        # too far back to point at
        POLICE + "It rained. It snowed. The sun came out. {Ann Lee|S} {denied|Q} {it|C}.",
        # confirmed, and not denied
        POLICE + "{Ann Lee|S} {confirmed|Q} {the figure|C}.",
        POLICE + "{Ann Lee|S} {did not deny|Q} {the report|C}.",
        # a question is no doubt
        POLICE + "{Ann Lee|S} {said in answer to a question|Q} {that cows die|C}.",
    ],
)
def test_a_claim_is_not_contested(marked: str) -> None:
    assert contesters(marked, "40 cows") == []


def test_who_denies_something_does_not_claim_it() -> None:
    claim = claim_with("{Denmark|S} {denied|Q} {that 40 sailors had surrendered|C}.", "40 sailors")
    assert claim.source is None
    assert claim.status == "unconfirmed"
    assert [(c.name, c.how, c.cue and c.cue.text) for c in claim.contested_by] == [("Denmark", "denied", "denied")]


def test_reports_that_are_not_confirmed_become_unconfirmed() -> None:
    marked = POLICE + "{The Farm Board|S} {did not immediately confirm|Q} {these reports|C}."
    assert claim_with(marked, "40 cows").status == "unconfirmed"


def test_who_speaks_for_the_claimant_does_not_contest_him() -> None:
    marked = (
        "{The union|S} {said|Q} {8,000 farmers struck|C}. {The Farm Board|S} {said|Q} {5,000 had stayed away|C}. "
        "{“Their numbers are invented,”|C} {said|Q} {its president, Karl Voss|S}."
    )
    assert contesters(marked, "5,000") == []
    assert contesters(marked, "8,000") == [("Karl Voss", "denied")]


# each row is a way to deny what another one said without saying anything
@pytest.mark.parametrize("denial", ["{denied|Q} {it|C}", "{disputed|Q} {that figure|C}", "{rejected|Q} {the report|C}"])
def test_who_denies_what_another_one_said_claims_nothing(denial: str) -> None:
    _, claims = claims_of(POLICE + f"But {{Ann Lee|S}} {denial}.", CALLED)
    assert [c.source and c.source.name for c in claims] == ["Police"]
    assert [c.name for c in claims[0].contested_by] == ["Ann Lee"]


def test_who_denies_what_nobody_said_claims_nothing_either() -> None:
    _, [claim] = claims_of("{Ann Lee|S} {denied|Q} {the report|C}.", CALLED)
    assert claim.source is None
    assert [c.name for c in claim.contested_by] == ["Ann Lee"]


def test_who_denies_and_says_what_is_so_claims_that() -> None:
    text, claims = claims_of(POLICE + "{Ann Lee|S} {rejected|Q} {that: it was 60 cows|C}.", CALLED)
    assert [c.name for c in claims[0].contested_by] == ["Ann Lee"]
    assert claims[1].source is not None
    assert [text[start:end] for start, end in claims[1].content] == ["that", "it was 60 cows"]


# each row is a form in which somebody says that a report is not true
@pytest.mark.parametrize(
    "said", ["Reports that 40 cows had drowned were false", "There is no truth to the report of 40 cows that drowned"]
)
def test_who_calls_a_report_false_denies_what_it_says(said: str) -> None:
    _, [claim] = claims_of(f"{{{said}|C}}, {{Ann Lee|S}} {{said|Q}}.", CALLED)
    assert (claim.source, claim.status) == (None, "unconfirmed")
    assert [(c.name, c.how) for c in claim.contested_by] == [("Ann Lee", "denied")]


def test_who_calls_a_report_not_false_does_not() -> None:
    _, [claim] = claims_of("{Reports that 40 cows had drowned were not false|C}, {Ann Lee|S} {said|Q}.", CALLED)
    assert claim.source is not None
    assert claim.contested_by == ()
