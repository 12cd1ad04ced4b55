"""What an extractor left out between two paragraphs of an article, and what it took from beside it.

An extractor judges each element by itself. Held against the page, its text says where the article stands: in the
innermost element that has most of it. What a reader sees in there between two paragraphs that were found is the
article's too, unless it is built as something else is. What was found elsewhere, beside a picture, is a card.
"""

from bisect import bisect_right
from collections import Counter
from itertools import takewhile
from typing import NamedTuple

from lxml.html import HtmlElement

from newswire.ingest.extraction.body.blocks import HEADINGS, Block, blocks, squeezed
from newswire.ingest.extraction.body.cards import BUILT, MEDIA, Placed, boxes_between, cards_beside
from newswire.ingest.extraction.body.edges import labels_around, lists_below, standfirst
from newswire.ingest.extraction.body.furniture import is_furniture, is_linked_prose

_WHOLE = 40  #: characters of a block that tells where the article stands
_LABEL = 20  #: of one that may stand anywhere
_PROBE = 30  #: of a block that are looked for: an extractor may leave out words in the middle
_SHARE = 0.8  #: of what was found, that the article's element has
_BEFORE = -1  #: the first line
_SHORT = 60  #: characters of a line that is not a sentence, below which it is a label
_ENDS = tuple('.!?…:。！？।؟۔။។”"»」')


class _Found(NamedTuple):
    """The text that was found: its lines, all without blanks, where each begins in it, and which line says what."""

    lines: list[str]
    flat: str
    starts: list[int]
    exact: dict[str, int]

    def line_of(self, text: str) -> int | None:
        """The number of the line that says this, None where none does."""
        said = squeezed(text)
        if (line := self.exact.get(said)) is not None or len(said) < _PROBE:
            return line
        middle = (len(said) - _PROBE) // 2
        for probe in (said[-_PROBE:], said[:_PROBE], said[middle : middle + _PROBE]):
            if (place := self.flat.find(probe)) >= 0:
                return bisect_right(self.starts, place + _PROBE - 1) - 1
        return None


def mend_gaps(root: HtmlElement, text: str, hidden: set[HtmlElement]) -> str:
    """The text that an extractor found in `root`, with what it left out between its paragraphs and without cards."""
    found = _read(text)
    placed = [Placed(block, found.line_of(block.text)) for block in blocks(root, hidden)]
    for (spoken, *_), line in placed:
        if line is not None and not spoken.isprintable():  # an extractor loses joiners
            seen = "".join(c for c in spoken if c.isprintable() or c.isspace())
            found.lines[line] = found.lines[line].replace(seen, spoken)
    own = _own_element(placed, root)
    if own is None:
        return "\n".join(found.lines)
    within = {own, *own.iterdescendants()}
    whole = [at for at, p in enumerate(placed) if _is_paragraph(p) and p.block.element in within]
    first, last = _with_linked(placed, whole[0], whole[-1])
    between = [p for p in placed[first : last + 1] if p.block.element in within]
    missing = _missing(between)
    cards = cards_beside([p for p in placed if p.block.element not in within], own)
    cards -= {p.line for p in placed if p.block.element in within}
    cards |= boxes_between([p for p in placed[whole[0] :] if p.block.element in within], own)
    cards |= lists_below(placed, whole[-1], within) | labels_around(placed, within)
    cards.add(standfirst(placed, found.lines))
    lines = ["\n".join([said, *missing.get(at, [])]) for at, said in enumerate(found.lines) if at not in cards]
    return "\n".join([*missing.get(_BEFORE, []), *lines])


def _read(text: str) -> _Found:
    lines = text.split("\n")
    flat = [squeezed(line) for line in lines]
    starts, at = [], 0
    for said in flat:
        starts.append(at)
        at += len(said)
    exact = {said.lstrip("-"): number for number, said in reversed(list(enumerate(flat)))}
    return _Found(lines, "".join(flat), starts, exact)


def _is_paragraph(placed: Placed) -> bool:
    """Whether it tells where the article stands; a heading may stand far above it."""
    block, line = placed
    return line is not None and len(block.text) >= _WHOLE and block.element.tag not in HEADINGS


def _own_element(placed: list[Placed], root: HtmlElement) -> HtmlElement | None:
    """The innermost element that has most of what was found."""
    holds: Counter[HtmlElement] = Counter()
    for found in filter(_is_paragraph, placed):
        element = found.block.element
        while element is not None:
            holds[element] += len(found.block.text)
            element = element.getparent() if element is not root else None
    own = root
    while inner := [child for child in own if holds[child] >= _SHARE * holds[root]]:
        own = inner[0]
    return own if holds[root] else None


def _with_linked(placed: list[Placed], first: int, last: int) -> tuple[int, int]:
    """The first and the last of an article's blocks, where paragraphs beside those are one link, as sources have."""

    def is_beside(at: int, other: int) -> bool:
        if not 0 <= at < len(placed):
            return False
        block, element = placed[at].block, placed[other].block.element
        beside = block.element.tag == element.tag == "p" and block.element.getparent() is element.getparent()
        return beside and block.linked * 2 > len(block.text) and is_linked_prose(block.text)

    return first - is_beside(first - 1, first), last + is_beside(last + 1, last)


def _missing(between: list[Placed]) -> dict[int, list[str]]:
    """What was left out, by the line after which it stands."""
    spoken: set[HtmlElement] = set()  # elements with something that was found
    for block, line in between:
        if line is not None and len(block.text) >= _LABEL:
            spoken.update(takewhile(lambda e: e not in spoken, [block.element, *block.element.iterancestors()]))
    judged: dict[HtmlElement, bool] = {}
    missing: dict[int, list[str]] = {}
    after = _BEFORE
    for block, line in between:
        if line is not None:
            after = line
        elif _is_own(block) and (block.element in spoken or _is_prose(block.element, spoken, judged)):
            missing.setdefault(after, []).append(block.text)
    return missing


def _is_own(block: Block) -> bool:
    """Whether a block that was left out reads as a part of an article."""
    text = block.text
    if block.beside or is_furniture(text) or (block.linked * 2 > len(text) and not is_linked_prose(text)):
        return False
    parent = block.element.getparent()
    if block.element.tag in HEADINGS or block.element.tag in ("li", "p", "dt", "dd") or parent.tag == "li":
        return True
    return len(text) >= _SHORT or (text.endswith(_ENDS) and len(text) >= _LABEL)


def _is_prose(element: HtmlElement, spoken: set[HtmlElement], judged: dict[HtmlElement, bool]) -> bool:
    """Whether the largest part of the page around an element that has nothing of the text is not a card, form or list
    of links: there is no picture and no field in it, and it is not one link after the other."""
    while (parent := element.getparent()) is not None and parent not in spoken:
        element = parent
    if element not in judged:
        text = "".join(element.itertext()).strip()
        linked = sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))
        judged[element] = (
            (linked * 2 <= len(text) or is_linked_prose(text))
            and next(element.iter(*MEDIA), None) is None
            and not any(BUILT.search(part.get("class") or "") for part in element.iter("div", "section", "ul", "p"))
        )
    return judged[element]
