"""Dates as feeds write them, to UTC: never silently wrong.

What can be read in one way only is read; where a doubt is left (no zone, a zone of two meanings, 3/4/2024) the
likeliest reading comes with `sure=False`, which becomes the flag `published_ambiguous`. A time of day that is not
written is not made up. Nothing that is no date becomes one.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ingest.months import AMBIGUOUS_MONTHS, MONTHS, bare
from ingest.zones import Zone, utc, zone_of


class Moment(NamedTuple):
    """A date as ISO 8601 (`2024-10-18T09:30:00Z`, or the bare day), and whether no other reading is possible."""

    iso: str
    sure: bool


_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTH3 = {m: i for i, m in enumerate(_SHORT.split(), 1)}
_RFC822 = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun),? )?(\d{1,2}) ([a-z]{3}) (\d{4}) "
    r"(\d\d):(\d\d)(?::(\d\d))? (gmt|utc|z|[+-]\d{4})$"
)
_COMMON_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|UTC|Z|([+-])([0-9]{2})([0-9]{2}))"
)
_COMMON_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:[.,][0-9]+)?"
    r"(?:Z|([+-])([0-9]{2}):?([0-9]{2}))"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(z|[+-]\d\d:?\d\d)$")

_WORD = r"[^\W\d_]+(?:[.'’](?=[^\W\d_]))?[^\W\d_]*"
_DAY_ORDER = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|a)?[\s.,\-/]*(?:(?:de|di|of)\s+|d['’])?"
    rf"({_WORD}(?:\s+(?:الثاني|الأول))?)[.,]?[\s\-/.,]*(?:de\s+|del\s+)?(\d{{4}}|\d{{2}}(?=\s|,|$))(?!\d)(?!\s*:)"
)
_MONTH_ORDER = re.compile(rf"({_WORD})\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|-)(\d{{4}})(?!\d)(?!\s*:)")
_ASCTIME = re.compile(rf"({_WORD})\s+(\d{{1,2}})\s+(?=\d{{1,2}}:\d\d)(.*?)\s(\d{{4}})$")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2\s?(\d{4})(?!\d)")
_EAST = re.compile(r"(\d{4})\s*[年년][\s.]*(\d{1,2})\s*[月월][\s.]*(\d{1,2})\s*[日일]?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s*(?:thang|thg)\s*(\d{1,2})\s*,?\s*(?:nam\s*)?(\d{4})")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:[t\s]?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_TIME = re.compile(
    r"(?<![\d+\-])(\d{1,2})\s?[:時시点點h]\s?(\d{2})(?:\s?[:分분.]\s?(\d{1,2})(?!\d))?(?:[.,]\d+)?\s?[秒초분分]?"
)
_DOTTED_TIME = re.compile(r"\b(?:kl\.?|klo|um|ore)\s?(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?!\d)")
_HALF = re.compile(r"\b([ap])\.?\s?m\b\.?|(오전|上午|午前|凌晨|早上|πμ|π\.μ\.?)|(오후|下午|午後|晚上|μμ|μ\.μ\.?)")
_COMMENT = re.compile(r"\(([^()]*)\)")
_ZONE_OFFSET = re.compile(r"(?:\b(?:gmt|utc|ut|z)\s?)?(?<![\d:])[+\-−–]\s?\d{1,2}(?::?\d{2})?(?!\d)")
_ZONE_PLACE = re.compile(r"\b[a-z]+/[a-z_]+(?:[/+\-][a-z_0-9]+)*")
_FILLERS = frozenset(("t", "at", "a", "the", "of", "on", "de", "del", "um", "om", "ore", "las", "kl", "h"))
#: what programs write for no date
_ZERO_DAYS = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(1899, 12, 30), date(1, 1, 1)})


def read_date(raw: str) -> Moment | None:
    """What a date means; None where it is no date.

    >>> read_date("Fri, 18 Oct 2024 11:30:00 CEST")
    Moment(iso='2024-10-18T09:30:00Z', sure=True)
    >>> read_date("18 de octubre de 2024")
    Moment(iso='2024-10-18', sure=True)
    >>> read_date("3/4/2024 10:00 GMT").sure
    False
    >>> read_date("yesterday")
    """
    if moment := _common(raw):
        return moment
    text = " ".join(unicodedata.normalize("NFKC", raw[:200]).lower().split())
    if not any(c.isdigit() for c in text):
        return None
    if found := _ISO.match(text):
        year, month, day, hour, minute, second, zone = found.groups()
        return _instant((int(year), int(month), int(day)), (hour, minute, second), zone)
    if (found := _RFC822.match(text)) and found[2] in _MONTH3:
        day, name, year, hour, minute, second, zone = found.groups()
        return _instant((int(year), _MONTH3[name], int(day)), (hour, minute, second), zone)
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    if moment := _epoch(text):
        return moment
    day = _day(text)
    return _read(*day) if day else _feedparsers(raw)


def _common(raw: str) -> Moment | None:
    """What most feeds write, at a tenth of the cost; anything unusual about it is for the others."""
    if found := _COMMON_RFC822.fullmatch(raw):
        day, name, year, hour, minute, second, sign, hours, minutes = found.groups()
        month = _MONTH3.get(name.lower(), 0)
    elif found := _COMMON_ISO.fullmatch(raw):
        year, number, day, hour, minute, second, sign, hours, minutes = found.groups()
        month = int(number)
    else:
        return None
    try:
        at = datetime(int(year), month, int(day), int(hour), int(minute), int(second))  # noqa: DTZ001
    except ValueError:
        return None
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        if offset > timedelta(hours=14) or minutes > "59":
            return None
        at = at - offset if sign == "+" else at + offset
    return Moment(f"{at.isoformat()}Z", True) if 1971 <= at.year <= 2399 else None


def is_future(moment: Moment, now: datetime) -> bool:
    """Whether it lies more than a day ahead, so that no time zone explains it."""
    return moment.iso > (now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant(day: tuple[int, int, int], clock: tuple[str, str, str | None], zone: str) -> Moment | None:
    local = _local(day, int(clock[0]), int(clock[1]), int(clock[2] or 0))
    known = zone_of(zone, local) if local else None
    if local is None or known is None:
        return None
    return _moment(local, known.offset, known.sure)


def _moment(local: datetime, offset: timedelta, sure: bool) -> Moment | None:
    at = utc(local, offset)
    if at is None or at.date() in _ZERO_DAYS or local.date() in _ZERO_DAYS or not 1000 <= at.year <= 9998:
        return None
    return Moment(at.strftime("%Y-%m-%dT%H:%M:%SZ"), sure)


def _local(day: tuple[int, int, int], hour: int, minute: int, second: int) -> datetime | None:
    """A local time; 24:00 is the next day's 0:00, a leap second the second before it."""
    late = timedelta(days=1) if (hour, minute, second) == (24, 0, 0) else timedelta(0)
    try:
        return datetime(*day, 0 if late else hour, minute, min(second, 59) if second == 60 else second) + late  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None


