"""Time zones as dates in feeds write them: offsets, abbreviations, names of places."""

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newswire.ingest.dates.clocks import unknown_words

_HOURS: dict[str, float] = {
    "z": 0, "gmt": 0, "ut": 0, "utc": 0, "wet": 0, "tu": 0, "wez": 0,
    "bst": 1, "cet": 1, "met": 1, "mez": 1, "west": 1, "wat": 1, "hec": 2,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "oez": 2, "sast": 2, "cat": 2, "idt": 3,
    "eest": 3, "oesz": 3, "msk": 3, "мск": 3, "trt": 3, "eat": 3, "msd": 4, "samt": 4, "irst": 3.5, "irdt": 4.5,
    "pkt": 5, "uzt": 5, "yekt": 5, "npt": 5.75, "almt": 6, "omst": 6, "mmt": 6.5, "wib": 7, "ict": 7, "novt": 7,
    "krat": 7, "hkt": 8, "sgt": 8, "myt": 8, "wita": 8, "pht": 8, "awst": 8, "irkt": 8, "jst": 9, "kst": 9, "wit": 9,
    "yakt": 9, "acst": 9.5, "aest": 10, "vlat": 10, "acdt": 10.5, "aedt": 11, "magt": 11, "nzst": 12, "nzdt": 13,
    "nst": -3.5, "ndt": -2.5, "adt": -3, "brt": -3, "art": -3, "clst": -3, "uyt": -3, "clt": -4, "bot": -4, "vet": -4,
    "edt": -4, "est": -5, "cot": -5, "pet": -5, "cdt": -5, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "akdt": -8,
    "akst": -9, "hst": -10,
}  # fmt: skip
#: the commonest meaning first in the news; others use the same letters for another time
_AMBIGUOUS: dict[str, float] = {"ist": 5.5, "cst": -6, "ast": -4, "gst": 4, "sst": 8, "amt": -4, "ect": -5, "wst": 8}
_AMBIGUOUS_WORDS = frozenset({"bst"})  # British summer, and Bangladesh where no summer is
_PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
#: names in words, as far as they are the name of one zone only
_SPELLED: dict[str, str] = {
    "eastern time": "et", "eastern daylight time": "edt", "eastern standard time": "est",
    "central daylight time": "cdt", "central standard time": "cst",
    "mountain time": "mt", "mountain daylight time": "mdt", "mountain standard time": "mst",
    "pacific time": "pt", "pacific daylight time": "pdt", "pacific standard time": "pst",
    "atlantic daylight time": "adt", "alaska daylight time": "akdt", "alaska standard time": "akst",
    "western european time": "wet", "western european standard time": "wet", "western european summer time": "west",
    "central european time": "cet", "central european standard time": "cet", "central european summer time": "cest",
    "eastern european time": "eet", "eastern european standard time": "eet", "eastern european summer time": "eest",
    "greenwich mean time": "gmt", "coordinated universal time": "utc", "universal time": "utc",
    "british summer time": "+1", "irish standard time": "+1", "india standard time": "+5:30",
    "indian standard time": "+5:30", "israel standard time": "+2", "israel daylight time": "+3",
    "moscow standard time": "msk", "moscow time": "msk", "по московскому времени": "msk", "china standard time": "+8",
    "hong kong time": "hkt", "hong kong standard time": "hkt",
    "singapore time": "sgt", "singapore standard time": "sgt",
    "japan time": "jst", "japan standard time": "jst", "korea standard time": "kst", "korean standard time": "kst",
    "australian eastern standard time": "aest", "australian eastern daylight time": "aedt",
    "new zealand standard time": "nzst", "new zealand daylight time": "nzdt",
    "pakistan standard time": "pkt", "gulf standard time": "+4", "arabia standard time": "+3",
    "west africa time": "wat", "west africa standard time": "wat", "central africa time": "cat",
    "east africa time": "eat", "eastern africa time": "eat", "east africa standard time": "eat",
    "south africa standard time": "sast", "brasilia time": "brt", "brasilia standard time": "brt",
    "argentina time": "art", "argentina standard time": "art",
    "بتوقيت غرينتش": "gmt", "بتوقيت جرينتش": "gmt", "غرينتش": "gmt", "جرينتش": "gmt", "به وقت گرینویچ": "gmt",
    "بتوقيت مكة المكرمة": "+3", "بتوقيت السعودية": "+3", "به وقت تهران": "+3:30", "по гринвичу": "gmt",
    "по москве": "msk", "за києвом": "europe/kyiv", "за київським часом": "europe/kyiv", "ώρα ελλάδας": "europe/athens",
    "heure de paris": "europe/paris", "hora de lisboa": "europe/lisbon", "horário de brasília": "brt",
    "hora de brasília": "brt", "tsi": "trt", "北京时间": "+8", "北京時間": "+8", "台北時間": "+8", "香港時間": "+8",
    "日本時間": "jst", "한국시간": "kst", "한국 시간": "kst",
}  # fmt: skip
_COMMENT = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_OFFSET = re.compile(r"(?:gmt|utc|ut|z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$")
_PLACE = re.compile(r"[a-z]+(?:/[a-z_+\-0-9]+)+$")
_OFFSET_IN = re.compile(r"(?<![\w:.])(?:(?:gmt|utc|ut)\s?[+\-]\s?|z?[+\-])\d{1,2}(?::?\d{2})?(?![\d:])")
_PLACE_IN = re.compile(r"\b[a-z]+/[a-z_]+(?:[/+\-][a-z_0-9]+)*")
_SPELLED_IN = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(sorted(map(re.escape, _SPELLED), key=len, reverse=True))})|[a-z]+ time)(?!\w)"
)


