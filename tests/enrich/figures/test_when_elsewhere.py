"""A figure takes the time of its event from elsewhere in the text only where it is plainly the same event."""

import pytest
from msgspec.structs import replace

from newswire.enrich.figures.events.stated import stated
from newswire.enrich.passages.passage import passages
from tagging import tagged

#: texts, and for each figure its interval: None where it has none, as "D" + day of October 2024 for a day.
#: Published on Friday 18 October 2024.
TUNE: list[tuple[str, list[str | None]]] = [
    # a toll is of the event that the text opens with
    ("A ferry sank off Cebu on Tuesday. At least 14 people drowned.", ["D15"]),
    ("A bus crashed on Monday.\n\nNine people were injured, police said.", ["D14"]),
    # the text comes back to the event by its noun
    ("A quake struck Peru on Sunday. The quake destroyed 300 homes.", ["D13"]),
    # what goes on until now, was before or is to come takes none
    ("A quake struck Peru on Sunday. The army has deployed 400 troops.", [None]),
    ("A quake struck Peru on Sunday. The city has 900 schools.", [None]),
    ("A quake struck Peru on Sunday. They will build 900 homes.", [None]),
    # ages, prices and properties take none
    ("A bus crashed on Monday. Ann Lee, 34, drove the 12-seat bus.", [None, None]),
    # an older event of another paragraph has its own day
    # A in T1, B in T2
    ("Exports rose 3 percent in May and imports fell 2 percent in June.", ["2024-05", "2024-06"]),
    # what another time is compared with
    ("Sales were 7 percent lower than a year ago.", [None]),
    ("Output of 40 tonnes, up from 31 last year, set a record.", [None, "2023"]),
    # what was before the event, and an older event beside it
    ("A quake struck Peru on Sunday. The city had lost 900 jobs.", [None]),
    ("A bus crashed on Monday.\n\nIn an incident on 3 May 2019, a tram hit a wall. Six people died.", ["2019-05-03"]),
    # another clause's time
    ("He was fined on Tuesday after selling 40 guns.", [None]),
    (
        "Some 60 percent say prices hurt; 20 percent failed to pay a bill in the past year.",
        [None, "2023-10-18/2024-10-18"],
    ),
    # a poll's fieldwork
    ("The poll put Lee on 43 percent. It was conducted from 3 to 5 October among voters.", ["2024-10-03/2024-10-05"]),
    # no fieldwork: the time is of what the pollster says
    ("A survey put Lee on 43 percent. The group that carried out the survey said rents fell in 2022.", [None]),
    # one statistic, sentence by sentence
    ("Lending dropped 5 percent last week. Demand was 3 percent lower than a year ago.", ["2024-10-07/2024-10-13"] * 2),
    # but not what it came from
    (
        "Total orders for steel dropped 5.6% last week from the previous week.\n\nThe board's members met in Leeds. It"
        " was a long meeting, and a quiet one.\n\nAverage contract rates for 30-year fixed loans with usual balances"
        " ($700,000 or less) decreased to 7.04% from 7.06%.",
        ["2024-10-07/2024-10-13", None, None, "2024-10-07/2024-10-13", None],
    ),
    # the same said of another thing
    ("The north has seen 40 arrests since May. The south has seen 30 arrests.", ["2024-05-01/..", "2024-05-01/.."]),
    # lines of a table
    ("METALS AT 7:18 a.m. ET\n\nGold futures: $2,090.9\n\nSilver: $23.10", ["D18", "D18"]),
    ("A fire broke out on Monday. It is the largest one, burning 300 acres.", [None]),
    ("Some cooks may have helped in the raid on October 7, which hit 12 homes.", ["D07"]),
    ("Ann Lee, the mayor of a city of 110,000, said so on Friday.", [None]),
    ("Ann Lee, who has published 300 papers, died on Monday.", [None]),
    ("The league opened on Sunday with a win.\n\nKim added 12 points.", ["D13"]),
]

#: written before the rules were tried on them
HELD: list[tuple[str, list[str | None]]] = [
    ("A train derailed near Lyon on Wednesday. Some 30 passengers were hurt.", ["D16"]),
    ("A bomb exploded in a market on Thursday. The blast killed 12 people.", ["D17"]),
    ("A bomb exploded in a market on Thursday. The market has 200 stalls.", [None]),
    ("Parliament voted on Tuesday. The bill received 212 votes.", ["D15"]),
    ("The firm opened a plant on Tuesday. It employs 3,000 people.", [None]),
    ("Profit grew 4 percent in 2022 and 6 percent in 2023.", ["2022", "2023"]),
    ("The fire broke out on Monday. It could spread over 500 acres.", [None]),
    ("The survey of 1,000 adults found 38 percent in favour. It was carried out in September.", [None, "2024-09"]),
]


def written(interval: str | None) -> str | None:
    """An interval as the cases write it."""
    if interval is None:
        return None
    first, last = interval.split("/")
    if first == last:
        return f"D{first[-2:]}" if first.startswith("2024-10") else first
    if first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4]
    whole = first[:8] == last[:8] and first[8:] == "01" and last[8:] in ("30", "31")
    return first[:7] if whole else interval


@pytest.mark.parametrize(
    ("text", "wanted"),
    [*TUNE, *HELD],
)
def test_the_time_is_that_of_the_event_and_never_of_a_neighbour(text: str, wanted: list[str | None]) -> None:
    assert [written(f.when.interval if f.when else None) for f in tagged(text).figures] == wanted


@pytest.mark.parametrize(
    ("text", "when"),
    [("Prices on 3 May 2024\nGold: $1,900", "3 May 2024"), ("Prices on 3 May 2024\nThe firm has 40 shops", None)],
)
def test_a_heading_tells_the_time_of_lines_with_a_name_and_a_number_only(text: str, when: str | None) -> None:
    document = tagged(text)
    [passage] = passages(document)
    [figure] = stated(passage, [replace(f, when=None) for f in document.figures])

    assert (figure.when and figure.when.text) == when


def test_a_toll_has_the_place_of_its_event() -> None:
    [figure] = tagged("A ferry capsized near Naples on Tuesday. At least 14 people drowned.").figures

    assert figure.where is not None
    assert figure.where.name == "Naples"


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("It began in late August.", "2024-08-21/2024-08-31"),
        ("It began at the end of August.", "2024-08-27/2024-08-31"),
        ("It began in early 2023.", "2023-01-01/2023-04-30"),
        ("It has been so since mid-July.", "2024-07-11/.."),
        ("It fell in fiscal year 2023.", "2022-10-01/2023-09-30"),
        ("It closes by year-end.", "../2024-12-31"),
    ],
)
def test_parts_of_months_and_years_and_years_of_accounts(text: str, interval: str) -> None:
    assert [t.interval for t in tagged(text).times] == [interval]