def _epoch(text: str) -> Moment | None:
    """Seconds, or thousandths of them, since 1970."""
    if not re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
        return None
    seconds = int(text.partition(".")[0]) / (1000 if len(text) in (12, 13) and "." not in text else 1)
    return _moment((datetime(1970, 1, 1) + timedelta(seconds=int(seconds))), timedelta(0), True)  # noqa: DTZ001


def _read(day: tuple[int, int, int], clock: tuple[int, int, int] | None, rest: str, sure: bool) -> Moment | None:
    year, month, number = day
    if 2400 <= year <= 2700:  # the Buddhist era
        year, sure = year - 543, False
    try:
        date(year, month, number)
    except ValueError:
        return None
    if clock is None:
        time = _DOTTED_TIME.search(rest) or _TIME.search(rest)
        half = _HALF.search(rest)
        if time is None and half and (bare_hour := re.search(r"(?<![\d+\-:])(\d{1,2})\s?(?=[ap]\.?\s?m)", rest)):
            time, clock = bare_hour, (int(bare_hour[1]), 0, 0)
        if time is None:
            return _whole_day(year, month, number, rest, sure)
        clock = clock or (int(time[1]), int(time[2]), int(time[3] or 0))
        rest = f"{rest[: time.start()]} {rest[time.end() :]}"
        if half:
            rest = _HALF.sub(" ", rest)
            if clock[0] <= 12:
                clock = (clock[0] % 12 + (12 if half[3] or half[1] == "p" else 0), *clock[1:])
    local = _local((year, month, number), *clock)
    if local is None:
        return None
    offset, known = _zone(rest, local)
    return _moment(local, offset, sure and known)


