"""The day of publication as a page shows it: beside its heading, marked as a date, or in its address."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newswire.ingest.extraction.datelines import begins_with_date, dates_in
from newswire.ingest.extraction.marks import following, heading_of, is_foot_of_page, marked
from newswire.ingest.extraction.metadata.shown_day import shown_day
from newswire.ingest.names import without_by

_BEFORE, _AFTER = 6, 50  #: elements around the heading where a date is the article's
_PARAGRAPHS = 8  #: among which the first of the text is
_FIRST = 80  #: elements of a page without a heading
_MAX = 120  #: characters of a text that is a date and little else, but for who wrote it
_MAX_BESIDE = 3  #: words beside a date, without which a line is prose
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ERA = re.compile(r"(?:令和|平成|民國|民国)\s*(?:\d|元)")
#: in the calendars that news is dated by: common, Buddhist, Persian, Islamic
_YEARS = (range(1980, 2050), range(2523, 2593), range(1359, 1460))
_WORD = re.compile(r"[^\W\d_]{2,}")
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
_OUTSIDE = ("nav", "aside", "form")
_URL = re.compile(r"/((?:19[89]|20[0-4])\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/((?:20[0-4])\d)(\d\d)(\d\d)(?=[/_-])")


class Shown(NamedTuple):
    """A time in the form of the messages, and where it was found."""

    when: str
    where: str  #: `heading`, `marked`, `url`, `text`


def shown_date(
    tree: HtmlElement,
    url: str,
    fetched: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Shown | None:
    """The day that a page shows as that of its article, never one after `fetched`; one of publication before an update.

    A day that can be read in two ways is none.
    """
    latest = (fetched or "9")[:10]
    for where, lines in (("heading", _near_heading(tree, title)), ("marked", _marked(tree))):
        told = [
            (when, said) for said, date in lines if (when := shown_day(date, language, url)) and when[:10] <= latest
        ]
        told.sort(key=lambda t: (bool(_UPDATED.search(t[1])), not _TOLD.search(t[1])))
        if told:
            day, said = told[0]
            update = bool(_UPDATED.search(said))
            exact = (
                t[0] for t in told if t[0][:10] == day and bool(_UPDATED.search(t[1])) == update and len(t[0]) > 10
            )
            return Shown(next(exact, day), where)
    if (when := _in_url(url)) and when <= latest:
        return Shown(when, "url")
    if (when := _in_text(tree, title, language, url)) and when[:10] <= latest:
        return Shown(when, "text")
    return None


def _near_heading(tree: HtmlElement, title: str | None) -> list[tuple[str, str]]:
    """(what is said of it, date) of the lines around the heading that hold a date and little else."""
    heading = heading_of(tree, title)
    if heading is None:  # the first lines of the page's text
        lines = (element for element in islice(tree.iter("p", "div", "span", "time", "em"), _FIRST))
        return [line for element in lines for line in _lines(element) if not _is_elsewhere(element)]
    around = [*reversed(heading.xpath(f"preceding::*[position() <= {_BEFORE}]")), *islice(_after(heading), _AFTER)]
    return [line for element in around for line in _lines(element) if not _is_elsewhere(element, _OTHERS)]


def _after(heading: HtmlElement) -> Iterator[HtmlElement]:
    yield from heading.iterdescendants()
    yield from following(heading)


def _is_elsewhere(element: HtmlElement, others: re.Pattern[str] = _ELSEWHERE) -> bool:
    """Whether it belongs to another part of the page than its article."""
    above = [element, *islice(element.iterancestors(), _ABOVE)]
    return any(
        is_foot_of_page(a) or a.tag in _OUTSIDE or (a.tag != "body" and others.search(a.get("class") or ""))
        for a in above
    )


def _lines(element: HtmlElement) -> Iterator[tuple[str, str]]:
    parent = element.getparent()
    # `Updated` may stand in an element of its own before the date
    said = " ".join((parent.text or "").split()) if parent is not None else ""
    said = said if len(said) < 30 else ""
    if element.tag in ("time", "relative-time") and (machine := element.get("datetime")) and shown_day(machine):
        yield said, machine
        return
    for piece in (element.text, element.tail):
        text = " ".join(piece.split()) if piece and len(piece) < 4 * _MAX else ""
        if len(text) <= _MAX and _has_year(text):
            yield from _dated(text, said)
            if parent is not None:  # its time of day may stand in the next element
                beside = " ".join(" ".join(islice(parent.itertext(), 12)).split())
                if text != beside and len(beside) <= _MAX:
                    yield from _dated(beside, said)


def _dated(line: str, said: str) -> list[tuple[str, str]]:
    dates, rest = dates_in(line)
    beside = without_by(rest.strip("| "))
    if beside == rest.strip("| ") and len(_WORD.findall(_TOLD.sub("", _UPDATED.sub("", rest)))) > _MAX_BESIDE:
        return []
    return [(f"{said} {before}".strip(), date) for before, date in dates]


def _has_year(text: str) -> bool:
    years = (int(digits) for digits in _FOUR_DIGITS.findall(text))
    return any(year in known for year in years for known in _YEARS) or _ERA.search(text) is not None


def _marked(tree: HtmlElement) -> list[tuple[str, str]]:
    """Dates in elements that are marked as that of a publication, outside of lists of other articles."""
    found: list[tuple[str, str]] = []
    for element in dict.fromkeys([*tree.iter("time"), *marked(tree, _MARKS, ("class", "id", "itemprop"))]):
        if _is_elsewhere(element):
            continue
        if (machine := element.get("datetime")) and shown_day(machine):
            found.append((" ".join("".join(islice(element.itertext(), 12)).split())[:_MAX], machine))
            continue
        text = " ".join("".join(islice(element.itertext(), 12)).split())
        if len(text) <= _MAX and _has_year(text):
            found += _dated(text, "")
    # several of them are a list of articles: none is this one's
    own = {date for said, date in found if not _UPDATED.search(said)}
    return found if len(own) <= 1 else []


def _in_text(tree: HtmlElement, title: str | None, language: str | None, url: str) -> str | None:
    """The day with which the text begins: `KIEL, 4 March 2026 (Reuters) - The harbour ...`."""
    heading = heading_of(tree, title)
    paragraphs = tree.iter("p") if heading is None else following(heading, "p")
    for p in islice(paragraphs, _PARAGRAPHS):
        text = " ".join("".join(islice(p.itertext(), 12)).split())
        if len(text) > _MAX:
            if (date := begins_with_date(text)) and not _is_elsewhere(p):
                return shown_day(date, language, url)
            return None
    return None


def _in_url(url: str) -> str | None:
    found = _URL.search(urlsplit(url).path)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
