"""The blocks of text of a part of a page, in its order: what a reader sees as paragraphs, headings and lines."""

from typing import NamedTuple

from lxml.html import HtmlElement

from newswire.ingest.extraction.gate.shown import INLINE

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
#: what is not shown as text
_UNSEEN = frozenset(["script", "style", "svg", "noscript", "template", "head", "iframe", "select", "textarea"])
#: what stands beside a text, or has a form of its own
_BESIDE = frozenset(["aside", "nav", "header", "footer", "figure", "form", "button", "dialog", "menu", "pre", "table"])


class Block(NamedTuple):
    """Text between two breaks of the line."""

    text: str  #: blanks folded
    element: HtmlElement  #: the innermost element that is not a phrase
    linked: int  #: characters of it that are in links
    beside: bool  #: in a list of links, a form, a figure, a table or the like


_JOINERS = "\u200c\u200d"


def readable(text: str) -> str:
    """A text without signs that nobody sees, such as soft hyphens; joiners shape the letters beside them and stay."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c.isprintable() or c.isspace() or c in _JOINERS)


def squeezed(text: str) -> str:
    """Only what is seen, without blanks."""
    flat = "".join(text.split())
    return flat if flat.isprintable() else "".join(filter(str.isprintable, flat))


def blocks(root: HtmlElement, hidden: set[HtmlElement]) -> list[Block]:
    """The blocks of an element, without what is in `hidden`."""
    reader = _Reader(hidden)
    reader.read(root, root.tag in _BESIDE, False)
    reader.flush(root, root.tag in _BESIDE)
    return reader.found


class _Reader:
    def __init__(self, hidden: set[HtmlElement]) -> None:
        self.found: list[Block] = []
        self._hidden = hidden
        self._pieces: list[str] = []
        self._linked = 0

    def flush(self, element: HtmlElement, beside: bool) -> None:
        if self._pieces:
            if text := " ".join("".join(self._pieces).split()):
                self.found.append(Block(readable(text), element, self._linked, beside))
            self._pieces.clear()
            self._linked = 0

    def read(self, element: HtmlElement, beside: bool, in_link: bool) -> None:
        """What is in an element; the last of it is not flushed yet. Follows at most the parser's 256 levels."""
        pieces = self._pieces
        if text := element.text:
            pieces.append(text)
            if in_link:
                self._linked += len(text.strip())
        for child in element:
            tag = child.tag
            if tag == "br":
                self.flush(element, beside)
            elif tag in INLINE:
                if child not in self._hidden:
                    self.read(child, beside, in_link or tag == "a")
            elif tag not in _UNSEEN and child not in self._hidden:
                self.flush(element, beside)
                aside = beside or tag in _BESIDE
                self.read(child, aside, in_link)
                self.flush(child, aside)
            if tail := child.tail:
                pieces.append(tail)
                if in_link:
                    self._linked += len(tail.strip())