class Zone(NamedTuple):
    """How far a local time is from UTC, and whether another reading is possible."""

    offset: timedelta
    sure: bool


def zone_of(text: str, local: datetime) -> Zone | None:
    """The zone that `text` (lower-case) names at a local time; None where it names none.

    >>> zone_of("gmt+9", datetime(2024, 10, 18)).offset == timedelta(hours=9)
    True
    >>> zone_of("ist", datetime(2024, 10, 18)).sure
    False
    """
    if text in _HOURS:
        summer = text not in _AMBIGUOUS_WORDS or 3 <= local.month <= 10
        return Zone(timedelta(hours=_HOURS[text]), summer)
    if text in _AMBIGUOUS:
        return Zone(timedelta(hours=_AMBIGUOUS[text]), False)
    if found := _OFFSET.match(text):
        size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        if size <= timedelta(hours=14) and int(found[3] or 0) < 60:
            return Zone(size if found[1] == "+" else -size, True)
    if text in _PLACES or _PLACE.match(text):
        return _place(_PLACES.get(text) or _titled(text), local)
    if text in _SPELLED:
        return zone_of(_SPELLED[text], local)
    return None


def zone_in(rest: str, local: datetime) -> tuple[timedelta, bool]:
    """The offset that stands in the rest of a date, and whether it is sure; UTC where there is none.

    What is said twice has to agree, and what is not a zone has to be a word that is known.

    >>> zone_in("+0200 (cest)", datetime(2024, 10, 18))
    (datetime.timedelta(seconds=7200), True)
    >>> zone_in("+0100 (cest)", datetime(2024, 10, 18))[1], zone_in("gmt, nachmittags", datetime(2024, 10, 18))[1]
    (False, False)
    """
    comments, plain = " ".join(_COMMENT.findall(rest)), _COMMENT.sub(" ", rest)
    found, riddles = _zones(plain, local)
    beside, more = _zones(comments, local)
    if not found:
        found, beside, riddles = beside, [], riddles or more
    if not found:
        return timedelta(0), False
    agree = all(zone.offset == found[0].offset for zone in (*found, *beside) if zone.sure)
    return found[0].offset, agree and any(zone.sure for zone in found) and not riddles


def _zones(text: str, local: datetime) -> tuple[list[Zone], bool]:
    """The zones in a text, offsets before names before places, and whether something else is in it."""
    found: list[tuple[int, Zone]] = []
    for rank, pattern in ((2, _PLACE_IN), (1, _SPELLED_IN), (0, _OFFSET_IN)):
        for match in list(pattern.finditer(text)):
            if zone := zone_of(match[0].strip(), local):
                found.append((rank, zone))
                text = text.replace(match[0], " ", 1)
    left = []
    for word in text.split():
        if zone := zone_of(word.strip(".,;[]"), local):
            found.append((1, zone))
        else:
            left.append(word)
    rest = " ".join(left)
    found.sort(key=lambda f: f[0])
    return [zone for _, zone in found], bool(unknown_words(rest)) or any(c.isdigit() for c in rest)


def _place(name: str, local: datetime) -> Zone | None:
    try:
        where = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    early = local.replace(tzinfo=where).utcoffset() or timedelta(0)
    late = local.replace(tzinfo=where, fold=1).utcoffset() or timedelta(0)
    return Zone(early, early == late)


def _titled(text: str) -> str:
    """`america/new_york` as the database spells it."""
    name = re.sub(r"(^|[/_\-])([a-z])", lambda m: m[1] + m[2].upper(), text)
    return name.replace("Etc/Gmt", "Etc/GMT").replace("Etc/Utc", "Etc/UTC").replace("Us/", "US/")


def utc(local: datetime, offset: timedelta) -> datetime | None:
    """The instant of a local time; None where it is before or after all calendars."""
    try:
        return local.replace(tzinfo=timezone(offset)).astimezone(timezone.utc)  # noqa: UP017
    except (OverflowError, ValueError):
        return None
