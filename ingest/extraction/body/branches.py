"""The branches of a page that hold none of its prose: taken out before the slow steps read them."""

from lxml.etree import XPath
from lxml.html import HtmlElement

_PROSE = 70  #: characters of a paragraph that counts as prose
_ENOUGH = 600  #: characters of prose, below which all branches stay
_SHARE = 0.9  #: of the prose that stands in the container of the article
_KEPT = 100  #: characters outside of links with which a branch stays
_LENGTH = XPath("string-length(normalize-space())")


def drop_bare_branches(tree: HtmlElement) -> None:
    """Keeps the way from the root to the smallest element that holds nearly all prose, and what else has a text."""
    below: dict[HtmlElement, float] = {}
    total = 0.0
    for p in tree.iter("p"):
        length = _unlinked(p)
        if length >= _PROSE:
            total += length
            for above in p.iterancestors():
                below[above] = below.get(above, 0) + length
    if total < _ENOUGH:
        return
    # ancestors come before their descendants among those that hold enough
    way = [element for element, length in below.items() if length >= _SHARE * total]
    on_way = set(way)
    for element in way:
        if not on_way.isdisjoint(element):
            for child in list(element):
                if (
                    child not in on_way
                    and child.tag != "head"
                    and below.get(child, 0) == 0
                    and _unlinked(child) < _KEPT
                ):
                    child.drop_tree()


def _unlinked(element: HtmlElement) -> float:
    length: float = _LENGTH(element)
    return length - sum(map(_LENGTH, element.iter("a"))) if length >= _PROSE else 0
