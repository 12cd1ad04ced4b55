"""Dates in the languages and calendars that news is written in."""

import doctest
from datetime import date

import pytest

from newswire.ingest.dates import calendars, clocks, months, written_days
from newswire.ingest.dates.calendars import other_calendar
from newswire.ingest.dates.read import Moment, read_date

DATES: list[tuple[str, str | None, str, bool]] = [
    ("الثلاثاء ٥ مارس ٢٠٢٤ - ٠٩:٣٠ غرينتش", "ar", "2024-03-05T09:30:00Z", True),
    ("الثلاثاء ٥ مارس ٢٠٢٤ - ٠٩:٣٠ غرينتش", None, "2024-03-05T09:30:00Z", True),
    ("٥ آذار/مارس ٢٠٢٤", "ar", "2024-03-05", True),
    ("05 مارس 2024 الساعة 03:30 مساءً بتوقيت غرينتش", "ar", "2024-03-05T15:30:00Z", True),
    ("5 كانون الثاني 2024", "ar", "2024-01-05", True),
    ("الثلاثاء 24 شعبان 1445هـ - 5 مارس 2024م", "ar", "2024-03-05", True),
    ("الثلاثاء 24 شعبان 1445هـ", "ar", "2024-03-05", True),
    ("24 شعبان 1445", "ar", "2024-03-05", False),
    ("سه\u200cشنبه ۱۵ اسفند ۱۴۰۲ - ۱۰:۳۰", "fa", "2024-03-05T10:30:00Z", False),
    ("سه\u200cشنبه ۱۵ اسفند ۱۴۰۲", "fa", "2024-03-05", True),
    ("۱۴۰۲/۱۲/۱۵", "fa", "2024-03-05", True),
    ("1402/12/15", "fa-IR", "2024-03-05", True),
    ("5 มี.ค. 67", "th", "2024-03-05", True),
    ("5 มีนาคม 2567 09:30 น.", "th", "2024-03-05T09:30:00Z", False),
    ("วันอังคารที่ 5 มีนาคม พ.ศ. 2567", "th", "2024-03-05", True),
    ("๕ มี.ค. ๒๕๖๗", "th", "2024-03-05", True),
    ("05/03/2567", "th", "2024-03-05", False),
    ("2567-03-05T10:00:00+07:00", "th", "2024-03-05T03:00:00Z", True),
    ("2567-03-05T10:00:00+07:00", None, "2024-03-05T03:00:00Z", False),
    ("令和六年三月五日", "ja", "2024-03-05", True),
    ("2024年3月5日(火) 9時30分", "ja", "2024-03-05T09:30:00Z", False),
    ("2024年3月5日 午後3時", "ja", "2024-03-05T15:00:00Z", False),
    ("2024/03/05 09:30 JST", "ja", "2024-03-05T00:30:00Z", True),
    ("民國113年3月5日", "zh", "2024-03-05", True),
    ("二〇二四年三月五日", "zh", "2024-03-05", True),
    ("2024年03月05日 09:30 北京时间", "zh", "2024-03-05T01:30:00Z", True),
    ("2024.03.05 오후 3:30", "ko", "2024-03-05T15:30:00Z", False),
    ("2024년 3월 5일 화요일 오전 9시 30분 KST", "ko", "2024-03-05T00:30:00Z", True),
    ("Ke 30 Lok 2013", "fi", "2013-10-30", True),
    ("tiistaina 5.3.2024 klo 9.30", "fi", "2024-03-05T09:30:00Z", False),
    ("५ मार्च २०२४, मंगलवार 03:30 अपराह्न IST", "hi", "2024-03-05T10:00:00Z", False),
    ("মঙ্গলবার, ৫ মার্চ ২০২৪", "bn", "2024-03-05", True),
    ("செவ்வாய், 5 மார்ச் 2024", "ta", "2024-03-05", True),
    ("மார்ச் 5, 2024", "ta", "2024-03-05", True),
    ("5 மார்ச், 2024", "ta", "2024-03-05", True),
    ("మంగళవారం, 5 మార్చి 2024", "te", "2024-03-05", True),
    ("मंगळवार, ५ मार्च, २०२४", "mr", "2024-03-05", True),
    ("મંગળવાર, 5 માર્ચ, 2024", "gu", "2024-03-05", True),
    ("ਮੰਗਲਵਾਰ, 5 ਮਾਰਚ 2024", "pa", "2024-03-05", True),
    ("Thứ Ba, 5/3/2024, 09:30 (GMT+7)", "vi", "2024-03-05T02:30:00Z", False),
    ("Thứ ba, 05 Tháng 3 2024", "vi", "2024-03-05", True),
    ("5 Mac 2024 3:30 petang", "ms", "2024-03-05T15:30:00Z", False),
    ("Selasa, 5 Maret 2024 09:30 WIB", "id", "2024-03-05T02:30:00Z", True),
    ("Selasa, 05 Mar 2024 09:30 WIB", "id", "2024-03-05T02:30:00Z", True),
    ("Martes, Marso 5, 2024", "fil", "2024-03-05", True),
    ("Jumanne, 5 Machi 2024", "sw", "2024-03-05", True),
    ("Μαρ 5, 2024, 3:30 μ.μ.", "el", "2024-03-05T15:30:00Z", False),
    ("Τρίτη 5 Μαρτίου 2024 | 09:30", "el", "2024-03-05T09:30:00Z", False),
    ("5 Mart 2024 Salı 15:30", "tr", "2024-03-05T15:30:00Z", False),
    ("5 Ekim 2024", "tr", "2024-10-05", True),
    ("5 martie 2024, 15:30 EET", "ro", "2024-03-05T13:30:00Z", True),
    ("5.3.2024 v 15:30", "cs", "2024-03-05T15:30:00Z", False),
    ("úterý 5. března 2024", "cs", "2024-03-05", True),
    ("wtorek, 5 marca 2024", "pl", "2024-03-05", True),
    ("2024. m. kovo 5 d.", "lt", "2024-03-05", True),
    ("2024. gada 5. marts", "lv", "2024-03-05", True),
    ("5. marts 2024 kl. 15.30", "da", "2024-03-05T15:30:00Z", False),
    ("вторник, 5 марта 2024 г., 15:30 мск", "ru", "2024-03-05T12:30:00Z", True),
    ("5 березня 2024, 15:30", "uk", "2024-03-05T15:30:00Z", False),
    ("05 сак 2024", "be", "2024-03-05", True),
    ("2024-yil 5-mart", "uz", "2024-03-05", True),
    ("2024 жылғы 5 наурыз", "kk", "2024-03-05", True),
    ("5 наурыз, 2024", "kk", "2024-03-05", True),
    ("2024 წლის 5 მარტი", "ka", "2024-03-05", True),
    ("5 მარტი, 2024", "ka", "2024-03-05", True),
    ("5 Մարտի, 2024", "hy", "2024-03-05", True),
    ("יום שלישי, 5 במרץ 2024", "he", "2024-03-05", True),
    ("5 במרץ 2024 בשעה 09:30", "he", "2024-03-05T09:30:00Z", False),
    ("منگل 5 مارچ 2024", "ur", "2024-03-05", True),
    ("۵ مارچ ۲۰۲۴ء", "ur", "2024-03-05", True),
    ("5 listopada 2024", "hr", "2024-10-05", True),
    ("12 de março de 2024 às 15h30", "pt", "2024-03-12T15:30:00Z", False),
    ("12/03/2024 15h30", "pt", "2024-03-12T15:30:00Z", False),
    ("mardi 12 mars 2024 à 15h30", "fr", "2024-03-12T15:30:00Z", False),
    ("1er mars 2024", "fr", "2024-03-01", True),
    ("12 de marzo del 2024", "es", "2024-03-12", True),
    ("12 mar. 2024 15:30 CET", "es", "2024-03-12T14:30:00Z", True),
    ("Dienstag, 5. März 2024, 15:30 Uhr MEZ", "de", "2024-03-05T14:30:00Z", True),
    ("5. Jänner 2024", "de-AT", "2024-01-05", True),
]


