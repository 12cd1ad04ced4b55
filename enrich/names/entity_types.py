"""What the words of a name and the rest of the article say about its type, where a model errs.

First names make persons, last words like University organisations; a surname is whoever bears it in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newswire.enrich.lexicon.load import read_table, read_words
from newswire.enrich.names import cities, gazetteer
from newswire.enrich.names.mention import Mention, Text
from newswire.enrich.names.words import Words
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined, sharing


@cache
def first_names() -> frozenset[str]:
    return read_words("world/firstnames")


#: what the reader calls the kinds of names -> the rules by which a name shows its type, and the type of others
_BY_FORM: dict[str, tuple[tuple[tuple[str, str], ...], str | None]] = {
    "PER": ((), "PERSON"),
    "ORG": ((), "ORG"),
    "NORP": ((), "NORP"),
    "EVENT": ((), "EVENT"),
    "LOC": ((("built", "FAC"), ("land", "LOC")), "GPE"),
    # the rest of these are diseases, currencies and things with a name
    "MISC": (
        (("law", "LAW"), ("event", "EVENT"), ("people", "NORP"), ("quotation", "WORK_OF_ART"), ("made", "PRODUCT")),
        None,
    ),
}


#: a word that may be one, without its possessive
_SURNAME = re.compile(r"(?<![\w-])(?P<name>[A-Z][\w'’]{1,23}?[\w'’])(?:['’]s)?(?![\w'’-])")


def whole(read: Sequence[Span], at: Text) -> list[Span]:
    """The names, parts of one as one: "Ata-" "ur-Rehman"; two of them as two: "Senate
    and House". Two places with a hyphen stay two."""

    def join(last: Span, span: Span) -> list[Span]:
        one = last.label == span.label != "LOC" and at.words["hyphen within"].fullmatch(
            at.text, last.end - 1, span.start
        )
        return [Span(last.start, span.end, span.label)] if one else [last, span]

    return joined(_parted(read, at), join)


def _parted(read: Sequence[Span], at: Text) -> Iterator[Span]:
    for span in read:
        name = at.text[span.start : span.end]
        if span.label == "ORG" and (two := at.words["two bodies"].match(name)):
            yield from (Span(span.start + start, span.start + end, "ORG") for start, end in (two.span(1), two.span(2)))
        elif span.label == "LOC" and (length := _of_city(name)):
            yield from (Span(span.start, span.start + length, "LOC"), Span(span.start + length + 1, span.end, "LOC"))
        else:
            yield span


def _of_city(name: str) -> int:
    """How many characters are the city in "San Rafael California", "miramar florida", "Austin Tx"; 0 elsewhere."""
    city, _, area = name.rpartition(" ")
    is_area = area.title() in _areas() or (area[:1].isupper() and f"US-{area.upper()}" in _areas())
    is_city = is_area and city.title() in cities.cities() and name.title() not in cities.cities()
    return len(city) if is_city else 0


@cache
def _areas() -> frozenset[str]:
    """Names of countries and provinces, and codes of provinces: "US-TX"."""
    rows = read_table("world/places")
    return frozenset(gazetteer.countries().values()) | {row[0] for row in rows if row[2]} | {row[2] for row in rows}


def widened(start: int, end: int, at: Text) -> tuple[int, int]:
    """The characters of a name with letters and full stops at its ends that are its own, and without a hyphen there:
    all of "U.S. Customs" where the reader found "S. Customs"."""
    letters = at.words["letters before"].search(at.text, max(0, start - 8), start)
    if letters and (at.text[start] == "." or letters[0][-1] in "'’"):
        start = letters.start()
    while end > start and at.text[end - 1] in "-‑–":
        end -= 1
    if at.text.startswith(".", end) and at.words["abbreviation"].search(at.text, start, end):
        end += 1
    return start, end


def of_read(label: str, name: str, words: Words) -> str | None:
    """The type of a name that the reader called by one of its six kinds; None where it names no thing."""
    rules, other = _BY_FORM[label]
    kind = next((kind for rule, kind in rules if words[rule].search(name)), other)
    return None if kind == "PRODUCT" and name.islower() else kind


def end_of_name(name: str, words: Words) -> int:
    """How many characters of what a model took for a name are it."""
    if firm := words["firm and its town"].match(name):
        return firm.end()
    tail = words["tail"].search(name)
    return tail.start() if tail and tail.start() else len(name)


def surnames(mentions: Sequence[Mention]) -> frozenset[str]:
    """Last words of the full names of persons, but those that are as well another thing's name."""
    full = [m.text.split() for m in mentions if m.type == "PERSON"]
    borne = {words[-1] for words in full if len(words) > 1 and len(words[-1]) > 2 and words[-1][0].isupper()}
    return frozenset(borne - {m.text for m in mentions if m.known and m.type != "PERSON"})


def by_surname(known: frozenset[str], taken: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """Surnames that stand alone where nothing else was found; `taken` is in order."""
    for word in _SURNAME.finditer(at.text) if known else ():
        start, end = word.span("name")
        if word["name"] in known and not sharing(taken, start, end):
            yield at.mention(start, end, "PERSON", known=False)
