"""What the words of a name and the rest of the article say about its type, where a model errs.

First names make persons, last words like University organisations; a surname is whoever bears it in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newswire.enrich.lexicon.load import alternatives, read_table, read_toml, read_words
from newswire.enrich.names import cities, gazetteer
from newswire.enrich.names.coreference import Mention
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined

_WORDS = read_toml("en/names/types")
#: what follows the form of a firm says where it is
_FIRM_OF = re.compile(r"^(?:\S+\s){0,5}?\S*\b(?:Inc|Corp|Co|Ltd|PLC|plc|LLC)\b\.?(?=\s(?:of|in|at)\s|\s+-)")
#: what hangs on the end of a name: half a bracket, what was done
_TAIL = re.compile(r"(?:\s\([^)]*|\s+(?:-+|–|—|v)\s.*|\s-+)$")
#: names of files, groups and hosts, and abbreviations that name nobody
_NOBODY = re.compile(r"(?:\w[\w-]*\.){1,5}[a-z]\w{1,11}|" + alternatives(_WORDS["nobody"]["whole"]))


@cache
def first_names() -> frozenset[str]:
    return read_words("world/firstnames")


#: what the reader calls the kinds of names
_READ = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "NORP": "NORP", "EVENT": "EVENT"}


def _of(kind: str) -> re.Pattern[str]:
    """What the names of a kind end or begin with, or are."""
    words = _WORDS[kind]
    ends, starts, whole = (alternatives(words.get(k, [])) for k in ("last", "first", "whole"))
    return re.compile(
        rf"\b(?:{ends})(?: \d+)?$" + (rf"|^(?:{starts})\b" if starts else "") + (rf"|^(?:{whole})$" if whole else "")
    )


_BUILT, _LAND, _LAW, _EVENT = map(_of, ("built", "land", "law", "event"))
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ish|ese|ians?|ans?|is|ists?|ic|crats?)|" + alternatives(_WORDS["people"]["whole"]))
#: a figure or a capital within a word: "Model 3", "iPhone"
_MADE = re.compile(r"\d|[a-z][A-Z]|\s")
#: letters before a name that are its own: "O’Connor", "U.S. Customs"
_LETTERS = re.compile(r"(?:\b[A-Z]\.)*\b[A-Z]$|\b[ODL]['’]$")
_HYPHEN = re.compile(r"\w?[-‑]")
_ABBREVIATED = re.compile(r"(?:Jr|Sr|Inc|Corp|Co|Ltd|Bros|St|\b[A-Z](?:\.[A-Z])+)$")


def whole(read: Sequence[Span], text: str) -> list[Span]:
    """The names, parts of one as one: "Ata-" "ur-Rehman"; two of them as two: "Senate
    and House". Two places with a hyphen stay two."""

    def join(last: Span, span: Span) -> list[Span]:
        one = last.label == span.label != "LOC" and _HYPHEN.fullmatch(text, last.end - 1, span.start)
        return [Span(last.start, span.end, span.label)] if one else [last, span]

    return joined(_parted(read, text), join)


def _parted(read: Sequence[Span], text: str) -> Iterator[Span]:
    for span in read:
        two = _TWO.fullmatch(text, span.start, span.end) if span.label == "ORG" else None
        if two:
            yield from (Span(*two.span(1), "ORG"), Span(*two.span(2), "ORG"))
        elif span.label == "LOC" and (length := _of_city(text[span.start : span.end])):
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


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters of a name with letters and full stops at its ends that are its own, and without a hyphen there.

    >>> text = "the U.S. Customs, Ann O’Connor and Bo Li Jr."
    >>> [text[slice(*widened(text, *span))] for span in ((5, 16), (24, 30), (35, 43))]
    ['U.S. Customs', 'O’Connor', 'Bo Li Jr.']
    """
    letters = _LETTERS.search(text, max(0, start - 8), start)
    if letters and (text[start] == "." or letters[0][-1] in "'’"):
        start = letters.start()
    while end > start and text[end - 1] in "-‑–":
        end -= 1
    if text[end : end + 1] == "." and _ABBREVIATED.search(text, start, end):
        end += 1
    return start, end


#: "University of Oslo and Center for Fish", "Senate and House"
_HEAD = (
    r"(?:University|Center|Centre|Institute|Ministry|Department|Union|Fund|Council|Committee|Agency|Association|Senate|"
    r"House|Bank)"
)
_TWO = re.compile(rf"((?=[^,]*\b{_HEAD}\b)[^,]+?) and ((?:{_HEAD}\b.*|(?:[A-Z][\w’'-]*\s){{1,5}}{_HEAD}))")


def of_read(label: str, name: str) -> str | None:
    """The type of a name that the reader called by one of its six kinds; None where it names no thing.

    >>> of_read("LOC", "Black Sea"), of_read("LOC", "Oslo Airport"), of_read("MISC", "Clean Air Act")
    ('LOC', 'FAC', 'LAW')
    """
    if label == "LOC":
        return "FAC" if _BUILT.search(name) else "LOC" if _LAND.search(name) else "GPE"
    if label != "MISC":
        return _READ[label]
    if _LAW.search(name):
        return "LAW"
    if _EVENT.search(name):
        return "EVENT"
    if _PEOPLE.fullmatch(name.rpartition(" ")[2]):
        return "NORP"
    if name[:1] in '“"‘':
        return "WORK_OF_ART"
    # the rest are diseases, currencies and things with a name
    return None if name.islower() or not _MADE.search(name) else "PRODUCT"


def end_of_name(name: str) -> int:
    """How many characters of what a model took for a name are it."""
    if firm := _FIRM_OF.match(name):
        return firm.end()
    tail = _TAIL.search(name)
    return tail.start() if tail and tail.start() else len(name)


def is_nobody(name: str) -> bool:
    return bool(_NOBODY.fullmatch(name))


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
