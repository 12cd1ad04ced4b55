"""The thing counted where it stands apart from its number, and numbers of people that no noun names."""

import pytest

from tagging import tagged

#: text, and for each count "value unit #head"
CASES: list[tuple[str, list[str]]] = [
    ("At least seven, including four children, died.", ["7 person #-", "4 person #child"]),
    ("Some 33 were reported injured.", ["33 person #-"]),
    ("According to reports, of the 40 passengers, 22 were Cuban.", ["40 person #passenger", "22 person #passenger"]),
    ("The town saw 46 arrests over the past five days, compared to 106 in June.", ["46 - #arrest", "106 - #arrest"]),
    ("The war left 30,000 civilians dead.", ["30000 person #civilian"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_is_counted_is_found_where_it_stands(text: str, wanted: list[str]) -> None:
    found = [f for f in tagged(text).figures if f.kind == "count"]

    assert [f"{f.value} {f.unit or '-'} #{f.counted.head if f.counted else '-'}" for f in found] == wanted


def test_a_teams_record_in_brackets_is_a_score() -> None:
    found = tagged("The Panthers (14-16, 8-9 Ohio Valley) won. Some children (14-16) watched.").figures

    assert [(f.kind, f.parts) for f in found[:2]] == [("score", (14, 16)), ("score", (8, 9))]
    assert found[2].kind != "score"


def test_a_length_in_an_expression_of_time_has_its_days() -> None:
    [figure] = tagged("It rained over the past five days.").figures

    assert figure.when is not None
    assert figure.when.interval == "2024-10-13/2024-10-18"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("That is one of the reasons.", []),
        ("She never gave up one of her plans.", []),
        ("One of the soldiers was killed.", [1]),
        ("They freed one of the hostages.", [1]),
        ("The smaller 687 Ridge fire is out.", []),
        ("Some 687 Ridge homes are empty.", [687]),
    ],
)
def test_one_of_them_counts_only_whom_something_happens_to(text: str, values: list[int]) -> None:
    assert [f.value for f in tagged(text).figures] == values
