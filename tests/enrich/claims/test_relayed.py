"""Through whom a claim comes."""

import pytest

from marked import CALLED, claims_in, claims_of


# each row is a form in which a text names two, who says it and through whom
@pytest.mark.parametrize(
    ("marked", "source", "via", "content"),
    [
        (
            "{Local media|S} {reported|Q} on Monday, {citing|Q} {unnamed officials, that 40 farms closed|C}.",
            "Local media",
            "unnamed officials",
            "that 40 farms closed",
        ),
        (
            "{Local media|S}, {citing|Q} {two sources close to it|C}, {said|Q} {40 farms closed|C}.",
            "Local media",
            "two sources close to it",
            "40 farms closed",
        ),
        (  # the encoder takes whom they cite for whoever reported it
            "{Local media|S} {citing|Q} {unnamed sources reported that 40 farms closed|C}.",
            "Local media",
            "unnamed sources",
            "that 40 farms closed",
        ),
        (  # the encoder takes the weekday for a cue
            "{Citing|Q} {two diplomats|C}, {the paper|S} {said|Q} on {Friday|Q} {that 40 farms closed|C}.",
            "the paper",
            "two diplomats",
            "that 40 farms closed",
        ),
        (
            "{The paper|S} {quoted|Q} {Ann Lee as saying 40 farms closed|C}.",
            "Ann Lee",
            "The paper",
            "40 farms closed",
        ),
        (
            "{Ann Lee|C} {was quoted by|Q} {state radio|S} {as|Q} {saying|Q} {40 farms closed|C}.",
            "Ann Lee",
            "state radio",
            "40 farms closed",
        ),
        (
            "{“40 farms closed,”|C} {Ann Lee|S} {said|Q}, {according to|Q} {state radio|S}.",
            "Ann Lee",
            "state radio",
            "“40 farms closed,”",
        ),
        (
            "{Ann Lee|S}, {quoted|Q} by {state radio|S}, {said|Q} {40 farms closed|C}.",
            "Ann Lee",
            "state radio",
            "40 farms closed",
        ),
    ],
)
def test_through_whom_a_claim_comes_is_told(marked: str, source: str, via: str, content: str) -> None:
    text, [claim] = claims_of(marked, CALLED)
    assert claim.source is not None
    assert (claim.source.text, [v.text for v in claim.via]) == (source, [via])
    assert [text[start:end] for start, end in claim.content] == [content]


def test_who_relies_on_somebody_unnamed_is_not_sure() -> None:
    [claim] = claims_in("{The paper|S}, {citing|Q} {unnamed sources|C}, {said|Q} {40 farms closed|C}.")
    assert claim.status == "unconfirmed"


def test_what_is_cited_as_a_reason_is_not_a_source() -> None:
    claims = claims_in("{The union|S} {praised|Q} {Ann Lee|C}, {citing|Q} {her work for 40 farms|C}.")
    assert [c.via for c in claims] == [(), ()]
