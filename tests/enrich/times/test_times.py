"""Expressions of time, their values, and the time of a figure."""

from datetime import date

import pytest

from newswire.enrich.times import tagger as times
from tagging import document, tagged

TAGGER = times.make()


def found(text: str, published: date | None = date(2024, 10, 18)) -> list[tuple[str, str, str | None, str | None]]:
    doc = document(text, published)
    TAGGER([doc])
    assert all(doc.texts[t.field][t.start : t.end] == t.text for t in doc.times)
    return [(t.text, t.kind, t.value, t.interval) for t in doc.times]


# published on Friday, 18 October 2024: each row is an example that a rule is there for
@pytest.mark.parametrize(
    ("text", "expression", "value", "interval"),
    [
        ("The mayor resigned on Friday.", "Friday", "2024-10-18", "2024-10-18/2024-10-18"),
        ("The mayor resigned on Saturday.", "Saturday", "2024-10-12", "2024-10-12/2024-10-12"),
        ("The mayor will resign on Monday.", "Monday", "2024-10-21", "2024-10-21/2024-10-21"),
        # an infinitive that tells what came of it looks back
        ("They rallied to win 4-2 on Saturday.", "Saturday", "2024-10-12", "2024-10-12/2024-10-12"),
        ("They hope to win on Saturday.", "Saturday", "2024-10-19", "2024-10-19/2024-10-19"),
        ("It reopened on Sunday, the third day of the truce.", "Sunday", "2024-10-13", "2024-10-13/2024-10-13"),
        ("The bridge was closed last Friday.", "last Friday", "2024-10-11", "2024-10-11/2024-10-11"),
        ("Ferries ran from June 3 to 9.", "from June 3 to 9", "2024-06-03/2024-06-09", "2024-06-03/2024-06-09"),
        ("It ran between May 3 and 9.", "between May 3 and 9", "2024-05-03/2024-05-09", "2024-05-03/2024-05-09"),
        ("Ferries ran on Oct. 3-5.", "Oct. 3-5", "2024-10-03/2024-10-05", "2024-10-03/2024-10-05"),
        ("The dam broke on 5 May 1999.", "5 May 1999", "1999-05-05", "1999-05-05/1999-05-05"),
        ("The dam broke on November 2.", "November 2", "2023-11-02", "2023-11-02/2023-11-02"),
        ("The dam will be opened on November 2.", "November 2", "2024-11-02", "2024-11-02/2024-11-02"),
        ("Sales fell in June.", "June", "2024-06", "2024-06-01/2024-06-30"),
        ("Sales fell in December.", "December", "2023-12", "2023-12-01/2023-12-31"),
        ("Sales fell in 2019.", "2019", "2019", "2019-01-01/2019-12-31"),
        ("Sales fell this year.", "this year", "2024", "2024-01-01/2024-12-31"),
        ("Sales fell last week.", "last week", "2024-W41", "2024-10-07/2024-10-13"),
        ("Sales fell last winter.", "last winter", "2023-12/2024-02", "2023-12-01/2024-02-29"),
        ("Sales fell in the third quarter.", "the third quarter", "2024-Q3", "2024-07-01/2024-09-30"),
        ("Sales fell in June last year.", "June last year", "2023-06", "2023-06-01/2023-06-30"),
        ("Sales fell in Q3 last year.", "Q3 last year", "2023-Q3", "2023-07-01/2023-09-30"),
        ("Sales fell at Easter last year.", "Easter last year", "2023-04-09", "2023-04-09/2023-04-09"),
        ("Sales fell in the 1990s.", "the 1990s", "1990/1999", "1990-01-01/1999-12-31"),
        ("Sales fell over the past two years.", "the past two years", "P2Y", "2022-10-18/2024-10-18"),
        ("Sales fell over the past week.", "the past week", "P1W", "2024-10-11/2024-10-18"),
        ("The plant closed two weeks ago.", "two weeks ago", "2024-10-04", "2024-10-04/2024-10-04"),
        ("The plant closed two years ago.", "two years ago", "2022-10-18", "2022-01-01/2022-12-31"),
        ("The plant will close in three months.", "in three months", "2025-01-18", "2025-01-01/2025-01-31"),
        ("It has been open since 2015.", "2015", "2015", "2015-01-01/.."),
        ("The vote came a day after the minister quit.", "a day after", "2024-10-17", "2024-10-17/2024-10-17"),
        ("It shut a week before 15 March 2020.", "a week before 15 March 2020", "2020-03-08", "2020-03-08/2020-03-08"),
        ("Shops close at Christmas 2021.", "Christmas 2021", "2021-12-25", "2021-12-25/2021-12-25"),
        ("The landing was on D-Day 1944.", "D-Day 1944", "1944-06-06", "1944-06-06/1944-06-06"),
        (
            "It rained between May 2016 and June 2019.",
            "between May 2016 and June 2019",
            "2016-05/2019-06",
            "2016-05-01/2019-06-30",
        ),
        ("The tower dates back to 1865.", "1865", "1865", "1865-01-01/1865-12-31"),
        ("From June to August 2019 it rained.", "June to August 2019", "2019-06/2019-08", "2019-06-01/2019-08-31"),
        ("The train left at 2:30 p.m. on Friday.", "2:30 p.m.", "2024-10-18T14:30", "2024-10-18/2024-10-18"),
        ("Yesterday the river rose.", "Yesterday", "2024-10-17", "2024-10-17/2024-10-17"),
        ("The ferry sank on Tuesday, October 16.", "Tuesday, October 16", "2024-10-16", "2024-10-16/2024-10-16"),
        ("The shop shut on Mar4, 2011.", "Mar4, 2011", "2011-03-04", "2011-03-04/2011-03-04"),
        ("The choir sang on 8 and 9 May.", "8", "2024-05-08", "2024-05-08/2024-05-08"),
        ("The rent was paid on 7.11.", "7.11", "2024-07-11", "2024-07-11/2024-07-11"),
        ("The court sat again on 14th.", "14th", "2024-10-14", "2024-10-14/2024-10-14"),
        ("The fair opens next Friday 11/1.", "next Friday 11/1", "2024-11-01", "2024-11-01/2024-11-01"),
        ("The fair opened this 3/4.", "this 3/4", "2024-03-04", "2024-03-04/2024-03-04"),
        ("Polls open on the first Sunday in March 2025.", "the first Sunday in March 2025", "2025-03-02",
         "2025-03-02/2025-03-02"),
        ("It snowed in the first week of January 2023.", "the first week of January 2023", "2023-W01",
         "2023-01-02/2023-01-08"),
        ("It snowed in the second month of 2021.", "the second month of 2021", "2021-02", "2021-02-01/2021-02-28"),
        ("She will be back Tuesday, two weeks from now.", "Tuesday, two weeks from now", "2024-10-29",
         "2024-10-29/2024-10-29"),
        ("They wed 1 year, 2 months and 3 days ago.", "1 year, 2 months and 3 days ago", "2023-08-15",
         "2023-08-15/2023-08-15"),
        ("The pass opens a week after 1 May 2023 on Monday.", "a week after 1 May 2023 on Monday", "2023-05-08",
         "2023-05-08/2023-05-08"),
        ("Sales fell in the three months ended June 30.", "the three months ended June 30", "2024-04-01/2024-06-30",
         "2024-04-01/2024-06-30"),
        ("Sales fell in the year to March.", "the year to March", "2023-04-01/2024-03-31", "2023-04-01/2024-03-31"),
        ("Sales fell in the financial year ending 5 April 2023.", "the financial year ending 5 April 2023",
         "2022-04-06/2023-04-05", "2022-04-06/2023-04-05"),
        ("Profits fell in the first half.", "the first half", "2024-01/2024-06", "2024-01-01/2024-06-30"),
        ("Sales fell in 2Q 2023.", "2Q 2023", "2023-Q2", "2023-04-01/2023-06-30"),
        ("He led the league in the 2022-23 season.", "2022-23", "2022/2023", "2022-07-01/2023-06-30"),
        ("Shops shut for Eid al-Fitr.", "Eid al-Fitr", "2024-04-10", "2024-04-10/2024-04-10"),
        ("Trains were full at Lunar New Year 2023.", "Lunar New Year 2023", "2023-01-22", "2023-01-22/2023-01-22"),
        ("He fasted on Yom Kippur 2023.", "Yom Kippur 2023", "2023-09-25", "2023-09-25/2023-09-25"),
        ("Lamps burned on Diwali 2022.", "Diwali 2022", "2022-10-24", "2022-10-24/2022-10-24"),
    ],
)  # fmt: skip
def test_an_expression_has_the_value_that_a_reader_of_news_gives_it(
    text: str, expression: str, value: str, interval: str
) -> None:
    assert (expression, value, interval) in [(t, v, i) for t, _, v, i in found(text)]