def _whole_day(year: int, month: int, day: int, rest: str, sure: bool) -> Moment | None:
    if date(year, month, day) in _ZERO_DAYS or year < 1000:
        return None
    return Moment(date(year, month, day).isoformat(), sure and not re.search(r"\d", rest))


def _day(text: str) -> tuple[tuple[int, int, int], tuple[int, int, int] | None, str, bool] | None:
    """(year, month, day), the clock where it is written together with them, what is left, whether it is sure."""

    def left(found: re.Match[str]) -> str:
        before = text[: found.start()]  # a weekday where it has no digit: pt. is Friday in Polish, and a zone
        return f"{before if any(c.isdigit() for c in before) else ''} {text[found.end() :]}"

    if found := _EAST.search(text):
        return (int(found[1]), int(found[2]), int(found[3])), None, left(found), True
    if found := _YEAR_FIRST.search(text):
        rest = left(found)
        return (int(found[1]), int(found[3]), int(found[4])), None, re.sub(r"^(\s*)t", r"\1", rest), True
    for found in _DAY_ORDER.finditer(text):
        if month := MONTHS.get(bare(found[2])):
            sure = bare(found[2]) not in AMBIGUOUS_MONTHS
            return (_year(found[3]), month, int(found[1])), None, left(found), sure
    for found in _MONTH_ORDER.finditer(text):
        if month := MONTHS.get(bare(found[1])):
            sure = bare(found[1]) not in AMBIGUOUS_MONTHS
            return (int(found[3]), month, int(found[2])), None, left(found), sure
    for found in _ASCTIME.finditer(text):
        if month := MONTHS.get(bare(found[1])):
            rest = f" {found[3]}"
            return (int(found[4]), month, int(found[2])), None, rest, True
    if found := _VIETNAMESE.search(bare(text)):
        return (int(found[3]), int(found[2]), int(found[1])), None, _VIETNAMESE.sub(" ", bare(text)), True
    if found := _YEAR_LAST.search(text):
        return _numbers(int(found[1]), int(found[3]), int(found[4]), found[2], left(found))
    if found := _COMPACT.search(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        clock = (int(found[4]), int(found[5]), int(found[6] or 0)) if found[4] else None
        return (year, month, day), clock, left(found), True
    return None


def _numbers(
    first: int, second: int, year: int, mark: str, rest: str
) -> tuple[tuple[int, int, int], None, str, bool] | None:
    """Day and month by numbers: with dots the day stands first; else whichever can't be a month is the day."""
    if mark == "." or first > 12:
        return (year, second, first), None, rest, True
    if second > 12 or first == second:
        return (year, first, second), None, rest, True
    month_first = mark == "/"
    return (year, first if month_first else second, second if month_first else first), None, rest, False


def _year(text: str) -> int:
    """Two digits mean a year from 1970 to 2069, as feeds are no older."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _zone(rest: str, local: datetime) -> tuple[timedelta, bool]:
    """The offset that stands in the rest of a date, and whether it is sure; UTC where there is none."""
    comments = " ".join(_COMMENT.findall(rest))
    plain = _COMMENT.sub(" ", rest)
    for pattern in (_ZONE_PLACE, _ZONE_OFFSET):
        if (found := pattern.search(plain)) and (zone := zone_of(found[0].strip(), local)):
            others = plain[: found.start()] + plain[found.end() :]
            # `+0200 CEST` says one thing twice; `+0100 CEST` contradicts itself
            agrees = all(z.offset == zone.offset for z in _named(others, local) if z.offset)
            return zone.offset, zone.sure and agrees
    for part in (plain, comments):
        named = _named(part, local)
        if named:
            return named[0].offset, named[0].sure and len({z.offset for z in named}) == 1
    return timedelta(0), False


def _named(text: str, local: datetime) -> list[Zone]:
    words = [w.strip(".,") for w in text.split()]
    return [zone for word in words if word not in _FILLERS and (zone := zone_of(word, local))]


def _feedparsers(raw: str) -> Moment | None:
    """What feedparser makes of a form that is not known here, as a doubt."""
    import feedparser  # takes long to load, and few dates get here

    try:
        found = feedparser.datetimes._parse_date(raw)
    except Exception:  # its handlers raise what they like
        return None
    if found is None or not 1971 <= found[0] <= 9998:
        return None
    day = date(found[0], found[1], found[2]).isoformat()
    time = f"T{found[3]:02}:{found[4]:02}:{min(found[5], 59):02}Z" if ":" in raw else ""
    return Moment(day + time, False)
