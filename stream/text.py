"""Strings and numbers that every format can hold: what pages and feeds bring need not be either."""

import re
from collections.abc import Mapping
from typing import Any

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
