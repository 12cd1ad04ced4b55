"""Time zones as dates in feeds write them: offsets, abbreviations, names of places."""

import re
from datetime import datetime, timedelta, timezone
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS: dict[str, float] = {
    "z": 0, "gmt": 0, "ut": 0, "utc": 0, "wet": 0, "tu": 0, "wez": 0,
    "bst": 1, "cet": 1, "met": 1, "mez": 1, "west": 1, "wat": 1, "hec": 2,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "oez": 2, "sast": 2, "cat": 2, "idt": 3,
    "eest": 3, "oesz": 3, "msk": 3, "trt": 3, "eat": 3, "msd": 4, "samt": 4, "irst": 3.5, "irdt": 4.5,
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
    "et": "America/New_York", "eastern": "America/New_York", "ct": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
}  # fmt: skip
_OFFSET = re.compile(r"(?:gmt|utc|ut|z)?\s*([+\-−–])\s*(\d{1,2})(?::?(\d{2}))?$")
_PLACE = re.compile(r"[a-z]+(?:/[a-z_+\-0-9]+)+$")


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
    return None


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
