"""Markup that only looks like paragraphs made into paragraphs: tables for the layout, lines broken twice, bare text."""

from itertools import pairwise

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.gate.shown import INLINE
from newswire.ingest.extraction.weight import weight

_PARTS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_HEADED = ("th", "thead", "caption")
_AMONG = ("td", "div", "article", "section")
_FLOWING = ("p", "blockquote", "article", "h1", "h2", "h3", "h4", "br")
_PROSE = 300  #: characters of a cell that has paragraphs, and is not an entry of a table
#: phrases that old pages set whole texts in
_PHRASES = frozenset(["font", "span", "center", "b", "strong", "i", "em", "big", "small"])
_BOXES = frozenset(
    ["div", "section", "article", "main", "body", "td", "li", "dd", "blockquote", "p", "center", "details"]
)
_AROUND = XPath("descendant::p/..")


def write_paragraphs(tree: HtmlElement) -> None:
    """Rewrites a page in place."""
    body = tree.find("body")
    if body is None:
        return
    for table in list(body.iter("table")):
        if _is_picture(table):
            table.tag = "figure"
        elif _is_layout(table):
            for part in list(table.iter(*_PARTS)):
                if next(part.iterancestors("table"), table) is table:
                    part.tag = "div"
        else:
            _write_lists_in_line(table)
    for box in _broken_twice(body):
        while box.tag in _PHRASES:
            box.tag = "div"
            box = box.getparent()
        if box.tag in _BOXES:
            _wrap(box)
    for box in _AROUND(body):
        if box.tag in _BOXES and _has_loose_text(box):
            _wrap(box)


def _broken_twice(body: HtmlElement) -> list[HtmlElement]:
    """Where two breaks of the line follow each other; in the page's order.

    Each break is held against its next sibling alone: the same as an XPath looks through all that follow, and a text
    of 80 kB with a break for each line took 8 s.
    """
    found = {br.getparent() for br in body.iter("br") if (after := br.getnext()) is not None and _are_breaks(br, after)}
    return [box for box in body.iter() if box in found] if found else []


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table is not a table to its readers: it is one column, or holds texts of some paragraphs."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = [part for part in table.iter("tr", "td", *_HEADED) if next(part.iterancestors("table")) is table]
    if any(part.tag in _HEADED for part in own):
        return False
    rows = [sum(bool("".join(cell.itertext()).strip()) for cell in row) for row in own if row.tag == "tr"]
    if max(rows, default=0) <= 1:
        return True
    return any(_is_text(cell) for cell in own if cell.tag == "td")


def _is_picture(table: HtmlElement) -> bool:
    """Whether a table within another one's text is a picture and what is said of it."""
    if next(table.iter("img"), None) is None or next(table.iter("p", "th", "li"), None) is not None:
        return False
    cells = sum(1 for _ in table.iter("td"))
    return cells <= 2 and len("".join(table.itertext()).strip()) < _PROSE and table.getparent().tag in _AMONG


def _is_text(cell: HtmlElement) -> bool:
    if next(cell.iter("table"), None) is not None:
        return True
    flowing = sum(1 for _ in cell.iter(*_FLOWING))
    return flowing > 1 and weight("".join(cell.itertext()).strip()) >= _PROSE


def _write_lists_in_line(table: HtmlElement) -> None:
    """A list in a cell of a table becomes the cell's text, one item after the other."""
    for inner in list(table.iter("li", "dt", "dd")):
        inner.tail = f" {inner.tail or ''}"
        inner.drop_tag()
    for inner in list(table.iter("ul", "ol", "dl")):
        inner.drop_tag()


def _has_loose_text(box: HtmlElement) -> bool:
    return bool((box.text or "").strip()) or any((child.tail or "").strip() for child in box)


def _wrap(box: HtmlElement) -> None:
    """Makes a paragraph of each run of text and phrases between blocks, or between two breaks of the line."""
    if box.tag == "p":
        box.tag = "div"
    text, box.text = box.text, None
    paragraph = box.makeelement("p")
    paragraph.text = text
    children = list(box)
    twice = {br for pair in pairwise(children) if _are_breaks(*pair) for br in pair}
    for child in children:
        if child not in twice and (child.tag == "br" or _is_phrase(child)):
            paragraph.append(child)
            continue
        _close(box, paragraph)
        text, child.tail = child.tail, None
        if child.tag == "br":
            box.remove(child)
        else:
            box.append(child)
        paragraph = box.makeelement("p")
        paragraph.text = text
    _close(box, paragraph)


def _close(box: HtmlElement, paragraph: HtmlElement) -> None:
    if len(paragraph) or (paragraph.text or "").strip():
        box.append(paragraph)


def _is_phrase(element: HtmlElement) -> bool:
    return element.tag in INLINE and all(
        inner.tag in INLINE or inner.tag == "br" for inner in element.iterdescendants()
    )


def _are_breaks(one: HtmlElement, other: HtmlElement) -> bool:
    return one.tag == other.tag == "br" and not (one.tail or "").strip()
