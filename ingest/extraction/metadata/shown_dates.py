"""The day of publication as a page shows it: beside its heading, marked as a date, or in its address."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from ingest.dates.read import read_date
from ingest.extraction.marks import heading_of, marked

_BEFORE, _BEHIND = 6, 50  #: elements around the heading where a date is the article's
_MAX = 70  #: characters of a text that is a date and little else
_YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-4])\d(?!\d)")
_EITHER_WAY = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_UPDATED = re.compile(
    r"updated|modified|reviewed|revised|edited|aktualisiert|mis à jour|actualizad|aggiornat|atualizad|bijgewerkt|"
    r"oppdatert|uppdaterad|opdateret|aktualizacja|обновлен|güncelle",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:published|posted|publication date|first published|originally published|veröffentlicht|publié|publicado|"
    r"pubblicato|gepubliceerd|publicerad|publisert|opublikowano)\b",
    re.I,
)
_BETWEEN = re.compile(r"\s*[|•·]\s*")
_MARKS = re.compile(
    r"(?:^|[\s_-])(?:date-?published|pub-?date|publish(?:ed)?-?(?:date|on|time)?|post(?:ed)?-?(?:date|on|time)|"
    r"entry-date|article-?date|blog-?date|date-?line|date-?(?:time|article|post|new)?|timestamp|post_time)(?:$|[\s_-])",
    re.I,
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|recirc|recommend|popular|teaser|promo|carousel|card|list|archive", re.I
)
_OTHERS = re.compile(r"comment|related|recirc|recommend|popular|teaser|promo|carousel", re.I)
_ABOVE = 5  #: levels above a date that tell whose it is
_OUTSIDE = ("nav", "aside", "footer", "form")
_URL = re.compile(r"/((?:19[89]|20[0-4])\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/((?:20[0-4])\d)(\d\d)(\d\d)(?=[/_-])")


class Shown(NamedTuple):
    """A time in the form of the messages, and where it was found."""

    when: str
    where: str  #: `heading`, `marked`, `url`


def shown_date(tree: HtmlElement, url: str, fetched: str | None = None, title: str | None = None) -> Shown | None:
    """The day that a page shows as that of its article, never one after `fetched`; one of publication before an update.

    A day that can be read in two ways is none.
    """
    latest = (fetched or "9")[:10]
    for where, texts in (("heading", _near_heading(tree, title)), ("marked", _marked(tree))):
        told = [(when, bool(_UPDATED.search(text))) for text in texts if (when := _day(text)) and when[:10] <= latest]
        told.sort(key=lambda t: t[1])
        if told:
            return Shown(told[0][0], where)
    if (when := _in_url(url)) and when <= latest:
        return Shown(when, "url")
    return None


def _near_heading(tree: HtmlElement, title: str | None) -> list[str]:
    """The texts around the heading that hold a year and little else, those that say so first."""
    heading = heading_of(tree, title)
    if heading is None:
        return []
    around = [*reversed(heading.xpath(f"preceding::*[position() <= {_BEFORE}]")), *islice(_behind(heading), _BEHIND)]
    texts = [text for element in around for text in _texts(element) if not _is_elsewhere(element, _OTHERS)]
    return sorted(texts, key=lambda text: not _TOLD.search(text))


def _behind(heading: HtmlElement) -> Iterator[HtmlElement]:
    yield from heading.iterdescendants()
    yield from heading.xpath(f"following::*[position() <= {_BEHIND}]")


def _is_elsewhere(element: HtmlElement, others: re.Pattern[str] = _ELSEWHERE) -> bool:
    """Whether it belongs to another part of the page than its article."""
    above = [element, *islice(element.iterancestors(), _ABOVE)]
    return any(a.tag in _OUTSIDE or (a.tag != "body" and others.search(a.get("class") or "")) for a in above)


def _texts(element: HtmlElement) -> list[str]:
    if element.tag in ("time", "relative-time") and (machine := element.get("datetime")):
        return [machine]
    parent = element.getparent()
    # `Updated` may stand in an element of its own before the date
    said = " ".join((parent.text or "").split()) if parent is not None else ""
    return [f"{said} {text}"[:_MAX] if len(said) < 30 else text for text in _own(element)]


def _own(element: HtmlElement) -> Iterator[str]:
    for piece in (element.text, element.tail):
        if piece and len(piece) < 4 * _MAX and _YEAR.search(piece):
            texts = [" ".join(text.split()) for text in _BETWEEN.split(piece)]
            yield from (text for text in texts if len(text) <= _MAX and _YEAR.search(text))


def _marked(tree: HtmlElement) -> list[str]:
    """Dates in elements that are marked as that of a publication, outside of lists of other articles."""
    found = []
    for element in dict.fromkeys([*tree.iter("time"), *marked(tree, _MARKS, ("class", "id", "itemprop"))]):
        if _is_elsewhere(element):
            continue
        text = element.get("datetime") or " ".join("".join(islice(element.itertext(), 12)).split())
        if len(text) <= _MAX and _YEAR.search(text):
            found.append(text)
    # several of them are a list of articles: none is this one's
    own = {text for text in found if not _UPDATED.search(text)}
    return found if len(own) <= 1 else []


def _day(text: str) -> str | None:
    """The day or the time in a text; None where there is none, or one of two."""
    either = _EITHER_WAY.search(text)
    if either and int(either[1]) <= 12 and int(either[2]) <= 12 and either[1] != either[2]:
        return None
    moment = read_date(text)
    if moment is None or not "1990" <= moment.iso <= "2100":
        return None
    # a clock without a zone: the day is as the page counts days
    return moment.iso if moment.sure else moment.iso[:10]


def _in_url(url: str) -> str | None:
    found = _URL.search(urlsplit(url).path)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
