"""Who wrote a page, as names of people: from what its head says, else from its byline."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from ingest.extraction.marks import heading_of, marked
from ingest.extraction.text_key import key

_MAX = 20  #: names
_BLANKS = re.compile(r"\s+")
_URLS = re.compile(r"[:@#/{}<>\[\]\\]|www\.|\d{3}", re.I)
_NOBODY = re.compile(
    r"(?:by|from|the|admin|administrator|editors?|editorial|staff|authors?|writers?|contributors?|guest|anonymous|"
    r"unknown|webmaster|redaktion|redazione|rédaction|redacción|redação|redactie|redakcja|редакция|reporters?|"
    r"correspondent|published|updated|posted|written|share|follow|none|null|user|root|"
    r"(?:staff|news|guest|contributing|web) (?:writer|reporter|editor|correspondent|contributor)s?)",
    re.I,
)
#: words that names of people do not hold, but names of firms, papers and desks do
_ORG = re.compile(
    r"\b(?:ltd|llc|inc|gmbh|corp|plc|s\.?a\.?|co|company|group|media|news|newsroom|newsdesk|desk|team|staff|agency|"
    r"agencies|press|times|post|magazine|journal|foundation|association|council|institute|university|department|"
    r"ministry|office|society|studios?|editors?|editorial|redaktion|redazione|rédaction|redacción|redação|redactie|"
    r"bureau|online|network|services?|solutions|marketing|blog|wire|today|daily|weekly|tv|radio|league|club|"
    r"com|org|net|updated|published|posted|written|reviewed|edited|contributors?|by|admin|author|"
    r"january|february|march|april|june|july|august|september|october|november|december|minutes?|read|comments?|"
    r"about|contact|menu|subscribe|login|privacy)\b",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|columnist|journalist|contributor|producer|photographer|manager|"
    r"director|head|chief|officer|founder|co-?founder|ceo|cto|cfo|president|professor|dietitian|nutritionist|"
    r"specialist|expert|analyst|consultant|strategist|attorney|editor-in-chief|fellow|redakteur(?:in)?|"
    r"korrespondent(?:in)?|phd|ph\.d|md|m\.d|rd|cpa|cfp|mba|winemaker|owner|author|of|at|for)\b",
    re.I,
)
_BY = re.compile(
    r"^.{0,40}?\b(?:written|posted|words|story)\s+by\b\s*:?\s*|"
    r"^(?:by|von|par|por|di|de|door|af|av|przez|written by|posted by|text|texte|testo|author|autor(?:in)?|auteur)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.I,
)
_BETWEEN = re.compile(
    r"\s*[;|•·、]\s*|,?\s+(?:&|and|und|et|y|e|en|og|och|with|mit|avec|con|med|и|та)\s+|\s+[–—/-]\s+", re.I
)
#: a post and no name; what it is of may look like one: "Head of Marketing and Community Development"
_POST = re.compile(
    r"^(?:[\w-]+\s+){0,3}?(?:head|director|manager|editor|chief|president|professor|officer)\s+of\b", re.I
)
_APART = re.compile(r"<[^<>]{0,300}>|\S+@\S+|(?<!\w)@\w+|\bhttps?://\S+|[\w.-]+/\S*/\S+")
_IN_BRACKETS = re.compile(r"\s*\([^()]{0,100}\)")
#: a place or a profession behind a name
_BEHIND = re.compile(
    r"\s+(?:in|à|aus)\s+[A-Z\u00c0-\u00dd].*$|(?<=\w)\s*(?:기자|특파원|記者|记者)$|"
    r"(?<=\w)\s+(?i:staff|senior|chief|special|political|foreign|contributing) "
    r"(?i:reporter|writer|editor|correspondent)$",
)
_BEFORE = re.compile(r"^(?:記者|记者|撰文|文|글)(?:\s*[:：/]\s*|\s+)")
_PICTURES = re.compile(
    r"^(?:photo\w*|images?|pictures?|illustrations?|videos?|graphics?|fotos?|bild\w*)\b.{0,20}\b(?:by|von|par|de|:)",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:author|byline|by-?line|writer|journalist|contributor|autor|auteur|posted-?by|submitted-?by)s?"
    r"(?:$|[\s_-]|name|link|title|text|inner)|author-?name|byline",
    re.I,
)
_NO_BYLINE = re.compile(
    r"bio\b|image|avatar|photo|date|time|comment|social|related|card-?list|description|follow", re.I
)
_ELSEWHERE = re.compile(r"comment|related|sidebar|recirc|recommend|popular|teaser|promo|carousel|more-", re.I)
_NOT_SHOWN = ("head", "meta", "link", "img", "input", "body", "html", "button")
_OUTSIDE = ("nav", "aside", "form", "blockquote")
_AROUND = 5  #: levels above a byline that tell whose it is
_WRITTEN = XPath("//text()[contains(., 'ritten by') or contains(., 'crit par') or contains(., 'scrito por')]/..")
#: elements behind a heading among which a byline is looked for
_NEAR = XPath("following::*[self::p or self::div or self::span or self::a][position() <= 90]")
_SAYING = XPath("descendant::*[@rel='author' or @itemprop='author' or @itemprop='creator']")


def names_of(byline: str) -> list[str]:
    """The names in a byline. A comma parts names of two words or more, or a name from a role; else it belongs to one.

    >>> names_of("By Ada Byron, Li Na and Jean Weiss")
    ['Ada Byron', 'Li Na', 'Jean Weiss']
    >>> names_of("Weiss, Jean"), names_of("https://example.org/staff/7"), names_of("Ada Byron, Senior Editor")
    (['Weiss, Jean'], [], ['Ada Byron'])
    """
    if len(byline) > 300 or _PICTURES.match(byline) or _POST.match(byline):
        return []
    parts: list[str] = []
    byline = _APART.sub(" ", byline)
    byline = _IN_BRACKETS.sub(" ", byline) if _IN_BRACKETS.sub("", byline).strip() else byline.strip(" ()")
    for piece in _BETWEEN.split(_BY.sub("", _BLANKS.sub(" ", byline).strip())):
        named = [part.strip() for part in piece.split(",")]
        if " " in named[0]:
            parts += [part for part in named if " " in part and not _ROLE.search(part)] or named[:1]
        else:
            parts.append(piece)
    clean = (_BEFORE.sub("", _BEHIND.sub("", _BY.sub("", part.strip(" .,:|-–—")).strip(" .,:"))) for part in parts)
    kept = [part for part in clean if 1 < len(part) < 80 and not _URLS.search(part) and not _NOBODY.fullmatch(part)]
    return list({name.casefold(): name for name in reversed(kept)}.values())[::-1]


def is_person(name: str, site: str = "") -> bool:
    """Whether a name may be one of a person: no firm's or paper's, no account's, not the site's own.

    >>> [is_person(name) for name in ("Ada Byron", "李娜", "Tide News Desk", "a.byron", "Updated January")]
    [True, True, False, False, False]
    """
    words = name.split()
    if not 1 <= len(words) <= 6 or any(c.isdigit() for c in name) or _ORG.search(name):
        return False
    if len(words) == 1 and name.isascii() and (not name[0].isupper() or name.isupper()):
        return False
    bare, own = key(name), key(site)
    return bool(bare) and not (own and (bare == own or bare.replace(" ", "") == own.replace(" ", "")))


def find_authors(
    told: list[tuple[tuple[str, ...], str]], tree: HtmlElement | None, site: str | None, title: str | None = None
) -> tuple[tuple[str, ...], str]:
    """The people who wrote it and where it says so: first of what is `told`, then of the bylines in the page.

    Where nobody is named but an organisation is, that is the author, and `organisation` the place.
    """
    own = site or ""
    for names, where in told:
        people = [name for name in names if is_person(name, own)]
        if people:
            return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:_MAX], where
    bylines = list(_bylines(tree)) if tree is not None else []
    if shown := _together(bylines, own):
        return tuple(shown[:_MAX]), "byline"
    if tree is not None and (shown := _spoken(tree, own, title)):
        return tuple(shown[:_MAX]), "byline:text"
    for desk in [*(list(names) for names, _ in told), *(names_of(_text(one)) for one in bylines)]:
        if desk and all(len(name.split()) <= 4 for name in desk):
            return tuple(dict.fromkeys(desk))[:_MAX], "organisation"
    return (), ""


def _bylines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that are marked as the byline of this page's own article."""
    named = [e for e in marked(tree, _BYLINE, ("class", "id", "data-testid")) if not _NO_BYLINE.search(_marks(e))]
    # those that say it in the standard's words stand first
    for element in dict.fromkeys([*_SAYING(tree), *named]):
        above = list(islice(element.iterancestors(), _AROUND))
        elsewhere = any(a.tag != "body" and _ELSEWHERE.search(a.get("class") or "") for a in above)
        if not elsewhere and not any(a.tag in _OUTSIDE for a in above) and element.tag not in _NOT_SHOWN:
            yield element


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"


