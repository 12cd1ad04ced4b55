"""Text out of markup in one linear pass: for the feed's own content, and for pages that break tree parsers."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from newswire.stream.text import normalized

_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<[!?][^<>]*>?")
_BREAKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "article",
        "section",
        "main",
        "figure",
        "pre",
        "hr",
        "body",
        "head",
        "title",
    ]
)
#: their content is not a text to be read
_RAW = frozenset(["script", "style", "template", "svg", "iframe", "textarea"])
#: nor is it the article's own
_ASIDE = frozenset(["noscript", "nav", "header", "footer", "aside", "form", "button", "select", "figcaption", "title"])
_BLANKS = re.compile(r"\s+")


class Block(NamedTuple):
    """What stands between two breaks of the line."""

    text: str
    linked: int  #: characters of it, blanks included, that are in links


def plain_text(markup: str | None) -> str:
    """Text of a feed's markup (or of text without any), NFC, paragraphs separated by one empty line.

    >>> plain_text("<p>One &amp; two</p><p>three<br>four</p>")
    'One & two\\n\\nthree\\n\\nfour'
    """
    return "\n\n".join(block.text for block in blocks(markup or ""))


def plain_body(markup: str, *, min_chars: int = 40) -> str:
    """What a page says in paragraphs: blocks of this many characters at least, of which links are the lesser part."""
    own = (block for block in blocks(markup, hidden=_ASIDE) if len(block.text) >= min_chars)
    return "\n\n".join(block.text for block in own if block.linked * 2 < len(block.text))


def blocks(markup: str, hidden: frozenset[str] = frozenset()) -> Iterator[Block]:
    """The blocks of text of a document, without what is inside of `hidden` elements, scripts and comments."""
    lower = markup.lower()
    pieces: list[str] = []
    at = linked = in_link = depth = 0
    within = ""  # the hidden element that we are in
    while match := _TOKEN.search(markup, at):
        if not within and match.start() > at:
            pieces.append(markup[at : match.start()])
            linked += (match.start() - at) if in_link else 0
        at = match.end()
        closing, name = match[1], (match[2] or "").lower()
        if match[0] == "<!--":
            at = _after(lower, "-->", at)
        elif within:
            depth += (-1 if closing else 1) if name == within else 0
            within = within if depth else ""
        elif name in _RAW:
            at = at if closing else _after(lower, f"</{name}", at)
        elif name in hidden:
            within, depth = ("", 0) if closing else (name, 1)
        elif name == "a":
            in_link = not closing
        if not within and (name in _BREAKS or name in hidden):
            yield from _block(pieces, linked)
            pieces, linked = [], 0
    if not within:
        pieces.append(markup[at:])
    yield from _block(pieces, linked)


def _after(lower: str, end: str, at: int) -> int:
    """Where it goes on after the next `end`; what is never closed goes to the end of the document."""
    found = lower.find(end, at)
    return len(lower) if found < 0 else found + (len(end) if end == "-->" else 0)


def _block(pieces: list[str], linked: int) -> Iterator[Block]:
    text = "".join(pieces)
    if text and (flat := normalized("NFC", _BLANKS.sub(" ", unescape(text)).strip())):
        yield Block(flat, linked)
