import pytest

from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Claim, Figure
from tagging import document


def figures(made: Document | str) -> list[Figure]:
    doc = document(made) if isinstance(made, str) else made
    FigureTagger()([doc])
    return doc.figures


def one(text: str) -> Figure:
    found = [f for f in figures(text) if f.kind != "ordinal"]
    assert len(found) == 1, found
    return found[0]


SCORES = [
    ("The panel voted 19-15 for the bill.", "score", (19, 15)),
    ("The Hawks beat the Owls 110-102 at home.", "score", (110, 102)),
    ("The bloc runs the panel by a 10-to-eight margin.", "score", (10, 8)),
    ("She won with an electoral count of 362 to 176.", "score", (362, 176)),
    ("Bookmakers offer odds of 3-1 on a draw.", "odds", (3, 1)),
]


@pytest.mark.parametrize(("text", "kind", "parts"), SCORES)
def test_a_score_has_two_parts_and_no_value(text: str, kind: str, parts: tuple[int, int]) -> None:
    found = one(text)

    assert (found.kind, found.value, found.parts) == (kind, None, parts)


def test_a_change_and_what_it_leads_to_are_two_figures() -> None:
    difference, new = figures("Prices rose 3 % to 5.4 million dollars.")

    assert (difference.value, difference.unit, difference.change) == (3, "percent", "up")
    assert (new.value, new.unit, new.change) == (5_400_000, "USD", None)


def test_an_ordinal_is_a_kind_of_its_own() -> None:
    (found,) = figures("It was the first strike on the port.")

    assert (found.kind, found.value, found.text) == ("ordinal", 1, "first")


def test_a_figure_points_to_its_claim_and_takes_its_status() -> None:
    text = "The agency estimates that 300 boats sank."
    made = document(text)
    made.claims.append(Claim(field="text", content=((26, 40),), status="estimated"))

    (found,) = figures(made)

    assert (found.claim, found.status) == (0, "estimated")


def test_the_writers_own_words_give_a_status() -> None:
    assert one("The bank could cut 300 jobs.").status == "conditional"
    assert one("The bank will cut 300 jobs.").status == "planned"
    assert one("The bank cut 300 jobs.").status == "stated"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The company expects 4,000 visitors this summer.", "estimated"),
        ("The company is expected to sell 4,000 cars this summer.", "planned"),
        ("The company agreed to pay $40 million.", "planned"),
        ("The parties agreed a budget of $40 million.", "stated"),
        ("The company plans 4,000 new homes.", "planned"),
        ("She had planned to dance but lost $40 million at sea.", "stated"),
    ],
)
def test_what_is_expected_is_an_estimate_and_what_is_expected_to_be_done_a_plan(text: str, status: str) -> None:
    (figure,) = [f for f in figures(text) if f.value in (4000, 40_000_000)]

    assert figure.status == status
