"""A page that goes on with the next articles below its own: these are taken out."""

import re

from lxml.html import HtmlElement

from newswire.ingest.extraction.marks import marked
from newswire.ingest.extraction.text_key import key

_MAX_HEADINGS = 50
#: characters of prose: what stands before another article, and what that one has, for each to be one
_OWN, _OTHER = 600, 300
_SIGNED = re.compile(r"byline|author|dateline|publish|timestamp|post-?(?:date|meta)|entry-?(?:date|meta)", re.I)

_ENDLESS = re.compile(r"(?:infinite|endless|continuous)-?_?(?:scroll|article|feed|load)", re.I)


def drop_other_articles(tree: HtmlElement, title: str | None) -> None:
    """Takes out what stands below the article and is another one: a container with an `h1` of its own, and its text.

    Only where the page's title is the first `h1` of it, so that a list of whole articles stays what it is, and an
    article whose sections have an `h1` each does, too: another article is an `article` beside it, or built as the
    first is and signed or dated.
    """
    named = key(title or "")
    headings = [(h, key("".join(h.itertext()))) for h in tree.iter("h1")]
    headings = [(h, said) for h, said in headings if said][:_MAX_HEADINGS]
    if not named or len(headings) < 2 or headings[0][1] != named:
        return
    around = [headings[0][0], *headings[0][0].iterancestors()]
    for heading, said in headings[1:]:
        other = heading
        while (parent := other.getparent()) is not None and parent not in around:
            other = parent
        if parent is None or said == named or heading is other:  # gone with another, the same, or a bare heading
            continue
        own = around[around.index(parent) - 1]
        if _is_another(other, own) and _prose(other) >= _OTHER and _prose_before(other) >= _OWN:
            other.drop_tree()


def _is_another(other: HtmlElement, own: HtmlElement) -> bool:
    if any(parent.tag == "article" for parent in own.iterancestors()):
        return False  # both stand in one
    if other.tag == "article" or next(other.iter("article"), None) is not None:
        return True
    if other.tag != own.tag or other.get("class") != own.get("class"):
        return False
    endless = any(_ENDLESS.search(e.get("class") or "") for e in (other, *other.iterancestors()))
    return endless or next(other.iter("time"), None) is not None or bool(marked(other, _SIGNED))


def _prose_before(element: HtmlElement) -> int:
    return sum(_prose(before) for before in element.itersiblings(preceding=True))


def _prose(element: HtmlElement) -> int:
    return sum(len("".join(p.itertext()).strip()) for p in element.iter("p"))
