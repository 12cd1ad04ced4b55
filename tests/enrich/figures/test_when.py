"""The time of a figure is weighed from signs: which there are, and that weights decide."""

import pytest

from newswire.enrich.figures.when import choose
from newswire.enrich.figures.when.dated import Dates
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.passages.passage import passages
from tagging import tagged

TEXT = "A bus crashed on Monday. In May the firm had sold 40 buses, and it has 12 more."


def signs_of(number: str) -> dict[str | None, list[str]]:
    """The words of each time that a figure of TEXT may be of, and None, with what speaks for them."""
    document = tagged(TEXT)
    [passage] = passages(document)
    figure = next(f for f in document.figures if f.text == number)
    dates = Dates(passage)
    found = choose.candidates(dates, Signs(passage, figure), [], [figure.start])
    return {None if c.time is None else dates.times[c.time].time.text: c.signs for c in found}


def test_a_figure_may_be_of_no_time_of_one_in_its_sentence_and_of_one_before() -> None:
    signs = signs_of("40")

    assert list(signs) == [None, "May", "Monday"]
    assert {"N", "N&k=count", "N&t=pluperfect"} <= set(signs[None])
    assert {"S", "S:b", "S:length=month", "S:opens"} <= set(signs["May"])
    assert {"O", "O:lead", "O:violent", "O:sentences=1", "O&t=pluperfect"} <= set(signs["Monday"])


def test_a_clause_of_its_own_shows() -> None:
    assert "S:figure in conj" in signs_of("12")["May"]


@pytest.mark.parametrize(
    ("weights", "when"), [({"N": 9.0}, None), ({"S": 9.0}, "May"), ({"O:lead": 9.0}, "Monday"), ({"S": 0.1}, None)]
)
def test_the_weights_decide_and_doubt_is_none(
    weights: dict[str, float], when: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tagged(TEXT)
    monkeypatch.setattr(choose, "_weights", lambda: weights)
    [passage] = passages(document)
    [sold, more] = choose.choose(passage, document.figures)

    assert (more.when and more.when.text) == when
    assert sold.when is not None  # its own clause says it: nothing is weighed
    assert sold.when.text == "May"


#: published on Friday 18 October 2024: what the figure's own clause says, however the weights are
@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Today, 18 October 2024, the court jailed four men.", ["Today"]),
        ("Ferries will carry 90 lorries by the end of the year, and 7 more by Sunday.", ["the year", "Sunday"]),
        ("By the end of May the mill had shed 60 jobs.", ["May"]),
        ("In 2016 it took two votes to choose a speaker.", ["2016"]),
        ("Police freed 14 of 20 hostages on Monday.", ["Monday", "Monday"]),
        ("Some 20 percent failed to pay a bill last year.", ["last year"]),
        ("In Q2 2023 profit was €14m, in Q1 2023 €11m.", ["Q2 2023", "Q1 2023"]),
        # what is compared with, lies beside or was before is not of the clause's time
        ("Sales were 7 percent lower than in May.", [None]),
        ("Ann Lee, a father of three, died on Monday.", [None]),
        ("A 12-seat bus crashed on Monday.", [None]),
        ("The ship sailed on Monday for Oran, 300 kilometres away.", [None]),
        ("He quit on Monday after 43 years.", [None]),
        # another clause's time
        ("He said on Monday that 40 schools lack teachers.", [None]),
    ],
)
def test_a_clause_that_says_when_is_not_weighed(
    text: str, when: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tagged(text)
    monkeypatch.setattr(choose, "_weights", lambda: {"N": 9.0})
    [passage] = passages(document)
    figures = choose.choose(passage, document.figures)

    assert [f.when and f.when.text for f in figures] == when


def test_every_weight_is_a_number_of_a_sign() -> None:
    rows = read_table("en/when/weights")

    assert len(rows) > 100
    assert all(
        (abs(float(weight)) < 20 and sign[0] in "SONAl") or sign.startswith(("same", "again")) for sign, weight in rows
    )


def test_a_quake_told_by_its_magnitude_is_of_its_day() -> None:
    doc = tagged("The region has been shaken by weak quakes since May, among them a 5.9 quake that hit on 12 October.")

    assert [(f.kind, f.when.text) for f in doc.figures if f.when] == [("index", "12 October")]
