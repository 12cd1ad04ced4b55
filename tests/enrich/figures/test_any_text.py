"""What holds of figures in any text: offsets, and values however they are written."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from newswire.enrich.figures.tagger import FigureTagger
from newswire.stream.messages import Figure
from tagging import document


def figures(text: str) -> list[Figure]:
    made = document(text)
    FigureTagger()([made])
    return made.figures


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["$5m", "12 of 30 men", "up to 7 %", "3-1", "from 5 to 9 km", "1,500"]))
def test_offsets_are_exact_and_tags_the_same_twice_in_any_text(noise: str, core: str) -> None:
    text = f"{noise} {core} {noise[::-1]}"
    found = figures(text)

    for figure in found:
        assert text[figure.start : figure.end] == figure.text
        if figure.counted:
            assert text[figure.counted.start : figure.counted.end] == figure.counted.text
        assert (figure.value is None) or (figure.low is None and figure.high is None)
    assert found == figures(text)
    msgspec.json.encode(found)


@settings(max_examples=25, deadline=None)
@given(st.integers(1000, 99_999_999), st.sampled_from(["$", "€", "£", "US$"]))
def test_a_value_survives_its_separators_and_signs(value: int, sign: str) -> None:
    for text in (f"{sign}{value:,}", f"{sign} {value:,}", f"{sign}{value}"):
        assert [f.value for f in figures(f"The owner paid {text} for it.")] == [value], text


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 999), st.sampled_from(["thousand", "million", "billion"]))
def test_a_value_survives_its_spelling_as_a_scale_or_in_full(count: int, scale: str) -> None:
    factor = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}[scale]
    for text in (f"{count} {scale}", f"{count * factor:,}"):
        assert [f.value for f in figures(f"The owner paid {text} dollars for it.")] == [count * factor], text
