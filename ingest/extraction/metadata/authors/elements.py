"""The elements of a page that say who wrote its article: marked as a byline, or a line near the heading."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.marks import following, heading_of, is_foot_of_page, marked
from newswire.ingest.extraction.metadata.authors.byline import names_of, tells_of_pictures
from newswire.ingest.extraction.metadata.authors.lines import is_byline, is_dated, lines_of, pieces_of, text_of
from newswire.ingest.extraction.metadata.authors.people import is_name

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:author|byline|by-?line|writer|journalist|reporter|contributor|autor|auteur|redakteur|redacteur|"
    r"verfasser|firma|yazar|penulis|posted-?by|submitted-?by)s?(?:$|[\s_-]|name|link|title|text|inner)|"
    r"author-?name|byline|^by$",
    re.I,
)
_NO_BYLINE = re.compile(
    r"bio\b|image|avatar|photo|date|time|comment|social|related|card-?list|description|follow", re.I
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|recirc|recommend|popular|most-?(?:read|viewed)|latest|teaser|promo|carousel|more-", re.I
)
_NOT_SHOWN = ("head", "meta", "link", "img", "input", "body", "html", "button")
_OUTSIDE = ("nav", "aside", "form", "blockquote")
_AROUND = 5  #: levels above a byline that tell whose it is
_WRITTEN = XPath("//text()[contains(., 'ritten by') or contains(., 'crit par') or contains(., 'scrito por')]/..")
#: elements after a heading among which a byline is looked for
_NEAR = ("p", "div", "span", "a", "address", "font", "small", "b", "strong", "em", "i", "td")
_MAX_NEAR = 90
_SAYING = XPath("descendant::*[@rel='author' or @itemprop='author' or @itemprop='creator']")
_TITLED = XPath(
    "descendant::*[self::h2 or self::h3 or self::h4 or self::h5][descendant::a[@href] or ancestor::a[@href]]"
)
_LENGTH = XPath("string-length(normalize-space())")
_MORE = 6  #: characters of a link beside a byline, which lead to another article
_MAX_CARD = 600  #: characters of a card that leads to another article
_MAX_LINES = 6  #: of a byline; what has more is a menu


def shown_authors(tree: HtmlElement, sites: tuple[str, ...], title: str | None) -> tuple[list[str], str, list[str]]:
    """(people, `byline` or `byline:text`, what else the bylines name: a desk, an agency)."""
    heading = heading_of(tree, title)
    bylines = list(_bylines(tree, heading))
    if people := _together(bylines, sites):
        return people, "byline", []
    if people := _spoken(tree, heading, sites):
        return people, "byline:text", []
    desks = (names_of(text_of(one)) for one in bylines)
    return [], "", next((names for names in desks if names and all(len(n.split()) <= 4 for n in names)), [])


def _bylines(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[HtmlElement]:
    """The elements that are marked as the byline of this page's own article."""
    named = [e for e in marked(tree, _BYLINE, ("class", "id", "data-testid")) if not _NO_BYLINE.search(_marks(e))]
    # those that say it in the standard's words stand first
    for element in dict.fromkeys([*_SAYING(tree), *named]):
        if element.tag not in _NOT_SHOWN and not _is_elsewhere(element, heading):
            yield element


def _is_elsewhere(element: HtmlElement, heading: HtmlElement | None) -> bool:
    """Whether it belongs to another part of the page than its article."""
    above = list(islice(element.iterancestors(), _AROUND))
    if any(a.tag in _OUTSIDE or (a.tag != "body" and _ELSEWHERE.search(_marks(a))) for a in above):
        return True
    return _is_of_another(element, above, heading)


def _is_of_another(element: HtmlElement, above: list[HtmlElement], heading: HtmlElement | None) -> bool:
    """Whether it stands in a card that leads to another article, or in the foot of the page."""
    link = next((a for a in [element, *above] if a.tag == "a"), None)
    if link is not None and _LENGTH(link) > _LENGTH(element) + _MORE:
        return True
    for around in [element, *above]:
        if around.tag in ("body", "main", "html") or (heading is not None and heading in around.iterdescendants("h1")):
            return False
        if is_foot_of_page(around):
            return True
        if heading is not None and any(_is_other(titled, element) for titled in _TITLED(around)):
            return bool(_LENGTH(around) <= _MAX_CARD)
    return False


def _is_other(titled: HtmlElement, byline: HtmlElement) -> bool:
    """Whether a linked heading is not part of the byline itself."""
    return titled is not byline and titled not in byline.iterdescendants() and byline not in titled.iterdescendants()


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"


def _together(bylines: list[HtmlElement], sites: tuple[str, ...]) -> list[str]:
    """The names in the first byline that has any, and in those that stand beside it."""
    for least in (2, 1):  # words: a forename alone is believed where there is no more
        found: list[str] = []
        around: HtmlElement | None = None
        for element in bylines:
            if around is not None and all(above is not around for above in islice(element.iterancestors(), _AROUND)):
                continue
            names = [name for name in _read(element, sites, least) if name not in found]
            if names and around is None:
                above = list(islice(element.iterancestors(), 2))
                around = above[-1] if above else element
            found += names
        if found:
            # what says more than another one is that one with something after it
            return [name for name in found if not any(other != name and other in name for other in found)]
    return []


def _read(element: HtmlElement, sites: tuple[str, ...], least: int) -> list[str]:
    links = [text for a in element.iter("a") if a is not element and (text := text_of(a))]
    named = [text for one in element.iter("*") if one.get("itemprop") == "name" and (text := text_of(one))]
    lines = lines_of(element)
    for texts in (named, links, *([[lines], [text_of(element)]] if lines.count("\n") < _MAX_LINES else [])):
        names = [name for text in texts if len(text) < 150 for name in names_of(text) if is_name(name, sites, least)]
        if names:
            made = set(names_of(lines)) if tells_of_pictures(lines) else set(names)
            return [name for name in dict.fromkeys(names) if name in made]
    # a name and a role, each in an element of its own
    pieces = (name for piece in islice(pieces_of(element), 6) for name in names_of(piece))
    return [name for name in pieces if is_name(name, sites, 2)][:1]


def _spoken(tree: HtmlElement, heading: HtmlElement | None, sites: tuple[str, ...]) -> list[str]:
    """Names in a line near the heading that begins with `By`, or in one anywhere that says who wrote it."""
    near = islice(following(heading, *_NEAR), _MAX_NEAR) if heading is not None else ()
    for element in [*near, *_WRITTEN(tree)]:
        text = text_of(element) if len(element) < 8 else ""
        if 3 < len(text) < 120 and (is_byline(text) or is_dated(element, text)) and not _is_elsewhere(element, heading):
            names = [name for name in names_of(text) if is_name(name, sites, 2)]
            if names:
                return names
    return []
