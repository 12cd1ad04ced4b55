"""What a page says of itself in JSON-LD, meta tags and marked elements: candidates for each field, the best first."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from ingest.extraction.metadata.headings import heading_text, is_rubric, kicker_of, whole_text
from ingest.extraction.metadata.json_ld import read_json_ld
from ingest.extraction.metadata.meta_tags import read_meta_tags
from ingest.extraction.metadata.told import Metadata
from ingest.extraction.text_key import key

_MAX_HEADINGS = 20
_JOINT = re.compile(r"\s[-–—:|•·»«@/~]\s|[|｜_]")
_COPYRIGHT = XPath("//text()[contains(., '©') or contains(., 'opyright')]", smart_strings=False)
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
        found.owners = tuple(_owners(tree))
    marked = [(told, element.tag) for element in tree.iter("time", *_DATED) if (told := _marked_time(element))]
    found.published += [(told, "time") for told, tag in marked if tag == "time"]
    others = {told for told, tag in marked if tag != "time"}
    found.published += [(told, "time") for told in others if len(others) == 1]  # several are a list of articles


def _headings(tree: HtmlElement, found: Metadata) -> None:
    headings = [(h1, text) for h1 in islice(tree.iter("h1"), _MAX_HEADINGS) if (text := heading_text(h1))][:3]
    found.headings = tuple(whole_text(h1) for h1, _ in headings)
    if found.titles:
        heads = [key(_JOINT.split(text)[0]) for text, _ in found.titles]
        begun = {text for _, text in headings if any(head.startswith(f"{key(text)} ") for head in heads)}
        headings = [(h1, text) for h1, text in headings if text in begun or not is_rubric(h1, text)]
    found.titles += [(text, "h1") for _, text in headings]
    found.kickers = tuple(kicker for h1, _ in headings if (kicker := kicker_of(h1)))
    if len(headings) == 1 and len(headings[0][1].split()) > 2:
        around = {parent.tag for parent in headings[0][0].iterancestors()}
        found.sole_heading = bool(around & {"article", "main"}) and not around & {"nav", "aside", "footer"}


def _owners(tree: HtmlElement) -> Iterator[str]:
    """Whose a page's copyright is: the name of its site, where nothing else tells it."""
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
