"""What a page says of itself in JSON-LD, meta tags and marked elements: candidates for each field, the best first."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from newswire.ingest.extraction.metadata.headings import (
    heading_text,
    is_below_text,
    is_home,
    is_rubric,
    kickers_of,
    whole_text,
)
from newswire.ingest.extraction.metadata.linked.read import read_json_ld
from newswire.ingest.extraction.metadata.meta_tags import read_meta_tags
from newswire.ingest.extraction.metadata.told import Metadata
from newswire.ingest.extraction.text_key import key

_MAX_HEADINGS = 20
_MAX_RUBRIC = 3  #: words of the name of a section
_JOINT = re.compile(r"\s[-–—:|•·»«@/~]\s|[|｜_]")
_COPYRIGHT = XPath("//text()[contains(., '©') or contains(., 'opyright')]", smart_strings=False)
_HOME = XPath("//a[@href='/' or @href='./' or @href='/index.html' or @rel='home']")
_YEARS = r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)\d\d)?)?"
_OWNER = re.compile(
    rf"(?:©|\(c\)|copyright)[\s,:]*(?:©\s*)?(?:{_YEARS}[\s,.]*)?(?:by\s+)?"
    rf"([^\d.,|•©;()]{{2,60}}?)(?=\s*(?:{_YEARS}|[.,|•;()]|all rights|$))",
    re.I,
)
_DATED = ("abbr", "span", "relative-time")


def read_metadata(tree: HtmlElement) -> Metadata:
    """All that the page's markup tells of the article."""
    found = Metadata()
    read_json_ld(tree, found)
    read_meta_tags(tree, found)
    _elements(tree, found)
    return found


def _elements(tree: HtmlElement, found: Metadata) -> None:
    links = [a.get("href") for a in tree.iter("link") if (a.get("rel") or "").lower() == "canonical" and a.get("href")]
    found.canonical[:0] = [(link.strip(), "canonical") for link in links[:1]]
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    if lang:
        found.languages.insert(0, (lang, "html"))
    found.titles += [(text, "title") for title in tree.iter("title") if (text := whole_text(title))][:1]
    _headings(tree, found)
    if not found.sites and any(_JOINT.search(text) for text, where in found.titles if where != "h1"):
        found.owners += tuple(_owners(tree))
    marked = [(told, element.tag) for element in tree.iter("time", *_DATED) if (told := _marked_time(element))]
    found.published += [(told, "time") for told, tag in marked if tag == "time"]
    others = {told for told, tag in marked if tag != "time"}
    found.published += [(told, "time") for told in others if len(others) == 1]  # several are a list of articles


def _headings(tree: HtmlElement, found: Metadata) -> None:
    headings = [(h1, text) for h1 in islice(tree.iter("h1"), _MAX_HEADINGS) if (text := heading_text(h1))][:3]
    headings = [(h1, text) for h1, text in headings if not is_below_text(h1)]
    found.headings = tuple(whole_text(h1) for h1, _ in headings)
    if found.titles:
        rubrics = {text for h1, text in headings if _names_section(h1, text, found.titles)}
        found.owners += tuple(text for h1, text in headings if text in rubrics and is_home(h1))
        headings = [(h1, text) for h1, text in headings if text not in rubrics]
        if rubrics and not headings:  # the headline stands in a lower heading
            parts = {key(part) for text, _ in found.titles for part in _JOINT.split(text)}
            none = parts <= set(map(key, rubrics))  # the page is called like its site
            lower = [(h, text) for h in islice(tree.iter("h2", "h3"), _MAX_HEADINGS) if (text := heading_text(h))]
            headings = [(h, text) for h, text in lower if (none or key(text) in parts) and len(text.split()) > 2][:1]
    found.titles += [(text, "h1" if h.tag == "h1" else "h2") for h, text in headings]
    found.kickers = tuple(kicker for h1, _ in headings for kicker in kickers_of(h1))
    if len(headings) == 1 and len(headings[0][1].split()) > 2:
        around = {parent.tag for parent in headings[0][0].iterancestors()}
        found.sole_heading = bool(around & {"article", "main"}) and not around & {"nav", "aside", "footer"}


def _names_section(h1: HtmlElement, text: str, titles: list[tuple[str, str]]) -> bool:
    """Whether a heading is that of the section: the page's title names it after its own, or a link leads there."""
    named = key(text)
    if len(named.split()) > _MAX_RUBRIC:
        return False
    parts = [[key(part) for part in _JOINT.split(title)] for title, _ in titles]
    whole = any(key(title) == named for title, _ in titles) and not is_home(h1)
    if whole or any(part[0].startswith(f"{named} ") for part in parts):
        return False
    return any(named in part[1:] and len(part[0].split()) > _MAX_RUBRIC for part in parts) or is_rubric(h1, text)


def _owners(tree: HtmlElement) -> Iterator[str]:
    """What leads to the front page, and whose the copyright is: names of the site, where nothing else tells them."""
    for link in islice(_HOME(tree), _MAX_HEADINGS):
        if 2 < len(name := whole_text(link)) < 50 and len(name.split()) < 7:
            yield name
    for text in islice(_COPYRIGHT(tree), _MAX_HEADINGS):
        for named in _OWNER.findall(" ".join(text.split())[:300]):
            if 1 < len(name := named.strip(" -–—,")) < 60:
                yield name


def _marked_time(element: HtmlElement) -> str | None:
    """The time in an element that is marked as that of publication."""
    marks = f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate')}".lower()
    if not any(mark in marks for mark in ("datepublished", "published", "pubdate")):
        return None
    shown = element.get("title") if element.tag == "abbr" else None
    return element.get("datetime") or element.get("content") or shown
