"""Boxes beside and between the paragraphs of an article: captions, forms, teasers, letters to subscribe to."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from newswire.ingest.extraction.body.blocks import HEADINGS, Block

MEDIA = ("img", "picture", "video", "audio", "iframe", "figure", "input", "form", "button", "source")
#: what the parts of a page are called that are not prose, on most sites of the world
BUILT = re.compile(
    r"(?:^|[\s_-])(?<!elementor-)"
    r"(?:widget|poll|quiz|survey|player|caption|credit|ticker|byline|meta|tag|toolbar)s?(?:$|[\s_-])",
    re.I,
)
_PARAGRAPH = 70  #: characters; what holds two is not a box
_BOX = 300  #: characters of a caption
_FORM = 400  #: of what stands around a form
#: share of the text above which boxes with pictures are how the page sets its paragraphs; of short texts in characters
_SHARE, _LEAST = 0.08, 250
_LINES = ("p", "li", "td", "dd", *HEADINGS)


class Placed(NamedTuple):
    """A block of the page, and the line of the text that was found which says it."""

    block: Block
    line: int | None


def cards_beside(outside: Iterable[Placed], own: HtmlElement) -> set[int | None]:
    """The lines that stand beside the article's element, in a box with a picture or a form."""
    around = set(own.iterancestors())
    judged: dict[HtmlElement, bool] = {}
    cards: set[int | None] = set()
    for block, line in outside:
        if line is None or block.element in around:
            continue
        box = block.element
        while (parent := box.getparent()) is not None and parent not in around:
            box = parent
        if box not in judged:
            judged[box] = next(box.iter(*MEDIA), None) is not None
        if judged[box]:
            cards.add(line)
    return cards


def boxes_between(between: Sequence[Placed], own: HtmlElement) -> set[int | None]:
    """The lines within the article's element that are all of a small box with a picture or a form.

    A picture in a paragraph or a heading belongs to it; where such boxes make up more of the text, they are its form.
    """
    found = [(block, line) for block, line in between if line is not None]
    paragraphs: Counter[HtmlElement] = Counter()
    for block, _ in found:
        if len(block.text) >= _PARAGRAPH:
            element = block.element
            while element is not own and element is not None:
                paragraphs[element] += 1
                element = element.getparent()
    judged: dict[HtmlElement, bool] = {}
    boxed: set[int | None] = set()
    said: set[int | None] = set()
    length = 0
    for block, line in found:
        box = block.element
        if box is own or paragraphs[box] > 1:
            said.add(line)
            continue
        while (parent := box.getparent()) is not own and parent is not None and paragraphs[parent] <= 1:
            box = parent
        if box not in judged:
            judged[box] = box.tag not in _LINES and _is_box(box)
        if judged[box]:
            length += len(block.text)
        (boxed if judged[box] else said).add(line)
    most = max(_SHARE * sum(len(block.text) for block, _ in found), _LEAST)
    return boxed - said if length < most else set()


def _is_box(element: HtmlElement) -> bool:
    length = len(" ".join("".join(element.itertext()).split()))
    if length < _FORM and next(element.iter("form", "input", "button"), None) is not None:
        return True
    if length >= _BOX:
        return False
    return next(element.iter("img", "picture", "video"), None) is not None or bool(
        BUILT.search(element.get("class") or "")
    )