def _together(bylines: list[HtmlElement], site: str) -> list[str]:
    """The names in the first byline that has any, and in those that stand beside it."""
    for least in (2, 1):  # words: a forename alone is believed where there is no more
        found: list[str] = []
        around: HtmlElement | None = None
        for element in bylines:
            if around is not None and all(above is not around for above in islice(element.iterancestors(), _AROUND)):
                continue
            names = [name for name in _read(element, site, least) if name not in found]
            if names and around is None:
                above = list(islice(element.iterancestors(), 2))
                around = above[-1] if above else element
            found += names
        if found:
            # what says more than another one is that one with something behind it
            return [name for name in found if not any(other != name and other in name for other in found)]
    return []


def _read(element: HtmlElement, site: str, least: int) -> list[str]:
    links = [text for a in element.iter("a") if a is not element and (text := _text(a))]
    named = [text for one in element.iter("*") if one.get("itemprop") == "name" and (text := _text(one))]
    for texts in (named, links, [_text(element)]):
        names = [name for text in texts if len(text) < 150 for name in names_of(text) if _is_name(name, site, least)]
        if names:
            return list(dict.fromkeys(names))
    # a name and a role, each in an element of its own
    pieces = (name for piece in islice(_pieces(element), 6) for name in names_of(piece))
    return [name for name in pieces if _is_name(name, site, 2)][:1]


def _is_name(name: str, site: str, least: int) -> bool:
    """Whether words in a byline are a name: each is a person's, none a role, first and last with a capital."""
    words = name.split()
    if not least <= len(words) <= 4 or len(name) < 3 or _ROLE.search(name) or not is_person(name, site):
        return False
    return not words[0][0].islower() and not words[-1][0].islower()


def _spoken(tree: HtmlElement, site: str, title: str | None) -> list[str]:
    """Names in a line near the heading that begins with `By`, or in one anywhere that says who wrote it."""
    heading = heading_of(tree, title)
    near = _NEAR(heading) if heading is not None else []
    for element in [*near, *_WRITTEN(tree)]:
        text = _text(element) if len(element) < 8 else ""
        if 5 < len(text) < 90 and _BY.match(text):
            names = [name for name in names_of(text) if _is_name(name, site, 2)]
            if names:
                return names
    return []


def _text(element: HtmlElement) -> str:
    return _BLANKS.sub(" ", " ".join(_pieces(element))).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    for n, text in enumerate(element.itertext()):
        if n > 40:
            return
        yield text
