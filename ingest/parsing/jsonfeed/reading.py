"""JSON as feeds write it, to its values: what is wrong in one item costs that item.

Numbers are kept as they are written: an id may have more digits than any number type. Line breaks and tabs within
strings are taken as such. Where the document itself is not JSON (a bad escape, a comma too many, an end that is
missing), each item is read on its own.
"""

import json
import re
from typing import Any, NamedTuple

from newswire.ingest.parsing.mending import mended_halves, mended_references
from newswire.stream.errors import RejectedError


class Number(str):
    """A number, as it was written."""


class Reading(NamedTuple):
    """A document, and what was wrong with it, as flags: `mended`, `cut_off`."""

    document: dict[str, Any]
    flags: tuple[str, ...] = ()


#: what is known of an item that is not JSON; its value is a flag
DAMAGED = "damaged item"

_DECODER = json.JSONDecoder(strict=False, parse_int=Number, parse_float=Number, parse_constant=lambda _: None)
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_TOKEN = re.compile(rf"{_STRING}|[{{}}\[\]]", re.DOTALL)
_ESCAPE = re.compile(r'\\(["\\/bfnrt]|u[0-9a-fA-F]{4})?')
_COMMA_TOO_MANY = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_MEMBER = re.compile(
    rf'"(id|url|external_url|title|date_published|date_modified|version|home_page_url|next_url|language)"\s*:\s*'
    rf"({_STRING}|-?[0-9.]+)(?=\s*(?:[,}}]|$))",
    re.DOTALL,
)
_FIRST_NAME = re.compile(r'\s*\{\s*"(\w{1,40})"')
_NEXT = re.compile(r"\s*,?\s*")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def read_json(body: bytes, content_type: str | None = None) -> Reading:
    """The document of a JSON Feed. Raises RejectedError with `not_json` or `not_a_feed`."""
    text, flags = _decoded(body, content_type)
    try:
        document, _ = _DECODER.raw_decode(text, _NEXT.match(text).end())  # type: ignore[union-attr]
    except (ValueError, RecursionError) as e:
        found = _salvaged(text)
        if found is None:
            raise RejectedError("not_json", f"{len(body)} bytes: {e}"[:200]) from e
        document, flags = found.document, (*flags, *found.flags)
    items = document.get("items") if isinstance(document, dict) else None
    if isinstance(items, dict):  # one item, or items by number
        document["items"] = items = [items] if "id" in items or "url" in items else list(items.values())
    if not isinstance(items, list):
        raise RejectedError("not_a_feed", "JSON without a list of items")
    return Reading(document, tuple(dict.fromkeys(flags)))


def _decoded(body: bytes, content_type: str | None) -> tuple[str, tuple[str, ...]]:
    encoding = json.detect_encoding(body)
    if encoding.startswith("utf-8"):
        body = mended_references(body)
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError:
        named = _CHARSET.search(content_type or "")
    try:
        if named and named[1].lower() not in ("utf-8", "utf8"):
            return body.decode(named[1]), ()
    except (UnicodeError, LookupError):
        pass
    text = (mended_halves(body) if encoding.startswith("utf-8") else body).decode(encoding, "replace")
    return text, ("mended",)


def _salvaged(text: str) -> Reading | None:
    """What can be read of a document that is not JSON; None where it has no items."""
    start = _ITEMS.search(text)
    if start is None:
        return None
    items, at, is_closed = _items(text, start.end())
    if not items:
        return None
    document = _members(text[: start.start()]) | _members(text[at:])
    document["items"] = items
    return Reading(document, ("mended",) if is_closed else ("cut_off",))


def _items(text: str, at: int) -> tuple[list[Any], int, bool]:
    """(the items from here on, where they end, whether an end is there). An item that breaks off is left out."""
    items: list[Any] = []
    name = _FIRST_NAME.match(text, at)
    begin = re.compile(rf',\s*\{{\s*"{name[1] if name else "id"}"\s*:')
    while True:
        at = _NEXT.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] == "]":
            return items, at, at < len(text)
        end = _closed(text, at)
        try:  # of the item alone: an error counts the lines of all that it is given
            item, length = _DECODER.raw_decode(text[at:end])
            at += length
        except (ValueError, RecursionError):
            found = _broken_item(text, at, end, begin)
            if found is None:
                return items, len(text), False
            item, at = found
        items.append(item)


def _broken_item(text: str, at: int, by_brackets: int | None, begin: re.Pattern[str]) -> tuple[Any, int] | None:
    """(what is known of the item here, where it ends): by its brackets, else before the next that begins as items do.

    None where the document breaks off in it.
    """
    if by_brackets and (item := _mended_item(text[at:by_brackets])) is not None:
        return item, by_brackets
    following = begin.search(text, at + 1)
    end = following.start() if following else by_brackets
    if end is None and text.rstrip().endswith("}"):  # the last one
        end = text.rfind("]", at) if text.rfind("]", at) > at else len(text)
    return None if end is None else (_members(text[at:end]) | {DAMAGED: True}, max(end, at + 1))


def _closed(text: str, at: int) -> int | None:
    """Where the brackets that open at `at` are closed again, strings left aside."""
    depth = 0
    for found in _TOKEN.finditer(text, at):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth <= 0:
            return found.end() if depth == 0 and found[0] in "}]" else None
    return None


def _mended_item(piece: str) -> Any:
    """The item in a piece of text with bad escapes or commas too many; None where it is still not JSON."""
    better = _ESCAPE.sub(lambda m: m[0] if m[1] else "\\\\", piece)
    try:
        return _DECODER.decode(_COMMA_TOO_MANY.sub(lambda m: m[1] or "", better))
    except (ValueError, RecursionError):
        return None


def _members(text: str) -> dict[str, Any]:
    """The plain members of an object of which the rest can't be read; the first of a name counts."""
    found: dict[str, Any] = {}
    for name, value in _MEMBER.findall(text):
        try:
            found.setdefault(name, _DECODER.decode(value))
        except ValueError:
            continue
    return found