@pytest.mark.parametrize(
    ("text", "expression", "kind", "value"),
    [
        ("The strike lasted two weeks.", "two weeks", "duration", "P2W"),
        ("A three-day strike began.", "three-day", "duration", "P3D"),
        ("They meet every Monday.", "every Monday", "set", "P1W"),
        ("The paper is printed daily.", "daily", "set", "P1D"),
        ("It costs 4 million a year.", "a year", "set", "P1Y"),
    ],
)
def test_lengths_and_repetitions_are_kinds_of_their_own(text: str, expression: str, kind: str, value: str) -> None:
    assert (expression, kind, value, None) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The shelling hit 2000 people.",
        "He may go; they march on.",
        "The 40-year-old driver was hurt.",
        "It cost $2019 and 1,998 pounds.",
        "Version 3.10 is out.",
        "1945 were wounded, a crowd of 1920 watched, and the hall seats 1850 on its floors.",
        "One day he will return.",
        "They scored twice in the first half.",
        "The shop is open from 24/7 to never.",
        "The 4th Quarter Club met at The 7th of May Bridge and the September 11 Memorial.",
        "The Boeing 737 landed.",
        "The share of 3/16 is small.",
        "The index closed on 5.12 points.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert found(text) == []


def test_without_a_date_of_publication_only_what_stands_alone_has_a_value() -> None:
    got = {t: v for t, _, v, _ in found("On Friday and in June sales fell; in 2019 and on 3 May 2020 they rose.", None)}
    assert got == {"Friday": None, "June": None, "2019": "2019", "3 May 2020": "2020-05-03"}


