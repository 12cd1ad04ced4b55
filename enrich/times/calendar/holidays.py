"""Days that have a name: when they are in a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from newswire.enrich.times.calendar import lunar as calendars

#: name -> (month, day), the same each year
_FIXED = {
    "new year's day": (1, 1), "new year day": (1, 1), "new year": (1, 1), "new year's eve": (12, 31),
    "epiphany": (1, 6), "valentine's day": (2, 14), "st. valentine's day": (2, 14), "groundhog day": (2, 2),
    "st. patrick's day": (3, 17), "saint patrick's day": (3, 17), "saint patrick": (3, 17), "pi day": (3, 14),
    "april fools' day": (4, 1), "april fool's day": (4, 1), "april fools": (4, 1), "earth day": (4, 22),
    "may day": (5, 1), "international workers' day": (5, 1), "international labor day": (5, 1),
    "international labour day": (5, 1), "cinco de mayo": (5, 5), "victory day": (5, 9), "juneteenth": (6, 19),
    "emancipation day": (6, 19), "freedom day": (6, 19), "jubilee day": (6, 19), "independence day": (7, 4),
    "bastille day": (7, 14), "hallowe'en": (10, 31), "all saints' day": (11, 1), "all souls' day": (11, 2),
    "guy fawkes night": (11, 5), "guy fawkes day": (11, 5), "bonfire night": (11, 5), "veterans day": (11, 11),
    "armistice day": (11, 11), "remembrance day": (11, 11), "singles' day": (11, 11), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25), "orthodox christmas": (1, 7),
    "boxing day": (12, 26), "international women's day": (3, 8), "women's day": (3, 8), "anzac day": (4, 25),
    "australia day": (1, 26), "canada day": (7, 1), "inauguration day": (1, 20), "st. george's day": (4, 23),
    "st. andrew's day": (11, 30), "st. nicholas day": (12, 6), "flag day": (6, 14), "world aids day": (12, 1),
    "human rights day": (12, 10), "d day": (6, 6), "patriot day": (9, 11),
}  # fmt: skip
#: name -> (month, weekday, which); which -1 is the last of the month
_NTH = {
    "martin luther king day": (1, 0, 3), "mlk day": (1, 0, 3), "presidents' day": (2, 0, 3), "mother's day": (5, 6, 2),
    "mothers' day": (5, 6, 2), "father's day": (6, 6, 3), "fathers' day": (6, 6, 3), "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1), "labour day": (9, 0, 1), "indigenous peoples' day": (10, 0, 2), "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4), "thanksgiving": (11, 3, 4),
}  # fmt: skip
#: name -> days after Easter Sunday
_MOVABLE = {
    "mardi gras": -47, "shrove tuesday": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3,
    "holy thursday": -3, "good friday": -2, "holy saturday": -1, "easter sunday": 0, "easter": 0, "easter monday": 1,
    "ascension day": 39, "pentecost": 49, "whit monday": 50, "corpus christi": 60,
}  # fmt: skip
#: name -> (month, day) of the Islamic calendar
_ISLAMIC = {
    "eid al fitr": (10, 1), "eid ul fitr": (10, 1), "eid al adha": (12, 10), "eid ul adha": (12, 10),
    "feast of sacrifice": (12, 10), "festival of sacrifice": (12, 10), "islamic new year": (1, 1), "ashura": (1, 10),
    "mawlid": (3, 12),
}  # fmt: skip
#: name -> days after Rosh Hashanah
_HEBREW = {"rosh hashanah": 0, "jewish new year": 0, "yom kippur": 9, "sukkot": 14, "simchat torah": 22}


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, which: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(year, month, weekday, which)


def _movable(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _islamic(month: int, day: int) -> Callable[[int], date]:
    return lambda year: calendars.islamic(year, month, day)


def _hebrew(days: int) -> Callable[[int], date]:
    return lambda year: calendars.hebrew_new_year(year) + timedelta(days)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first, second, ... weekday (Monday is 0) of a month; -1 is the last."""
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    x = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, day + 1)


#: name in lower case -> its day in a year; its apostrophe and full stop may be left out, a hyphen stand for a blank
HOLIDAYS: dict[str, Callable[[int], date]] = {
    **{name: _fixed(*when) for name, when in _FIXED.items()},
    **{name: _nth(*when) for name, when in _NTH.items()},
    **{name: _movable(days) for name, days in _MOVABLE.items()},
    **{name: _islamic(*when) for name, when in _ISLAMIC.items()},
    **{name: _hebrew(days) for name, days in _HEBREW.items()},
    "passover": lambda year: calendars.hebrew_new_year(year) - timedelta(163),
    "purim": lambda year: calendars.hebrew_new_year(year) - timedelta(193),
    "shavuot": lambda year: calendars.hebrew_new_year(year) - timedelta(113),
    "chinese new year": calendars.chinese_new_year,
    "lunar new year": calendars.chinese_new_year,
    "diwali": calendars.diwali,
    "black friday": lambda year: nth_weekday(year, 11, 3, 4) + timedelta(1),
    "cyber monday": lambda year: nth_weekday(year, 11, 3, 4) + timedelta(4),
    "election day": lambda year: nth_weekday(year, 11, 0, 1) + timedelta(1),
}
