"""The article's body: trafilatura's, from a page without its furniture, doubted where it misses the page's prose."""

from collections import Counter
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.body.badges import drop_badges
from newswire.ingest.extraction.body.blocks import blocks, squeezed
from newswire.ingest.extraction.body.branches import drop_bare_branches
from newswire.ingest.extraction.body.extractors import own_rules, whole_cascade
from newswire.ingest.extraction.body.furniture import drop_furniture
from newswire.ingest.extraction.body.gaps import mend_gaps
from newswire.ingest.extraction.body.glued import one_line_each
from newswire.ingest.extraction.body.headline import settle_headings
from newswire.ingest.extraction.gate.shown import INLINE, is_hidden
from newswire.ingest.extraction.weight import weight

#: characters of a paragraph that counts as prose
_PROSE = 70
#: share of a page's prose below which what was found is doubted
_DOUBT = 0.6
_DOUBT_MADE = 0.5  #: where its paragraphs had to be made, which are furniture more often
_LINE = 20  #: of one among several that do
_SHORT = 250  #: characters of a body that is doubted anyway
_SEEN = 600  #: characters of prose that a page shows, beside which the hidden is not looked for
_STYLED = XPath("descendant::*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]")
_BESIDE = frozenset(["aside", "nav", "footer", "figure", "form", "table"])


class Body(NamedTuple):
    """A text as it was found, lines not yet tidied up."""

    text: str
    how: str  #: `trafilatura`, `trafilatura:balanced`, `prose`
    coverage: float | None  #: share of the page's prose that is in it, None for a page without any


def strip_code(tree: HtmlElement) -> None:
    """Takes scripts and styles out of a page, which saves each of the passes over it; structured data stays.

    A template that is the shadow tree of its parent is shown like any other part of it.
    """
    for element in list(tree.iter("script", "style", "svg", "template")):
        if element.tag == "template" and (element.get("shadowrootmode") or element.get("shadowroot")):
            element.tag = "div"
        elif element.getparent() is not None and "json" not in (element.get("type") or ""):
            element.drop_tree()


def find_body(tree: HtmlElement, url: str, *, titles: Sequence[str] = (), live: bool = False) -> Body:
    """The raw text of the article in a page; empty where there is none. The tree stays as it was.

    Fast mode first, on the page without its furniture. Where that misses much of the page's prose or finds little,
    the slower balanced mode gets the whole page, and is believed where it has more of the prose. A `live` blog of
    which the first has little is its prose.
    """
    prose = _prose(tree)
    doubt = _DOUBT
    if sum(map(weight, prose)) < _SEEN:
        tree = _with_paragraphs(tree)
        prose, doubt = _prose(tree), _DOUBT_MADE
    bare = copy(tree)
    drop_furniture(bare, url)
    drop_bare_branches(bare)
    settle_headings(bare, titles)
    drop_badges(bare)
    hidden = {element for element in _STYLED(bare) if is_hidden(element)}
    found = _measured(_mended(bare, own_rules(bare, url), hidden), "trafilatura", prose)
    little = sum(map(len, prose)) * 2 < len(found.text)  # its text is in no paragraphs: they are not a measure
    if weight(found.text) >= _SHORT and (little or (found.coverage or 0) >= doubt):
        return found
    if live and prose:  # the other mode has no more of one
        return Body("\n".join(prose), "prose", 1.0)
    whole = _apart(bare, whole_cascade(tree, url), hidden)
    other = _measured(_mended(bare, whole, hidden), "trafilatura:balanced", prose)
    more = (other.coverage or 0) > (found.coverage or 0) + 0.1 if prose else _says_more(other.text, found.text, titles)
    return other if more or not found.text else found


def _says_more(other: str, found: str, titles: Sequence[str]) -> bool:
    """Whether a text has more than another one, the titles and what both have aside: as much again."""
    rest = squeezed(other)
    own = [squeezed(line) for line in found.split("\n")]
    for said in sorted([*own, *map(squeezed, titles)], key=len, reverse=True):
        rest = rest.replace(said, "")
    return len(rest) > sum(map(len, own))


def _mended(tree: HtmlElement, text: str, hidden: set[HtmlElement]) -> str:
    root = tree.find("body")
    return mend_gaps(root, text, hidden) if root is not None and text else text


def _apart(tree: HtmlElement, text: str, hidden: set[HtmlElement]) -> str:
    root = tree.find("body")
    return one_line_each(text, blocks(root, hidden)) if root is not None and text else text


def _prose(tree: HtmlElement) -> list[str]:
    """The paragraphs of a page that are long enough, no links, and not beside the text.

    What the page hides counts where it shows next to nothing.
    """
    hidden = {element for element in _STYLED(tree) if is_hidden(element)}
    found: list[str] = []
    unseen: list[str] = []
    for p in tree.iter("p"):
        text = " ".join("".join(p.itertext()).split())
        if weight(text) < _PROSE or sum(len("".join(a.itertext())) for a in p.iter("a")) * 2 > len(text):
            continue
        around = [p, *p.iterancestors()]
        if not any(parent.tag in _BESIDE for parent in around):
            (unseen if hidden and not hidden.isdisjoint(around) else found).append(text)
    return found if sum(map(weight, found)) >= _SEEN else found + unseen


def _with_paragraphs(tree: HtmlElement) -> HtmlElement:
    """The page with a paragraph for each `div` that is one: text, and nothing in it that is a block.

    Without, a link in such a text ends the line before it and after.
    """
    tree = copy(tree)
    lines = {div: "".join(div.itertext()).strip() for div in tree.iter("div") if _is_line(div)}
    holds = Counter(div.getparent() for div, text in lines.items() if weight(text) >= _PROSE)
    for div, text in lines.items():
        among = holds[div.getparent()] > 1
        if weight(text) >= (_LINE if among else _PROSE) or (among and text.endswith((".", "!", "?", "。"))):
            div.tag = "p"
    return tree


def _is_line(div: HtmlElement) -> bool:
    return all(inner.tag in INLINE or inner.tag == "br" for inner in div.iterdescendants())


def _measured(text: str, how: str, prose: list[str]) -> Body:
    total = sum(len(p) for p in prose)
    if not total:
        return Body(text, how, None)
    flat = "".join(text.split())
    return Body(text, how, sum(len(p) for p in prose if "".join(p[:80].split())[:50] in flat) / total)
