"""What the headings of a page say, without the kicker above them and what is there for screen readers only."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.text_key import key

_APART = re.compile(
    r"kicker|eyebrow|overline|dachzeile|spitzmarke|topline|roofline|surtitre|antetitulo|occhiello|cintillo|volanta|"
    r"sr-only|visually-?hidden|screen-reader"
)
#: where a label within a heading may be called so, but the heading's own text as well
_LABEL = re.compile(r"(?:^|[\s_-])(?:badge|label|tag|flag|category|rubrik|section)(?:$|[\s_-])")
_Part = tuple[HtmlElement | None, str]
_UNSEEN = ("script", "style", "svg", "template", "button", "noscript")
_BLOCKS = ("br", "div", "p", "h2", "h3", "small", "li")
_BLANKS = re.compile(r"\s+")
_MAX_KICKER = 2  #: words of one that nothing marks
_PARAGRAPH = 70  #: characters
_MAX_RUBRIC = 40  #: characters of a heading that may be the name of a section
_HOME = re.compile(r"(?:https?://[^/?#]+)?/?(?:\./|index\.\w+)?")
_LINKS = XPath("//a[string-length(normalize-space()) < 60]")


def heading_text(h1: HtmlElement) -> str:
    """The headline in a heading; all of it where nothing would be left.

    A part that stands without a blank before a capital is shown on a line of its own: `<span>Opinion</span>A mistake`.
    """
    parts = list(_parts(h1))
    own = _unmarked(parts)
    if len(own) > 1 and own[0][0] is not None and _is_kicker(own[0][1], "".join(text for _, text in own[1:])):
        own = own[1:]
    kept = own if any(text.strip() for _, text in own) else parts
    pieces: list[str] = []
    for part, text in kept:
        pieces += [" ", text] if pieces and _is_glued(pieces[-1], text, inner=part is not None) else [text]
    return _BLANKS.sub(" ", "".join(pieces)).strip() or whole_text(h1)


def kickers_of(h1: HtmlElement) -> list[str]:
    """What stands in an element of its own at the beginning or the end of a heading: a kicker, a badge."""
    own = _unmarked(list(_parts(h1)))
    while own and not own[-1][1].strip():
        del own[-1]
    ends = [own[0], own[-1]] if len(own) > 1 else []
    return [text.strip() for part, text in ends if part is not None]


def whole_text(element: HtmlElement) -> str:
    """All that stands in an element, in one line."""
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()


def is_below_text(h1: HtmlElement) -> bool:
    """Whether a heading is a subheading: a paragraph stands before it, both in the same part of the page."""
    return any(
        len(whole_text(p)) >= _PARAGRAPH and not len(p.findall(".//a")) for p in h1.itersiblings("p", preceding=True)
    )


def is_rubric(h1: HtmlElement, text: str) -> bool:
    """Whether a heading of few words names a section, or the site: another link on the page says the same."""
    named = key(text)
    if not named or len(text) > _MAX_RUBRIC:
        return False
    if is_home(h1):
        return True
    return any(key(whole_text(link)) == named and h1 not in link.iterancestors() for link in _LINKS(h1))


def is_home(h1: HtmlElement) -> bool:
    """Whether a heading leads to the front page: it is the name of the site."""
    return any(_HOME.fullmatch(a.get("href") or "#") for a in [*h1.iter("a"), *h1.iterancestors("a")])


def _unmarked(parts: list[_Part]) -> list[_Part]:
    own = [(part, text) for part, text in parts if text and not _is_marked(part)]
    while own and not own[0][1].strip():
        del own[0]
    return own


def _parts(h1: HtmlElement) -> Iterator[_Part]:
    """The texts of a heading, each with the child that holds it, None for its own; a single child stands for it."""
    while len(h1) == 1 and not (h1.text or "").strip() and not (h1[0].tail or "").strip():
        if _is_marked(h1[0]) or not _is_text(h1[0]):
            break
        h1 = h1[0]
    yield None, h1.text or ""
    for child in h1:
        if _is_text(child):
            yield child, f" {_shown(child)} " if child.tag in _BLOCKS else _shown(child)
        yield None, child.tail or ""


def _shown(element: HtmlElement) -> str:
    pieces = [element.text or ""]
    for child in element:
        space = " " if child.tag in _BLOCKS else ""
        pieces += [space, _shown(child) if _is_text(child) and not _is_marked(child) else "", space, child.tail or ""]
    return "".join(pieces)


def _is_text(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in _UNSEEN


def _is_glued(before: str, text: str, *, inner: bool) -> bool:
    """Whether two parts without a blank between them are two lines, and not a word of which a part stands out."""
    if not (before[-1:].isalpha() and text[:1].isalpha()):
        return False
    lines = inner and len(text.split()) > 1 and len(before.split()) > 1
    return lines or (len(before.strip()) > 3 and before[-1].islower() and text[0].isupper())


def _is_marked(part: HtmlElement | None) -> bool:
    if part is None:
        return False
    marks = f"{part.get('class') or ''} {part.get('data-testid') or ''}".lower()
    return bool(_APART.search(marks)) or bool(_LABEL.search(marks) and len(list(islice(part.itertext(), 3))) < 3)


def _is_kicker(text: str, rest: str) -> bool:
    """Whether a part is a line of its own: no blank parts it from what follows, which begins with a capital."""
    first = text.strip()
    if len(first.split()) > _MAX_KICKER or len(first) < 4 or not first[0].isupper() or len(rest.split()) < 2:
        return False
    if text != text.rstrip() or rest != rest.lstrip() or not first[-1].isalnum():
        return False
    opening = rest.lstrip("„“\"'«‘¿¡(")
    return opening[:1].isupper() or opening[:1].isdigit()
