"""Strings and numbers that every format can hold: what pages and feeds bring need not be either."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Any, Literal

import msgspec

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Python writes no longer integer in decimal (sys.set_int_max_str_digits)
_LONGEST_INT_BITS = 14_000


def whole(text: str) -> str:
    """The text with halves of characters (surrogates, which a Python string can hold and UTF-8 can't) made whole: a
    pair is the character that it means, a lone one is U+FFFD.

    >>> whole("a\\ud83d\\ude00b\\ud83d!")
    'a😀b\\ufffd!'
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """Unicode's normal form, with 30 marks on one letter at most (UAX #15, Stream-Safe Text Format).

    Sorting the marks takes time that grows with the square of their number: 500 kB of them, 6 minutes.

    >>> len(normalized("NFC", "a" + "\u0301\u0323" * 1000))
    30
    """
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    return unicodedata.normalize(form, _marks().sub(r"\1", text))


@cache
def _marks() -> re.Pattern[str]:
    """Marks beyond 30 in a row, and those 30. Those that join letters are in the first two planes."""
    runs = groupby(range(0x300, 0x1F000), lambda code: unicodedata.combining(chr(code)) > 0)
    ranges = [(codes[0], codes[-1]) for joins, run in runs if joins and (codes := list(run))]
    marks = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"([{marks}][{marks}]{{29}})[{marks}]+")  # a set first: re skips to the next that is in it


def mended(value: Any) -> Any:
    """What a message is made of, as plain dicts and lists, with every string `whole` and without numbers that nobody
    can write.

    >>> mended({"title": "half \\ud800", "of": ["it", 7, 1 << 20_000]})
    {'title': 'half \\ufffd', 'of': ['it', 7, None]}
    """
    return _mended(msgspec.to_builtins(value))


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, int) and value.bit_length() > _LONGEST_INT_BITS:
        return None
    if isinstance(value, Mapping):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value
