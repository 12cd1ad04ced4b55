"""What an extractor took from above and below an article: the standfirst set apart from its text, and lists of links.

Told by how the page is built around the text, as the names that pages give to these parts are without number.
"""

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from lxml.html import HtmlElement

from newswire.ingest.dates.read import read_date
from newswire.ingest.extraction.body.blocks import HEADINGS, Block, squeezed
from newswire.ingest.extraction.body.cards import Placed
from newswire.ingest.extraction.body.furniture import is_linked_prose
from newswire.ingest.extraction.datelines import dates_in
from newswire.ingest.extraction.weight import weight

_MAX_STANDFIRST = 250  #: characters
_MAX_DATELINE = 120  #: characters of a line above a text that says when it was written
_MOST = 0.8  #: share of a text that stands in its body
_LINKED = 0.9  #: share of a line in links, from which it is a link
_LABEL = 60  #: characters of a line that is not a sentence
_ENDS = tuple('.!?…:。！？।؟۔။។”"»」')
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:standfirst|stand-first|sub-?(?:title|head|heading|headline|titulo)s?|deck?|intro|introduction|"
    r"summary|abstract|excerpt|description|lead|lede|ingress|manchet|chapo|chapeau|vorspann|teaser|sapo|bajada|copete|"
    r"entradilla|sommario|occhiello|catenaccio|lid|perex|anons|spot|strapline|tagline)(?:$|[\s_-])",
    re.I,
)
_SIGNED = re.compile(r"byline|author|dateline|publish|pub-?date|timestamp|posted|(?:post|entry|article)-?(?:date|meta)")
_PARTS = (*HEADINGS, "li", "dt", "dd")
_NAMES = ("class", "id", "data-component", "data-testid", "itemprop")


def standfirst(placed: Sequence[Placed], lines: Sequence[str]) -> int | None:
    """The line of the text that is a standfirst set apart: before, and built apart from, two paragraphs or more.

    It is called so, stands right below the title, or is parted from the text by the line that says when
    and by whom it was written.
    """
    found = list(dropwhile(_dates, (p for p in placed if p.line is not None)))
    if len(found) < 3 or len(found[0].block.text) > _MAX_STANDFIRST:
        return None
    if squeezed(lines[found[0].line or 0]) != squeezed(found[0].block.text):  # a paragraph that says it once more
        return None
    first, rest = found[0].block.element, [p.block for p in found[1:]]
    body = _holding(rest)
    if body is None or first is body or body in first.iterancestors():
        return None
    around = {*body.iterancestors()}
    part = first
    while (parent := part.getparent()) is not None and parent not in around:
        part = parent
    if parent is None or next(part.iter("br"), None) is not None:
        return None
    lies = placed[placed.index(found[0]) + 1 : placed.index(found[1])]
    apart = _is_called(first, part) or _is_below_title(first) or any(map(_dates, lies))
    return found[0].line if apart else None


def _holding(blocks: Sequence[Block]) -> HtmlElement | None:
    """The innermost element that holds most of these, two at least."""
    total = sum(weight(block.text) for block in blocks)
    holds: dict[HtmlElement, float] = {}
    for block in blocks:
        for element in (block.element, *block.element.iterancestors()):
            holds[element] = holds.get(element, 0) + weight(block.text)
    own = blocks[0].element.getroottree().getroot()
    if holds.get(own, 0) < total:
        return None
    while inner := [child for child in own if holds.get(child, 0) >= _MOST * total]:
        own = inner[0]
    return (
        own if sum(1 for block in blocks if block.element is own or own in block.element.iterancestors()) > 1 else None
    )


def _is_called(first: HtmlElement, part: HtmlElement) -> bool:
    around = [first]
    while around[-1] is not part:
        around.append(around[-1].getparent())
    return any(_LEAD.search(element.get(name) or "") for element in around for name in _NAMES)


def _is_below_title(element: HtmlElement) -> bool:
    """Whether nothing stands between an element and the heading that held the title (`headline.py` leaves it empty)."""
    while (previous := element.getprevious()) is None:
        if (element := element.getparent()) is None or (element.text or "").strip():
            return False
    return not (previous.tail or "").strip() and next(previous.iter("h1"), None) is not None


def _dates(placed: Placed) -> bool:
    """Whether a line says when that was written, or is where that is said."""
    block = placed.block
    if len(block.text) > _MAX_DATELINE:
        return False
    if block.element.tag == "time" or any(_SIGNED.search(block.element.get(name) or "") for name in _NAMES):
        return True
    return any(c.isdigit() for c in block.text) and any(read_date(date) for _, date in dates_in(block.text)[0])


def labels_around(placed: Sequence[Placed], within: set[HtmlElement]) -> set[int | None]:
    """The lines right above and below the article's element that are not sentences: sections, names, places.

    Headings and lists go on with a text that is built of several parts.
    """
    found = [p for p in placed if p.line is not None]
    lines: set[int | None] = set()
    for order in (found, reversed(found)):
        for p in takewhile(lambda p: p.block.element not in within, order):
            if not _is_label(p.block) or p.block.element.tag in _PARTS:
                break
            lines.add(p.line)
    return lines


def _is_label(block: Block) -> bool:
    return weight(block.text) < _LABEL and not block.text.endswith(_ENDS)


def lists_below(placed: Sequence[Placed], last: int, within: set[HtmlElement]) -> set[int | None]:
    """The lines below the article's element that are links to others, or what stands above such links.

    `last` is the place of the last paragraph that is `within` the article's element.
    """
    below = [p for p in placed[last + 1 :] if p.block.element not in within]
    lines: set[int | None] = set()
    links_follow = False
    for block, line in reversed(below):
        linked = block.linked >= _LINKED * len(block.text) and not is_linked_prose(block.text)
        if line is not None and (linked or (links_follow and (_is_label(block) or block.element.tag in HEADINGS))):
            lines.add(line)
        links_follow = linked
    return lines