def test_the_examples_in_the_docstrings_hold() -> None:
    assert not any(doctest.testmod(m).failed for m in (calendars, clocks, months, written_days))


@pytest.mark.parametrize(("raw", "language", "iso", "sure"), DATES)
def test_a_date_in_its_language(raw: str, language: str | None, iso: str, sure: bool) -> None:
    assert read_date(raw, language) == Moment(iso, sure)


@pytest.mark.parametrize(
    ("raw", "language", "iso"),
    [
        ("Ke, 30 Lok 2013 11:34:37 +0000", "fi", "2013-10-30T11:34:37Z"),
        ("Ma, 06 Tam 2014 09:00:00 +0200", "fi", "2014-01-06T07:00:00Z"),
        ("To, 06 Helmi 2014 09:00:00 +0200", "fi", "2014-02-06T07:00:00Z"),
        ("Pi, 04 Hei 2014 09:00:00 +0300", "fi", "2014-07-04T06:00:00Z"),
        ("12. listopada 2024", "hr", "2024-10-12"),
        ("12 listopada 2024", "pl", "2024-11-12"),
        ("subota, 12. listopada 2024", None, "2024-10-12"),  # the weekday tells: in November it was a Tuesday
        ("wtorek, 12 listopada 2024", None, "2024-11-12"),
        ("Tuesday, 3/5/2024", None, "2024-03-05"),
        ("Sunday, 3/5/2020", None, "2020-05-03"),
    ],
)
def test_language_or_weekday_settles_what_has_two_meanings(raw: str, language: str | None, iso: str) -> None:
    assert read_date(raw, language) == Moment(iso, True)


