"""Elements of a page by what their class, id or other marks say, and its heading."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.text_key import key

_SAYING = XPath("/html/body//text()[normalize-space() = $title]")


def heading_of(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The first heading that says the title; else the first that says anything; without any, what says the title."""
    headings = [(h, key("".join(h.itertext()))) for h in tree.iter("h1")]
    named = key(title or "")
    for heading, said in headings:
        if said and named and (said == named or said in named or named in said):
            return heading
    first = next((heading for heading, said in headings if said), None)
    if first is not None or not title:
        return first
    found = _SAYING(tree, title=title)
    return next((text.getparent() for text in found if not text.is_tail), None)


def following(element: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """The elements after the end of one, in the page's order; XPath's axis of that name gathers them all first."""
    at: HtmlElement | None = element
    while at is not None:
        for sibling in at.itersiblings():
            yield from sibling.iter(*(tags or ("*",)))
        at = at.getparent()


def is_foot_of_page(element: HtmlElement) -> bool:
    """Whether this is a footer, and not that of an article, which tells who wrote it and when."""
    return element.tag == "footer" and all(above.tag != "article" for above in element.iterancestors())


def marked(
    tree: HtmlElement,
    pattern: re.Pattern[str],
    attributes: tuple[str, ...] = ("class", "id"),
    tags: tuple[str, ...] = ("*",),
) -> list[HtmlElement]:
    """The elements of which one of these attributes holds the pattern, in the page's order."""
    return [
        element
        for element in tree.iter(*tags)
        if any((value := element.get(attribute)) and says(pattern, value) for attribute in attributes)
    ]


@lru_cache(maxsize=1 << 14)
def says(pattern: re.Pattern[str], value: str) -> bool:
    """Whether the pattern is in a value. Pages of a site share most of their classes: each is matched once."""
    return pattern.search(value) is not None
