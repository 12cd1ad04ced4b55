"""What the words of a name and the rest of the article say about its type, where a model errs.

First names make persons, last words like University organisations; a surname is whoever bears it in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newswire.enrich.lexicon.load import read_table, read_words
from newswire.enrich.names import cities, gazetteer
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.words import Words
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined


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


def whole(read: Sequence[Span], text: str, words: Words) -> list[Span]:
    """The names, parts of one as one: "Ata-" "ur-Rehman"; two of them as two: "Senate
    and House". Two places with a hyphen stay two."""

    def join(last: Span, span: Span) -> list[Span]:
        one = last.label == span.label != "LOC" and words["hyphen within"].fullmatch(text, last.end - 1, span.start)
        return [Span(last.start, span.end, span.label)] if one else [last, span]

    return joined(_parted(read, text, words), join)


def _parted(read: Sequence[Span], text: str, words: Words) -> Iterator[Span]:
    for span in read:
        name = text[span.start : span.end]
        if span.label == "ORG" and (two := words["two bodies"].match(name)):
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


def widened(text: str, start: int, end: int, words: Words) -> tuple[int, int]:
    """The characters of a name with letters and full stops at its ends that are its own, and without a hyphen there.

    >>> text = "the U.S. Customs, Ann O’Connor and Bo Li Jr."
    >>> spans = [widened(text, *span, words_of(ENGLISH)) for span in ((5, 16), (24, 30), (35, 43))]
    >>> [text[start:end] for start, end in spans]
    ['U.S. Customs', 'O’Connor', 'Bo Li Jr.']
    """
    letters = words["letters before"].search(text, max(0, start - 8), start)
    if letters and (text[start] == "." or letters[0][-1] in "'’"):
        start = letters.start()
    while end > start and text[end - 1] in "-‑–":
        end -= 1
    if text[end : end + 1] == "." and words["abbreviation"].search(text, start, end):
        end += 1
    return start, end


def of_read(label: str, name: str, words: Words) -> str | None:
    """The type of a name that the reader called by one of its six kinds; None where it names no thing.

    >>> [of_read("LOC", name, words_of(ENGLISH)) for name in ("Black Sea", "Oslo Airport", "Oslo")]
    ['LOC', 'FAC', 'GPE']
    """
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


def by_surname(field: str, text: str, known: frozenset[str], taken: Sequence[Mention]) -> Iterator[Mention]:
    """Surnames that stand alone where nothing else was found."""
    if not known:
        return
    places = [(m.start, m.end) for m in taken]
    n = 0
    for word in re.finditer(r"(?<![\w-])[A-Z][\w'’]{2,24}(?![\w-])", text):
        name = word[0][:-2] if word[0].endswith(("'s", "’s")) else word[0]
        if name not in known:
            continue
        while n < len(places) and places[n][1] <= word.start():
            n += 1
        if n == len(places) or places[n][0] >= word.start() + len(name):
            yield Mention(field, word.start(), word.start() + len(name), name, "PERSON", name)
