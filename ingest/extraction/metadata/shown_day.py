"""A date that a page shows, read as its readers do: 3/4 is 3 April to most of them."""

import re
from urllib.parse import urlsplit

from newswire.ingest.extraction.datelines import read_line_date

_CLOCK = re.compile(r"\d\s?[ap]\.?m\b|\b[ECMP][SD]?T\b", re.I)
_EITHER_WAY = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
#: regions, and domains, where English is written with the day first
_DAY_FIRST = frozenset(
    ["gb", "uk", "ie", "au", "nz", "in", "pk", "bd", "lk", "za", "ke", "ng", "gh", "ug", "sg", "my", "hk"]
)


def shown_day(text: str, language: str | None = None, url: str = "") -> str | None:
    """The day or the time in a text; None where there is none, or one of two."""
    either = _EITHER_WAY.search(text)
    if either and int(either[1]) <= 12 and int(either[2]) <= 12 and either[1] != either[2]:
        first, second = int(either[1]), int(either[2])
        if _is_day_first(language, url):
            first, second = second, first
        elif not _is_american(language, text):
            return None
        text = text.replace(either[0], f"{either[3]}-{first:02}-{second:02}")
    # a clock without a zone: the day is as the page counts days
    when = read_line_date(text, language)
    return when if when is not None and "1990" <= when <= "2100" else None


def _is_day_first(language: str | None, url: str) -> bool:
    """Whether 3/4 is 3 April to the readers of a page: to all but those in the United States."""
    if not language:
        return False
    code, _, region = language.lower().replace("_", "-").partition("-")
    if code != "en":
        return True
    return region[:2] in _DAY_FIRST or (urlsplit(url).hostname or "").rpartition(".")[2] in _DAY_FIRST


def _is_american(language: str | None, text: str) -> bool:
    """Whether the month stands first: in the United States, by language and clock; many a page elsewhere says en-US."""
    return (language or "").lower().replace("_", "-") == "en-us" and _CLOCK.search(text) is not None
