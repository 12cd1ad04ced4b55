from typing import Any

import pytest

from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Claim, Figure, Time
from tagging import document


def figures(made: Document | str) -> list[Figure]:
    doc = document(made) if isinstance(made, str) else made
    FigureTagger()([doc])
    return doc.figures


def one(text: str) -> Figure:
    found = [f for f in figures(text) if f.kind != "ordinal"]
    assert len(found) == 1, found
    return found[0]


#: each rule with the sentence that made it necessary; None in place of a value is a range
CASES: list[tuple[str, dict[str, Any]]] = [
    ("Some 1,500 troops arrived.", {"value": 1500, "bound": "about", "unit": "person", "kind": "count"}),
    ("No fewer than 40 houses burned.", {"value": 40, "bound": "at_least", "unit": None}),
    ("Up to about 300 boats sailed.", {"value": 300, "bound": "at_most"}),
    ("Nearly 400 boats sailed.", {"value": 400, "bound": "about"}),
    ("Households with $100,000 or more will pay.", {"value": 100_000, "bound": "at_least", "unit": "USD"}),
    ("More than 2 million rounds were fired.", {"value": 2_000_000, "bound": "more_than", "unit": None}),
    ("Between 10,000 and 12,000 soldiers left.", {"value": None, "low": 10_000, "high": 12_000, "bound": "exact"}),
    ("It will cost $3 to 5 billion.", {"low": 3_000_000_000, "high": 5_000_000_000, "unit": "USD"}),
    ("Turnout of 5-7 percent is expected.", {"low": 5, "high": 7, "unit": "percent", "kind": "percent"}),
    ("The share fell from 75 percent to 46 percent.", {"low": 46, "high": 75, "change": "down"}),
    ("The plan covers 18- to 24-year-old drivers.", {"low": 18, "high": 24, "unit": "year-person", "kind": "age"}),
    ("Dozens of boats sailed.", {"low": 24, "high": 99, "bound": "about"}),
    ("About half of the crew left.", {"value": 0.5, "kind": "ratio", "bound": "about", "unit": None}),
    ("One in five homes is empty.", {"value": 0.2, "kind": "ratio"}),
    ("Sales rose by more than 3 percent.", {"value": 3, "change": "up", "bound": "more_than"}),
    ("They expect a 5 % fall in sales.", {"value": 5, "change": "down"}),
    ("The firm grew its sales by 35 percent.", {"value": 35, "change": "up"}),
    ("Women make up about 80 percent of the class.", {"value": 80, "change": None}),
    ("The club raised $5 million for the stadium.", {"value": 5_000_000, "change": None}),
    ("A ticket costs 19 cents.", {"value": 0.19, "unit": "USD", "kind": "money"}),
    ("It cost 13 dollars and 45 cents.", {"value": 13.45, "unit": "USD"}),
    ("He sold 2m people a dream.", {"value": 2_000_000, "unit": "person"}),
    ("They built a 37m tower.", {"value": 37, "unit": "meter"}),
    ("The fund lost $2m.", {"value": 2_000_000, "unit": "USD"}),
    ("The frost reached minus-30 degrees Celsius.", {"value": -30, "unit": "celsius"}),
    ("The margin of error is plus or minus 4 percent.", {"value": 4}),
    ("The panel voted 19-15 for the bill.", {"kind": "score", "value": None, "parts": (19, 15)}),
    ("Rovers won 3-1 at home.", {"kind": "score", "parts": (3, 1)}),
    ("Bookmakers offer odds of 3-1 on a draw.", {"kind": "odds", "parts": (3, 1)}),
    ("The Dow lost 120 points.", {"value": 120, "kind": "index", "unit": None, "change": "down"}),
    ("Anna Berger, 56, who runs the shop, agreed.", {"value": 56, "unit": "year-person", "kind": "age"}),
    ("He will be 35 by then.", {"value": 35, "kind": "age"}),
    ("The army held out for three weeks.", {"value": 3, "unit": "week", "kind": "duration"}),
    ("Drivers aged 18 to 24 pay more.", {"low": 18, "high": 24, "kind": "age", "unit": "year-person"}),
    ("The Hawks beat the Owls 110-102 at home.", {"kind": "score", "parts": (110, 102)}),
    ("The bill passed 52 to 48 at night.", {"kind": "score", "parts": (52, 48)}),
    ("The bloc runs the panel by a 10-to-eight margin.", {"kind": "score", "parts": (10, 8)}),
    ("She won with an electoral count of 362 to 176.", {"kind": "score", "parts": (362, 176)}),
    ("Rates are three times the average.", {"kind": "ratio", "value": 3, "counted": None}),
    ("The gauge fell to a reading of 96.4.", {"kind": "index", "value": 96.4}),
    ("Half an hour later it was over.", {"value": 0.5, "unit": "hour"}),
    ("Exports were 1.5 million a year earlier.", {"value": 1_500_000, "unit": None}),
    ("The fund is worth between $1.5 and $2 million.", {"low": 1_500_000, "high": 2_000_000, "unit": "USD"}),
    ("Ten points is all they need.", {"value": 10, "kind": "count"}),
    ("She has won 23 Grand Slam titles.", {"value": 23, "unit": None}),
    ("The deal cost him 50 grand.", {"value": 50_000}),
    ("He weighs 14st on a good day.", {"value": 14, "unit": "stone"}),
    ("Output is 400,000 bpd at best.", {"value": 400_000, "unit": "barrel-per-day"}),
    ("They earn $15 an hour from the first day.", {"value": 15, "unit": "USD-per-hour"}),
    ("The bank cut its rate by half a percentage point.", {"value": 0.5, "unit": "percentage-point", "change": "down"}),
    ("Trade grew at an annual rate of 2.1%.", {"value": 2.1, "change": "up"}),
    ("They report a rise in sales of 5 percent.", {"value": 5, "change": "up"}),
    ("The bill would spread the cost over 10 years.", {"value": 10, "bound": "exact"}),
    ("He served for over 10 years.", {"value": 10, "bound": "more_than"}),
    ("They argue about two big issues.", {"value": 2, "bound": "exact"}),
    ("The share fell as low as $5.", {"value": 5, "bound": "exact"}),
    ("The mayor, 61, was elected again.", {"value": 61, "kind": "age"}),
    ("He is 6ft 2in tall.", {"value": pytest.approx(6 + 2 / 12), "unit": "foot"}),
    ("A 6-foot-2 guard was hired.", {"value": pytest.approx(6 + 2 / 12), "unit": "foot"}),
    ("Last week 40 houses burned down.", {"value": 40, "unit": None}),
    ("The blast killed 12.", {"value": 12, "unit": "person", "counted": None}),
    ("It cost 250 million Finnish markka.", {"value": 250_000_000, "unit": "FIM"}),
    ("It is free for children under 12.", {"value": 12, "kind": "age", "bound": "less_than"}),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_figure_says_what_its_sentence_says(text: str, wanted: dict[str, Any]) -> None:
    found = one(text)

    assert {name: getattr(found, name) for name in wanted} == wanted


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


def test_the_time_of_the_clause_is_the_figures() -> None:
    text = "The bank cut 300 jobs in 2023."
    made = document(text)
    made.times.append(
        Time(field="text", text="2023", start=25, end=29, kind="date", value="2023", interval="2023-01-01/2023-12-31")
    )

    (found,) = figures(made)

    assert found.when is not None
    assert found.when.text == "2023"


def test_a_day_after_something_was_said_is_the_time_of_what_was_said() -> None:
    text = "The note came a day after the mayor said that 10,000 men were leaving."
    made = document(text)
    made.times.append(
        Time(
            field="text",
            text="a day after",
            start=14,
            end=25,
            kind="date",
            value="2024-10-17",
            interval="2024-10-17/2024-10-17",
        )
    )

    (found,) = figures(made)

    assert found.when is not None
    assert found.when.interval == "2024-10-17/2024-10-17"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The company expects 4,000 visitors this summer.", "estimated"),
        ("The company is expected to sell 4,000 cars this summer.", "planned"),
        ("The company agreed to pay $40 million.", "planned"),
        ("The parties agreed a budget of $40 million.", "stated"),
        ("The company plans 4,000 new homes.", "planned"),
    ],
)
def test_what_is_expected_is_an_estimate_and_what_is_expected_to_be_done_a_plan(text: str, status: str) -> None:
    (figure,) = [f for f in figures(text) if f.value in (4000, 40_000_000)]

    assert figure.status == status
