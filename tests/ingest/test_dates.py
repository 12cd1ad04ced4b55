"""Dates as feeds write them: right, or flagged, or none; never silently wrong."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswire.ingest.dates.read import Moment, is_future, read_date

MORNING = "2025-03-04T08:15:00Z"


@pytest.mark.parametrize(
    "raw",
    [
        "Tue, 04 Mar 2025 08:15:00 GMT",
        "Tue, 4 Mar 25 08:15 GMT",
        "Fri, 04 Mar 2025 08:15:00 +0000",  # the weekday is wrong, the date is not
        "Tue, 04 Mar 2025 08:15:00 +0000 (Coordinated Universal Time)",
        "Tue,4 Mar 2025 17:15:0 GMT+9",
        "Tue, 04 Mar 2025 17:15:00 KST",
        "Tue, 04 Mar 2025 09:15:00 CET",
        "Tue, 04 Mar 2025 09:15:00 +0100 CET",
        "Tue, 04 Mar 2025 03:15:00 ET",
        "Tue Mar  4 08:15:00 UTC 2025",
        "Tue Mar 04 2025 10:15:00 GMT+0200 (Eastern European Standard Time)",
        "March 4, 2025 3:15 AM EST",
        "Tuesday, 4th of March 2025 at 3:15 a.m. EST",
        "2025-03-04T08:15:00Z",
        "2025-03-04T13:45:00.25+05:30",
        "2025-03-04 13:45:00 +0530",
        "2025-03-04T09:15:00+01:00[Europe/Berlin]",
        "2025-03-04 09:15 Europe/Berlin",
        "20250304T081500Z",
        "/Date(1741076100000)/",
        "04.03.2025 09:15 +0100",
        "4/Mar/2025 09:15:00 +0100",
        "Di, 04 Mär 2025 09:15:00 +0100",
        "mardi 4 mars 2025 09:15 +0100",
        "mar, 4 mar 2025 09:15:00 +0100",
        "martes, 4 de marzo de 2025 05:15:00 -0300",
        "wt., 04 marca 2025 09:15:00 +0100",
        "4 березня 2025 10:15 +0200",
        "Вт, 04 мар 2025 11:15:00 +0300",
        "4 Mart 2025 11:15 +0300",
        "٤ مارس ٢٠٢٥ 11:15 +0300",
        "2025年3月4日 16:15 +0800",
        "2025년 3월 4일 오후 5:15 KST",
        # a day between other things
        "08:15 GMT, 4 March 2025",
        "04/Mar/2025:08:15:00 +0000",
        "Tue Mar 4 09:15:00 2025 +0100",
        "mar 4 mar 09:15:00 CET 2025",
        "2025-Mar-04 08:15:00 GMT",
        "화, 04 3월 2025 17:15:00 +0900",
        "(火) 2025/03/04 17:15 JST",
        # scripts, calendars and languages
        "令和7年3月4日 午後5時15分 JST",
        "民國114年3月4日 下午04时15分00秒 +0800",
        "יום שלישי, 4 במרץ 2025 בשעה 10:15 +0200",
        "मंगलवार, 4 मार्च 2025 13:45 +0530",
        "อ., 4 มี.ค. 2025 15:15 +0700",
        "Thứ Ba, 4 Tháng Ba 2025 15:15 +0700",
        "kedd, 2025. március 4. 09:15 +0100",
        "2025. gada 4. marts 10:15 +0200",
        "út, 4 bře 2025 09:15 +0100",
        "4. 3. 2025 09:15 CET",
        "4 مارس 2025 05:15 م +0900",
        "4 марта 2025, 11:15 (мск)",
        "4 martie 2025 10:15 EET",
        # clocks
        "4. maaliskuuta 2025 klo 10.15 EET",
        "4 March 2025 8.15am GMT",
        "Dienstag, 4. März 2025, 9.15 Uhr MEZ",
        "2025-03-04T081500Z",
        "2025-03-04T09:15+01",
        # zones
        "Tue, 04 Mar 2025 04:45:00 UTC-03:30",
        "4 March 2025 09:15 Central European Standard Time",
        "4 March 2025 3:15 am Eastern Standard Time",
        "Tue, 04 Mar 2025 09:15:00 [+0100]",
        # markup, dashes and marks of direction
        "Tue, 04 Mar 2025 08&#58;15&#58;00&#160;GMT",
        "<![CDATA[Tue, 04 Mar 2025 08:15:00 GMT]]>",
        "2025\u201103\u201104T08:15:00Z",
        "\u200eTue, 04 Mar 2025 08:15:00 GMT\u200f",
    ],
)
def test_one_moment_is_read_in_every_spelling(raw: str) -> None:
    assert read_date(raw) == Moment(MORNING, True)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2025-03-04", "2025-03-04"),
        ("Tue, 04 Mar 2025", "2025-03-04"),
        ("2025/3/4", "2025-03-04"),
        ("4. März 2025", "2025-03-04"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("2025-063", "2025-03-04"),
        ("2025-W10-2", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("2025. 3. 4.", "2025-03-04"),
    ],
)
def test_a_time_of_day_that_is_not_written_is_not_made_up(raw: str, iso: str) -> None:
    assert read_date(raw) == Moment(iso, True)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2025-03-04T08:15:00", MORNING),  # no zone
        ("Tue, 04 Mar 2025 08:15:00", MORNING),
        ("Tue, 04 Mar 2025 13:45:00 IST", MORNING),  # India, Israel or Ireland
        ("Tue, 04 Mar 2025 02:15:00 CST", MORNING),  # Chicago or Shanghai
        ("Tue, 04 Mar 2025 08:15:00 XYZ", MORNING),
        ("3/4/2025 08:15 GMT", MORNING),  # or the third of April
        ("Tue, 04 Mar 2025 09:15:00 +0100 CEST", MORNING),  # contradicts itself
        ("2568-03-04 15:15 +0700", MORNING),  # the Buddhist era
        ("4 listopada 2025 10:00 +0100", "2025-11-04T09:00:00Z"),  # November in Polish, October in Croatian
        ("4 lip 2025 10:00 +0200", "2025-07-04T08:00:00Z"),  # July in Polish, June in Croatian
        ("2025-03", "2025-03-01"),
        ("2025-W10", "2025-03-03"),
        ("1741076100", MORNING),  # seconds since 1970, or a number
        ("1741076100000", MORNING),
        ("2025030408", "2025-03-04T08:00:00Z"),
        ("03/04/25 08:15 GMT", MORNING),
        ("25.03.04", "2004-03-25"),
        ("Tue, 04 Mar 2025 09:15:00 MEZ+1", "2025-03-04T09:15:00Z"),
        ("2025-03-04T09:15:00+01:00 GMT", MORNING),  # contradicts itself
        ("4 March 2025 08:15 Central", MORNING),  # of which continent
        ("4 March 2025 08:15 GMT, gelegentlich", MORNING),
        ("4 March 2025 08:15 - 10:15 GMT", MORNING),
        ("2025-03-04T08:15:00+99:00", MORNING),
        ("1403-12-14", "1403-12-14"),  # the Persian year
    ],
)
def test_what_can_be_read_in_two_ways_says_so(raw: str, iso: str) -> None:
    assert read_date(raw) == Moment(iso, False)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 31 Feb 2025 10:00:00 GMT",
        "2025-13-01",
        "12:30",
        "123456",
        "https://news.example/2025/03/04/harbour",
        "99999999999999999999",
        "Tue, 04 Foo 2025 08:15:00 GMT",
    ],
)
def test_what_is_not_a_date_becomes_none(raw: str) -> None:
    assert read_date(raw) is None


def test_midnight_at_the_end_of_a_day_and_a_leap_second_are_read() -> None:
    assert read_date("2025-03-03T24:00:00Z") == Moment("2025-03-04T00:00:00Z", True)
    assert read_date("2016-12-31T23:59:60Z") == Moment("2016-12-31T23:59:59Z", True)


@given(st.integers(631152000, 3124224000), st.integers(-12 * 4, 14 * 4))
def test_both_common_forms_survive_a_round_trip_in_any_zone(seconds: int, quarters: int) -> None:
    local = datetime.fromtimestamp(seconds, UTC)
    sign, (hours, minutes) = "-" if quarters < 0 else "+", divmod(abs(quarters) * 15, 60)
    at = (local - timedelta(minutes=15 * quarters)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for form in (
        f"%a, %d %b %Y %H:%M:%S {sign}{hours:02}{minutes:02}",
        f"%Y-%m-%dT%H:%M:%S{sign}{hours:02}:{minutes:02}",
    ):
        assert read_date(local.strftime(form)) == Moment(at, True)


@given(st.text(max_size=80) | st.from_regex(r"[0-9/.: \-A-Za-z年月日T+]{1,40}", fullmatch=True))
def test_no_text_raises_and_what_comes_out_is_a_date(raw: str) -> None:
    found = read_date(raw)
    if found:
        assert datetime.fromisoformat(found.iso)


def test_more_than_a_day_ahead_is_the_future() -> None:
    now = datetime(2025, 3, 4, 8, 15, tzinfo=UTC)
    assert not is_future(Moment("2025-03-05T08:00:00Z", True), now)
    assert is_future(Moment("2025-03-05T08:30:00Z", True), now)
