import pytest

from newswire.enrich.figures.exclusions import within
from newswire.enrich.figures.labels import LABELS, is_label
from newswire.enrich.figures.masks import MASKS, masked
from newswire.enrich.figures.units.decide import beside
from newswire.enrich.lexicon.rules import Rule
from newswire.enrich.numbers.finder import find_numbers

UNITS = [
    ("$3bn", "USD", "money"),
    ("US$40", "USD", "money"),
    ("A$40 million", "AUD", "money"),
    ("HK$ 12", "HKD", "money"),
    ("€ 1,200", "EUR", "money"),
    ("1,200€", "EUR", "money"),
    ("RM2.05", "MYR", "money"),
    ("S  $5", "SGD", "money"),
    ("Rs 500", "INR", "money"),
    ("5 million pounds", "GBP", "money"),
    ("5 pounds", "pound", "measure"),  # few: a weight
    ("7.5 million Danish crowns", "DKK", "money"),
    ("80 dollars a barrel", "USD-per-barrel", "money"),
    ("$2.11 per gallon", "USD-per-gallon", "money"),
    ("$6.78 billion a year earlier", "USD", "money"),  # no price of a year
    ("12 per cent", "percent", "percent"),
    ("12pc", "percent", "percent"),
    ("2 percentage points", "percentage-point", "percent"),
    ("40 basis points", "permyriad", "percent"),
    ("140 km/h", "kilometer-per-hour", "measure"),
    ("87 miles per hour", "mile-per-hour", "measure"),
    ("311 square miles", "square-mile", "measure"),
    ("640bhp", "horsepower", "measure"),
    ("30 degrees Celsius", "celsius", "measure"),
    ("5.2-litre", "liter", "measure"),
    ("40-day", "day", "duration"),
    ("9.58s", "second", "duration"),
    ("15-plus years", "year", "duration"),
    ("63-year-old", "year-person", "age"),
    ("18 months old", "month-person", "age"),
    ("4 ppb", "part-per-1e9", "ratio"),
]


@pytest.mark.parametrize(("text", "unit", "kind"), UNITS)
def test_the_unit_beside_a_number_is_found(text: str, unit: str, kind: str) -> None:
    (number, *_) = find_numbers(text)
    found = beside(text, number)

    assert found is not None
    assert (found.id, found.kind) == (unit, kind)


def test_a_cent_is_a_hundredth() -> None:
    text = "19 cents"
    found = beside(text, find_numbers(text)[0])

    assert found is not None
    assert (found.id, found.factor) == ("USD", 0.01)


@pytest.mark.parametrize(
    "text",
    ["40 soldiers", "two 737s", "in his 60s", "20 Chinese ships", "5 Conservatives", "eighteen B-17s", "the R0 number"],
)
def test_a_plain_noun_is_no_unit(text: str) -> None:
    assert all(beside(text, n) is None for n in find_numbers(text))


@pytest.mark.parametrize("rule", MASKS.rules.values(), ids=lambda rule: rule.name)
def test_each_mask_hides_what_no_other_does(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden() -> list[bool]:
        return [within(masked(rule.example), n.start, n.end) for n in find_numbers(rule.example)]

    before = hidden()
    assert any(before)

    monkeypatch.delitem(MASKS.rules, rule.name)
    assert hidden() != before


@pytest.mark.parametrize("rule", LABELS.rules.values(), ids=lambda rule: rule.name)
def test_each_kind_of_label_takes_out_what_no_other_does(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken() -> list[bool]:
        return [is_label(rule.example, n, beside(rule.example, n)) for n in find_numbers(rule.example)]

    before = taken()
    assert any(before)

    monkeypatch.delitem(LABELS.rules, rule.name)
    assert taken() != before
