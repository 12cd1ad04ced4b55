import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswire.enrich.numbers.finder import find_numbers

VALUES = [
    ("1,500 troops", 1500),
    ("1 500 troops", 1500),
    ("12 000 troops", 12000),
    ("1'500 francs", 1500),
    ("1.500.000 people", 1_500_000),
    ("12,34,567 voters", 1_234_567),  # thousands as India writes them
    ("1.5 million", 1_500_000),
    ("2bn", 2_000_000_000),
    ("0.1 million", 100_000),
    (".5", 0.5),
    ("2½ hours", 2.5),
    ("1 1/2 cups", 1.5),
    ("6×10³ cells", 6000),
    ("two and a half million", 2_500_000),
    ("half a million", 500_000),
    ("a quarter of a million", 250_000),
    ("two-thirds of a million", 666666.666666667),
    ("a million and a half", 1_500_000),
    ("3 million and a half", 3_500_000),
    ("three dozen", 36),
    ("half a dozen", 6),
    ("a score of", 20),
    ("ten grand a month", 10_000),
    ("perhaps half the crew", 0.5),
    ("a hundred thousand", 100_000),
    ("twenty-three thousand four hundred and five", 23_405),
    ("five point five", 5.5),
    ("two-thirds of voters", 2 / 3),
    ("about half the crew", 0.5),
    ("one in five", 0.2),
    ("nine out of ten", 0.9),
    ("one of every four", 0.25),
    ("the twenty-first attempt", 21),
    ("the 111th attempt", 111),
    ("the 22nd round", 22),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_number_has_its_value_however_it_is_written(text: str, value: float) -> None:
    (number,) = find_numbers(text)

    assert number.low == number.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of boats", 24, 99),
        ("thousands of boats", 2000, 9999),
        ("hundreds of thousands of people", 200_000, 999_999),
        ("tens of millions", 20_000_000, 99_999_999),
        ("several hundred boats", 300, 999),
        ("a few dozen boats", 24, 108),
    ],
)
def test_a_vague_plural_is_a_range(text: str, low: int, high: int) -> None:
    (number,) = find_numbers(text)

    assert (number.low, number.high, number.form) == (low, high, "vague")


def test_words_that_break_off_make_two_numbers() -> None:
    assert [n.low for n in find_numbers("two three-year deals")] == [2, 3]


@pytest.mark.parametrize("text", ["nineteen eighty-four was a bad year", "the second half of it", "a team of scouts"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert [n for n in find_numbers(text) if n.form != "ordinal"] == []


_ONES = "one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = ["", *_ONES.split(), *_TEENS.split()]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    """The number in English words."""
    for size, name in ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            link = " and " if rest and rest < 100 else " "
            return f"{spelled(value // size)} {name}{link if rest else ''}{spelled(rest) if rest else ''}"
    if value < 20:
        return ONES[value]
    return TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")


@given(st.integers(1, 999_999_999_999))
def test_digits_separators_and_words_have_one_value(value: int) -> None:
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "\u202f"), spelled(value)):
        (number,) = find_numbers(f"There were {text} of them.")

        assert number.low == value, text


@given(st.text())
def test_numbers_lie_in_the_text_in_order_and_apart(text: str) -> None:
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end <= len(text)
        assert number.low <= number.high
        at = number.end


@given(
    st.lists(
        st.sampled_from([*ONES[1:5], *TENS[2:4], "hundred", "million", "and", "a", "half", "point", "of", "-", "1.5"])
    )
)
def test_any_heap_of_number_words_is_read(words: list[str]) -> None:
    assert all(abs(n.low) < 1e31 for n in find_numbers(" ".join(words)))
