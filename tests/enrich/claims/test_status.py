"""How sure a claim is, and what somebody does rather than says."""

import pytest

from marked import CALLED, CLAIMS, NAMES, claims_in, document
from newswire.enrich.passages.claim_index import ClaimIndex


@pytest.mark.parametrize(
    ("cue", "status"),
    [
        ("said", "claimed"),
        ("estimates", "estimated"),
        ("suspects", "unconfirmed"),
        ("confirmed", "confirmed"),
        ("has reportedly said", "unconfirmed"),
        ("believes", "opinion"),
        ("plans", "planned"),
        ("will announce", "planned"),
        ("expects", "estimated"),
    ],
)
def test_the_cue_tells_how_sure_a_claim_is(cue: str, status: str) -> None:
    [claim] = claims_in(f"{{The bank|S}} {{{cue}|Q}} {{that 40 farms closed|C}}.")
    assert claim.status == status


def test_what_is_only_so_if_is_conditional() -> None:
    [claim] = claims_in("{The bank|S} {said|Q} {if prices fell, 40 farms would close|C}.")
    assert claim.status == "conditional"


# each row is a cue, and whether a figure in its words is the source's
@pytest.mark.parametrize(
    ("cue", "tells"),
    [
        ("said", True),
        ("sentenced", False),
        ("has welcomed", False),
        ("released a statement on", True),
        ("claimed responsibility for", False),
        ("has detained", False),  # a word that is not listed
        ("wrote down", False),  # one that tells in other places
        ("was charged with", False),
        ("called on", False),
        ("plans", False),
        ("recorded", True),
    ],
)
def test_what_somebody_does_is_the_writers_to_tell(cue: str, tells: bool) -> None:
    made = document(f"{{The court|S}} {{{cue}|Q}} {{the loss of 40 farms|C}}.", CALLED)
    CLAIMS(NAMES([made]))
    [claim] = made.claims
    assert ClaimIndex(made.claims, "text", made.acts).at(*claim.content[0]) == (0 if tells else None)


def test_words_that_are_quoted_are_told_by_any_cue() -> None:
    made = document(
        "{“We wrote off 40 cows,”|C} {wrote|Q} {Ann Lee|S}. {“It was 40,”|C} {smiled|Q} {Bo Moe|S}.", CALLED
    )
    CLAIMS(NAMES([made]))
    assert made.acts == set()


def test_of_words_of_which_the_first_are_quoted_that_is_not_so() -> None:
    made = document("{The facts|S} {agreed|Q} {“in part” on 40 cows|C}.", CALLED)
    CLAIMS(NAMES([made]))
    assert made.acts == {0}
