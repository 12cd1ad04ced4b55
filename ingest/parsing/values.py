"""Single values of a feed: texts that any store takes, plain titles."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from newswire.ingest.parsing.mending import without_cdata, without_controls, without_halves

#: beyond that no title is one; feeds that put the article there exist
_MAX_TITLE = 5_000
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")
_FORMAT_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|mark|p|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)


def plain_title(title: str | None, is_markup: bool = True) -> str | None:
    """A title in one line without markup; None where nothing is left.

    >>> plain_title("<b>Ten &amp; more</b>  shells")
    'Ten & more shells'
    >>> plain_title("Why <script> is slow", is_markup=False)
    'Why <script> is slow'
    """
    if not title:
        return None
    title = without_controls(without_cdata(title.strip()))
    if "<" not in title and "&" not in title:
        return clean(" ".join(title[: 2 * _MAX_TITLE].split())[:_MAX_TITLE])
    text = (_ANY_TAG if is_markup else _FORMAT_TAG).sub(" " if "<br" in title else "", title[: 2 * _MAX_TITLE])
    return clean(" ".join(without_controls(unescape(text)).split())[:_MAX_TITLE])


def title_as_written(title: str | None) -> str | None:
    """A title in one line that its format calls plain text: what looks like a tag is a part of it.

    >>> title_as_written("The <em> tag  explained, with &quot;examples&quot;")
    'The <em> tag explained, with "examples"'
    """
    if not title:
        return None
    title = without_controls(without_cdata(title.strip()))[: 2 * _MAX_TITLE]
    return clean(" ".join(without_controls(unescape(title)).split())[:_MAX_TITLE])


def clean(text: Any) -> str | None:
    """The text without what no database takes; None where it is not a text or nothing is left."""
    if not isinstance(text, str):
        return None
    text = without_cdata(text.strip())
    if not text.isascii():
        text = without_halves(text)
    return (text.replace("\x00", "") if "\x00" in text else text) or None


def unique(words: Iterable[str | None]) -> tuple[str, ...]:
    """Those that are there, each once, in their order."""
    return tuple(dict.fromkeys(w for w in words if w))
