"""The time of a figure is weighed from signs: which there are, and that weights decide."""

from datetime import date

import pytest

from enrich.figures.when import choose
from enrich.figures.when.dated import Dates
from enrich.figures.when.signs import Signs
from enrich.lexicon.load import read_table
from tagging import tagged

TEXT = "A bus crashed on Monday. In May the firm had sold 40 buses, and it has 12 more."


def signs_of(number: str) -> dict[str | None, list[str]]:
    """The words of each time that a figure of TEXT may be of, and None, with what speaks for them."""
    document = tagged(TEXT)
    parse = document.parses["text"]
    figure = next(f for f in document.figures if f.text == number)
    dates = Dates(TEXT, parse, document.times, date(2024, 10, 18))
    found = choose.candidates(dates, Signs(TEXT, parse, figure), [], [figure.start])
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
    [figure, _] = choose.choose(TEXT, document.parses["text"], document.figures, document.times, date(2024, 10, 18))

    assert (figure.when and figure.when.text) == when


def test_every_weight_is_a_number_of_a_sign() -> None:
    rows = read_table("en/when/weights")

    assert len(rows) > 100
    assert all(
        (abs(float(weight)) < 20 and sign[0] in "SONAl") or sign.startswith(("same", "again")) for sign, weight in rows
    )