@pytest.mark.parametrize(
    ("raw", "language", "iso"),
    [
        ("12 listopada 2024", None, "2024-11-12"),
        ("30 Lok 2013", None, "2013-10-30"),  # the beginning of a name, in a language that nobody tells
        ("Ti, 05 Mar 2013 11:34:37 +0000", "fi", "2013-11-05T11:34:37Z"),  # marraskuu, or March in English
        ("5/3/2024", "fr", "2024-03-05"),
        ("5/3/2024", "en", "2024-05-03"),
        ("5 mar 2567", None, "2024-03-05"),
        ("24 شعبان 1445", "ar", "2024-03-05"),  # the moon may be seen a day later
    ],
)
def test_what_nothing_settles_is_in_doubt(raw: str, language: str | None, iso: str) -> None:
    assert read_date(raw, language) == Moment(iso, False)


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("32 März 2024", "de"),
        ("5 foobar 2024", "de"),
        ("5 مارس", "ar"),
        ("۳۱ مهر ۱۴۰۲", "fa"),  # a month of 30 days
        ("三月五日", "zh"),
        ("令和6年13月5日", "ja"),
    ],
)
def test_what_is_not_a_date_in_its_language_is_none(raw: str, language: str) -> None:
    assert read_date(raw, language) is None


@pytest.mark.parametrize(
    ("persian", "common"),
    [
        ("1 فروردین 1403", (2024, 3, 20)),
        ("30 اسفند 1399", (2021, 3, 20)),
        ("1 فروردین 1400", (2021, 3, 21)),
        ("22 بهمن 1357", (1979, 2, 11)),
        ("1 فروردین 1375", (1996, 3, 20)),
        ("30 اسفند 1403", (2025, 3, 20)),
    ],
)
def test_persian_days_by_the_calendars_own_leap_years(persian: str, common: tuple[int, int, int]) -> None:
    found = other_calendar(persian, None)
    assert found is not None and found[1:] == ([date(*common)], True)


LOCALES = """
    en de fr es it pt nl sv nb da fi is et lv lt pl cs sk hu ro bg hr sl sr mk sq el tr ru uk be az kk ky uz ka hy ar fa
    he hi bn ur ta te ml mr gu pa kn th lo km vi id ms fil sw ca gl eu ja ko zh
"""


@pytest.mark.parametrize("locale", LOCALES.split())
def test_what_cldr_writes_in_each_language_is_read(locale: str) -> None:
    babel = pytest.importorskip("babel.dates")
    for month in range(1, 13):
        day = date(2024, month, 23)
        for width in ("full", "long"):
            written = babel.format_date(day, width, locale=locale)
            assert read_date(written, locale) == Moment(day.isoformat(), True), written
