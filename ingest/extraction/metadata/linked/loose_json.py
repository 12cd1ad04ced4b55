"""JSON as pages hold it: wrapped, commented, with a comma too many, or cut off."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

# what is open to the end is taken to the end, so that nothing is looked through twice
_TO_END = r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)'
_COMMENT = re.compile(rf"({_TO_END})|/\*.*?(?:\*/|\Z)|//[^\n]*", re.S)
_SPARE_COMMA = re.compile(rf"({_TO_END})|,(?=\s*+[}}\]])", re.S)
_STRING = r'"(?:[^"\\]|\\.){0,4000}+"'
_BAD_ESCAPE = re.compile(r'\\(?![\\"/bfnrt]|u[0-9a-fA-F]{4})')
_OPENING = re.compile(r"(?:\s|\ufeff|//|/\*|\*/|<!\[CDATA\[|<!--)++")
_CLOSING = (";", "//", "/*", "*/", "]]>", "-->")
_BETWEEN = re.compile(r"[\s,;}\]]*+")
_FIELD = re.compile(rf'"(@type|headline|datePublished|dateModified|name|inLanguage)"\s{{0,20}}:\s{{0,20}}({_STRING})')
_AUTHOR = re.compile(
    rf'"author"\s{{0,20}}:[\[{{\s]{{0,40}}+(?:"@type"\s?:\s?{_STRING}\s?,\s{{0,20}})?(?:"name"\s?:\s?)?({_STRING})(?!\s?:)'
)
_MAX_DIGITS = 4000  #: of an integer; Python reads none of much more
_MAX_MARKS = 6  #: of the end of a comment or a statement after a block
_MAX_SALVAGED = 1 << 20  #: characters of a block that is read by its fields


def read_values(text: str) -> list[Any]:
    """The values in a block, in their order; none where nothing can be read.

    >>> read_values('<!-- {"a": 1, /* old */ "b": [2,],} -->')
    [{'a': 1, 'b': [2]}]
    >>> read_values('{"@type": "NewsArticle", "headline": "Ten "shells"", "datePublished": "2026-03-04", ')
    [{'@type': 'NewsArticle', 'headline': 'Ten ', 'datePublished': '2026-03-04'}]
    """
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        pass
    text = _unwrapped(text)
    if text[:40].replace(" ", "").startswith(("{&quot;", "[{&quot;", "{&#34;")):
        text = unescape(text)
    bare = _BAD_ESCAPE.sub("", _SPARE_COMMA.sub(_kept, _COMMENT.sub(_kept, text)))
    return list(_decoded(bare)) or _salvaged(text)


def _unwrapped(text: str) -> str:
    opening = _OPENING.match(text)
    text = text[opening.end() if opening else 0 :].rstrip()
    for _ in range(_MAX_MARKS):
        if not text.endswith(_CLOSING):
            break
        text = text[: -max(len(mark) for mark in _CLOSING if text.endswith(mark))].rstrip()
    return text


def _kept(found: re.Match[str]) -> str:
    return found[1] or ""


def _decoded(text: str) -> Iterator[Any]:
    decoder = json.JSONDecoder(strict=False, parse_int=_number)
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        found = _BETWEEN.match(text, at)
        at = found.end() if found else at


def _number(digits: str) -> float:
    return int(digits) if len(digits) < _MAX_DIGITS else float(digits)


def _salvaged(text: str) -> list[Any]:
    """One object of the fields that can be told in a block that is broken in the middle: the first of each."""
    text = text[:_MAX_SALVAGED]
    found: dict[str, str] = {}
    for field, value in _FIELD.findall(text):
        if field != "name":
            found.setdefault(field, _unquoted(value))
    if author := _AUTHOR.search(text):
        found["author"] = _unquoted(author[1])
    return [found] if "@type" in found else []


def _unquoted(value: str) -> str:
    try:
        return str(json.loads(value, strict=False))
    except ValueError:
        return value[1:-1]
