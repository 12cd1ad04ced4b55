"""Who contests a claim, and what his words point at."""

import pytest

from enrich.claims import tagger as attribution
from enrich.names import tagger as entities
from enrich.passages.claim_index import claim_of
from tagging import document

ENTITIES, TAGGER = entities.make(), attribution.make()


def contesters(text: str, words: str) -> list[tuple[str | None, str]]:
    doc = document(text)
    TAGGER(ENTITIES([doc]))
    start = text.index(words)
    index = claim_of(start, start + len(words), "text", doc.claims)
    assert index is not None, doc.claims
    return [(c.name, c.how) for c in doc.claims[index].contested_by]


# each row is an example that a rule is there for
@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (  # what the denial says happened
            "Norway said 40 Danish sailors had surrendered in the port. Denmark denied that its sailors surrendered.",
            "40 Danish",
            [("Denmark", "denied")],
        ),
        (  # a definite object that the claim is about
            "The bank said 40 farms closed after the flood. It rained all day. Ann Lee could not confirm the flood.",
            "40 farms",
            [("Ann Lee", "not_confirmed")],
        ),
        (  # a noun for what was said
            "Police said the man had stolen 40 cows. Ann Lee rejected the accusation.",
            "40 cows",
            [("Ann Lee", "denied")],
        ),
        (  # a noun for a number skips what has none
            "Police said 40 cows died. The mayor said she was sad. Ann Lee disputed that figure.",
            "40 cows",
            [("Ann Lee", "disputed")],
        ),
        (  # whose number
            "Police spoke of 40 dead cows. The mayor said 90 cows had died. Ann Lee dismissed his estimate.",
            "90 cows",
            [("Ann Lee", "denied")],
        ),
        (  # the toll is about deaths
            "At least 40 people died in the flood, police said. Ann Lee saw boats. Norway disputed the official toll.",
            "At least 40",
            [("Norway", "disputed")],
        ),
        (  # a pronoun in the same sentence
            "The Farm Times reported that 40 cows had died, but the vet, Ann Lee, denied it.",
            "40 cows",
            [("Ann Lee", "denied")],
        ),
        (  # a relative clause
            "The union said the firm would close 40 farms, which Ann Lee denied.",
            "40 farms",
            [("Ann Lee", "denied")],
        ),
        (  # a pronoun behind a full stop
            "The bank says it has paid back 85 percent. The farmers' lawyer, Ann Lee, disputed that and left.",
            "85 percent",
            [("Ann Lee", "disputed")],
        ),
        (  # naming it
            "The union said the firm would close 40 farms. Ann Lee called the figure a lie.",
            "40 farms",
            [("Ann Lee", "denied")],
        ),
        (  # saying so in somebody's words
            "The union said the firm would close 40 farms. “These numbers are invented,” said Ann Lee.",
            "40 farms",
            [("Ann Lee", "denied")],
        ),
        (
            "The union said the firm would close 40 farms. Ann Lee said that the report was misleading.",
            "40 farms",
            [("Ann Lee", "disputed")],
        ),
    ],
)
def test_a_claim_is_contested(text: str, words: str, wanted: list[tuple[str, str]]) -> None:
    assert contesters(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # another matter
        ("The bank said 40 farms closed in Peru.\n\nLater that month Ann Lee denied stealing a car.", "40 farms"),
        # one's own words
        ("Ann Lee said 40 farms closed. She denied it was her fault.", "40 farms"),
        # another one's number, by name
        ("Police said 40 cows died. The mayor spoke last. Ann Lee rejected the Danish figure.", "40 cows"),
        # too far back to point at
        ("Police said 40 cows died. It rained. It snowed. The sun came out. Ann Lee denied it.", "40 cows"),
        # confirmed
        ("Police said 40 cows died. Ann Lee confirmed the figure.", "40 cows"),
        # not denied
        ("Police said 40 cows died. Ann Lee did not deny the report.", "40 cows"),
    ],
)
def test_a_claim_is_not_contested(text: str, words: str) -> None:
    assert contesters(text, words) == []


def test_who_speaks_for_the_claimant_does_not_contest_him() -> None:
    text = (
        "The union said 8,000 farmers were on strike. The Farm Board said 5,000 had stayed away. "
        "“Their numbers are invented,” said its president, Karl Voss."
    )
    assert contesters(text, "5,000") == []
    assert contesters(text, "8,000") == [("Karl Voss", "denied")]