@pytest.mark.parametrize(
    "text", ["", "\ud800 on Friday", "9" * 5000, "June " * 500, "99 99 9999 in 9999 years ago", "\x00"]
)
def test_any_text_is_read_to_its_end(text: str) -> None:
    found(text, date(9999, 12, 31))
    found(text, date.min)


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        # what is counted from the day that was told before, and not from the publication
        ("A bus crashed on Sunday. On the same day, a tram crashed.", ["2024-10-13"] * 2),
        ("The vote was on 3 May. The next day the minister quit.", ["2024-05-03", "2024-05-04"]),
        ("The vote was on 3 May. Two days later the minister quit.", ["2024-05-03", "2024-05-05"]),
        ("A bus crashed on Sunday. It was 3 p.m. when help came.", ["2024-10-13"] * 2),
        ("It was released at 8 p.m. CET (1900 UTC) on Sunday.", ["2024-10-13"] * 3),
        ("The town mourned after following Wednesday's quake on air.", ["2024-10-16"]),
        # another paragraph tells of another day
        ("A bus crashed on Sunday.\n\nGOLD AT 3 p.m.", ["2024-10-13", "2024-10-18"]),
        ("On that day we all cried.", [None]),
        # an age, and numbers that are too small for a year or count something
        ("On Friday, 28-year-old Lee left.", ["2024-10-18"]),
        ("It is 1,100 miles (1770 km) from here, and 1720 had left.", []),
        ("It is home to 1900 trillion bees.", []),
    ],
)
def test_days_by_what_was_told_before(text: str, intervals: list[str | None]) -> None:
    found = [t.interval for t in tagged(text).times if t.kind != "duration"]

    assert [i and i.partition("/")[0] for i in found] == intervals


def test_a_quarter_of_a_large_number_is_not_a_length() -> None:
    assert tagged("A quarter trillion bees live there.").times == []
