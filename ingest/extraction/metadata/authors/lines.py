"""Lines of a page that may be a byline: how they read, and whether they are one without being marked."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from newswire.ingest.extraction.datelines import dates_in, read_line_date, undated
from newswire.ingest.extraction.metadata.authors.byline import begins_as_byline
from newswire.ingest.extraction.metadata.authors.people import is_name, is_person
from newswire.ingest.name_words import AGENCY, HAN

_BLANKS = re.compile(r"\s+")
_LINES = frozenset(["br", "div", "li", "p", "tr", "td", "h3", "h4", "ul", "section"])
_IN_BRACKETS = re.compile(rf"[（(]\s*{HAN.pattern}\s*[）)]")
#: what begins a place's name of two words
_PLACE = re.compile(
    r"(?:new|los|las|san|santa|saint|st|são|sao|hong|tel|cape|buenos|rio|kuala|the|den|la|le|el|al|sri|addis|abu|united|"
    r"south|north|east|west|bad|нью|нижний|санкт|ростов|great|port|fort|mexico|ho|phnom|quezon)\b",
    re.I,
)
_REPORTER = re.compile(r"^\S{2,4}\s?(?:기자|특파원|記者|记者)(?:\s|$)")


def is_byline(text: str) -> bool:
    """Whether a line begins with `By`, after its date, or ends with the name of an agency or a reporter's title.

    >>> [is_byline(text) for text in ("By Ada Byron", "4 March 2024 by Ada Byron", "Ada Byron, Reuters", "Ada Byron")]
    [True, True, True, False]
    """
    if any(c.isdigit() for c in text):
        text = undated(text).strip(" |·•-–—,")
    last = text.rpartition(", ")[2]
    agency = AGENCY.fullmatch(last) if last != text else None
    signed = agency or _REPORTER.match(text) or _IN_BRACKETS.fullmatch(text)
    return begins_as_byline(text) or signed is not None


def is_dated(element: HtmlElement, text: str) -> bool:
    """Whether a text is a date and a line for each name, and nothing else: `4 March 2024<br>Ada Byron`."""
    if not any(c.isdigit() for c in text) or not any(read_line_date(date) for _, date in dates_in(text)[0]):
        return False
    left = [line.strip(" ,.·•-–—/") for line in undated(lines_of(element).replace("\n", " | ")).split("|")]
    names = [line for line in left if line]
    people = [name for name in names if is_name(name, (), 2) and len(name.split()) < 4 and "," not in name]
    people = [name for name in people if not _PLACE.match(name)]
    # the paper's name may stand beside them
    return 0 < len(people) < 3 and all(name in people or not is_person(name) for name in names)


def text_of(element: HtmlElement) -> str:
    return _BLANKS.sub(" ", " ".join(pieces_of(element))).strip()


def lines_of(element: HtmlElement) -> str:
    """The text with a line for each block, and for each element that no blank parts from the one before it."""
    pieces: list[str] = []
    for event, inner in islice(iterwalk(element, events=("start", "end")), 80):
        text = (inner.text if event == "start" else inner.tail if inner is not element else "") or ""
        glued = event == "start" and pieces and pieces[-1][-1].isalpha() and text[:1].isalpha()
        if inner.tag in _LINES or glued:
            pieces.append("\n")
        if text:
            pieces.append(text)
    lines = ("".join(pieces)).split("\n")
    return "\n".join(text for line in lines if (text := _BLANKS.sub(" ", line).strip()))


def pieces_of(element: HtmlElement) -> Iterator[str]:
    for n, text in enumerate(element.itertext()):
        if n > 40:
            return
        yield text
