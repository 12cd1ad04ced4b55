"""Days of other calendars than the Gregorian: Persian, Islamic, Buddhist, and the eras of Japan and of Taiwan.

The Persian calendar by the rule of 33 years, which is the calendar's for 1244 to 1472 (1865 to 2093). The Islamic one
by its arithmetic form (30 years with 11 leap days, the civil epoch), which the sighted moon may miss by a day: so it is
in doubt, unless the day of the week tells.
"""

import re
from datetime import date

from newswire.ingest.dates.months import WORD, bare

_PERSIAN = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",  # of Afghanistan
)
_ISLAMIC = (
    ("محرم", "المحرم", "muharram"), ("صفر", "safar"), ("ربيع الاول", "ربیع الاول"),
    ("ربيع الاخر", "ربيع الثاني", "ربیع الثانی"), ("جمادى الاولى", "جمادي الاولى", "جمادی الاول"),
    ("جمادى الاخرة", "جمادى الثانية", "جمادى الاخر", "جمادی الثانی"), ("رجب", "rajab"),
    ("شعبان", "shaban", "syaban"), ("رمضان", "ramadan", "ramadhan"), ("شوال", "shawwal", "syawal"),
    ("ذو القعدة", "ذي القعدة", "ذوالقعده"), ("ذو الحجة", "ذي الحجة", "ذوالحجه"),
)  # fmt: skip
_PERSIAN_YEARS, _ISLAMIC_YEARS = range(1300, 1473), range(1300, 1600)
#: languages in whose countries a date by numbers of such a year is one of this calendar
_PERSIAN_LANGUAGES, _ISLAMIC_LANGUAGES = frozenset(["fa", "ps"]), frozenset(["ar"])
_BUDDHIST_LANGUAGES = frozenset(["th", "lo", "km"])
_BUDDHIST_YEARS = range(2400, 2701)
_BUDDHIST_LETTERS = re.compile("[\u0e00-\u0eff\u1780-\u17ff]")
_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)  #: of each 33 years
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*({WORD}(?:\s{WORD})?)\s*[,،]?\s*(1[3-5]\d\d)(?!\d)(?:\s*(?:هـ|ه\.?ق|ه\.?ش|ه|ق|ش)\.?(?!\w))?"
)
_OLD_YEAR = re.compile(r"(?<!\d)1[3-5]\d\d(?!\d)")
_NUMBERED = re.compile(r"(?<!\d)(1[34]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_ERA = re.compile(r"(令和|平成|昭和|大正|民國|民国)\s*(\d{1,3}|元)\s*(?=年)")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_BUDDHIST_ERA = re.compile(r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|ค\.?\s?ส\.?)\s*(?=\d)")
_COMMON_ERA = re.compile(r"(\d{4})\s?(?:م|ميلادي|ء)(?!\w)")  # else an afternoon
_HAN = re.compile("[〇零一二三四五六七八九十百]+(?=[年月日号號時时點点分])")
_HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


def with_plain_years(text: str) -> str:
    """A date's text with years of the Japanese and Taiwanese eras as Gregorian ones, and Chinese numerals as digits.

    >>> with_plain_years("令和六年三月五日"), with_plain_years("民國113年3月31日"), with_plain_years("二〇二四年十二月")
    ('2024年3月5日', '2024年3月31日', '2024年12月')
    """
    if text.isascii():
        return text
    text = _HAN.sub(lambda m: str(_han_number(m[0])), text)
    text = _ERA.sub(lambda m: str(_ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)
    return _COMMON_ERA.sub(r"\1 ", _BUDDHIST_ERA.sub(" ", text))


def common_year(year: int, text: str, language: str | None) -> tuple[int, bool]:
    """(the Gregorian year, whether that is sure) of one that may be counted from the Buddha's death.

    >>> common_year(2567, "5 มี.ค. 2567", None), common_year(2567, "5 mar 2567", None), common_year(2024, "", None)
    ((2024, True), (2024, False), (2024, True))
    """
    if year not in _BUDDHIST_YEARS:
        return year, True
    return year - 543, language in _BUDDHIST_LANGUAGES or bool(_BUDDHIST_LETTERS.search(text))


def short_year(digits: str, month: str) -> int:
    """The year that two digits mean: from 1970 to 2069, as feeds are no older; beside a Thai month from 2513 on.

    >>> short_year("24", "mar"), short_year("67", "มี.ค"), short_year("24", "มี.ค")
    (2024, 2024, 2024)
    """
    year = int(digits)
    if len(digits) == 4:
        return year
    if _BUDDHIST_LETTERS.search(month) and year >= 50:
        return 2500 + year - 543
    return year + (1900 if year >= 70 else 2000)


def other_calendar(text: str, language: str | None) -> tuple[re.Match[str], list[date], bool] | None:
    """A Persian or Islamic day in a text: (where it stands, the days that it may be, whether the first one is sure)."""
    if not _OLD_YEAR.search(text):
        return None
    for found in _NAMED.finditer(text):
        name, day, year = bare(found[2]), int(found[1]), int(found[3])
        for word in (name, name.split()[0]):
            if word in _PERSIAN_MONTHS and year in _PERSIAN_YEARS:
                return _days(found, _persian(year, _PERSIAN_MONTHS[word], day), 0)
            if word in _ISLAMIC_MONTHS and year in _ISLAMIC_YEARS:
                return _days(found, _islamic(year, _ISLAMIC_MONTHS[word], day), 1)
    if numbers := _NUMBERED.search(text):
        year, month, day = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if language in _PERSIAN_LANGUAGES and year in _PERSIAN_YEARS:
            return _days(numbers, _persian(year, month, day), 0)
        if language in _ISLAMIC_LANGUAGES:
            return _days(numbers, _islamic(year, month, day), 1)
    return None


def _days(found: re.Match[str], ordinal: int | None, within: int) -> tuple[re.Match[str], list[date], bool] | None:
    if ordinal is None:
        return None
    steps = [0, *(sign * step for step in range(1, within + 1) for sign in (1, -1))]
    return found, [date.fromordinal(ordinal + step) for step in steps], within == 0


def _persian(year: int, month: int, day: int) -> int | None:
    """The ordinal of a day; None where the calendar has none such."""
    if not 1 <= month <= 12 or not 1 <= day <= (31 if month < 7 else 30 if month < 12 or year % 33 in _LEAPS else 29):
        return None
    before = 31 * (month - 1) if month < 8 else 30 * (month - 1) + 6
    leaps = 8 * (year // 33) + sum(leap < year % 33 for leap in _LEAPS)
    return 226894 + 365 * (year - 1) + leaps + before + day


def _islamic(year: int, month: int, day: int) -> int | None:
    if not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    return 227014 + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


def _han_number(text: str) -> int:
    """`二〇二四`, `三十一`, `一百一十三`."""
    if not any(c in "十百" for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = last = 0
    for c in text:
        if c in "十百":
            total += (last or 1) * (10 if c == "十" else 100)
            last = 0
        else:
            last = _HAN_DIGITS[c]
    return total + last


_PERSIAN_MONTHS = {bare(name): number for names in _PERSIAN for number, name in enumerate(names.split(), 1)}
_ISLAMIC_MONTHS = {bare(name): number for number, names in enumerate(_ISLAMIC, 1) for name in names}
