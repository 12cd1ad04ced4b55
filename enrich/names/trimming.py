"""What of the words that a reader took for a name is the name, without title, possessive and so on, and its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.names import cities, gazetteer
from newswire.enrich.names.mention import Mention, Text
from newswire.enrich.names.words import Words
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import joined, sharing

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
#: what stands before a name and is not its own; "General Motors" is a whole name
_BEFORE = ("article", "short title")
_BEFORE_PERSON = (*_BEFORE, "title")
#: what is in these names nobody
_ADDRESSES = ("mail", "page", "handle", "ticker")
#: names of a reader that are none
_NO_NAMES = ("no name", "file or host", "nobody")


def trimmed(read: Sequence[Span], at: Text) -> Iterator[Mention]:
    """A mention for each span of a reader that is a name, with the characters that are its own."""
    addresses = _united(Span(*m.span(), "") for rule in _ADDRESSES for m in at.words[rule].finditer(at.text))
    for span in _whole(read, at):
        start, end = _widened(span.start, span.end, at)
        kind = _type(span.label, at.text[start:end], at.words)
        mention = _trimmed(start, end, kind, at) if kind else None
        if mention and not sharing(addresses, mention.start, mention.start + 1) and not is_currency(mention.end, at):
            yield mention


def _united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""

    def join(last: Span, span: Span) -> list[Span]:
        return [last._replace(end=max(last.end, span.end))] if span.start < last.end else [last, span]

    return joined(sorted(spans), join)


def is_currency(end: int, at: Text) -> bool:
    """Whether what ends here is a part of a currency's sign: the US in US$ is not a place."""
    return at.text.startswith("$", end)


def untitled(name: str, words: Words) -> str:
    """A name without the titles of a person: "Duarte" of "President Duarte"."""
    return name[_after(name, 0, len(name), _BEFORE_PERSON, words) :]


def _after(text: str, start: int, end: int, rules: Iterable[str], words: Words) -> int:
    """Where a name begins after all that these rules take off."""
    while found := next((m for rule in rules if (m := words[rule].match(text, start, end))), None):
        start = found.end()
    return start


def _trimmed(start: int, end: int, kind: str, at: Text) -> Mention | None:
    """A mention without article, title and possessive; None where nothing is left."""
    start = _after(at.text, start, end, _BEFORE_PERSON if kind == "PERSON" else _BEFORE, at.words)
    if trail := at.words["trailing marks"].search(at.text, start, end):
        end = trail.start()
    name = at.text[start:end].partition("\n")[0]
    name = name[: end_of_name(name, at.words)].rstrip()
    if not name or any(at.words[rule].search(name) for rule in _NO_NAMES):
        return None
    return at.mention(start, start + len(name), kind, " ".join(name.split()), known=False)


def _whole(read: Sequence[Span], at: Text) -> list[Span]:
    """The names: parts of one are one ("Ata-" "ur-Rehman"); a city and its state, or two places with a hyphen, two."""

    def join(last: Span, span: Span) -> list[Span]:
        hyphen = at.words["hyphen within"].fullmatch(at.text, last.end - 1, span.start)
        return (
            [Span(last.start, span.end, span.label)] if hyphen and last.label == span.label != "LOC" else [last, span]
        )

    return joined((part for span in read for part in _parted(span, at)), join)


def _parted(span: Span, at: Text) -> Sequence[Span]:
    """The city and its state or country in "San Rafael California", "miramar florida", "Austin Tx"; else the span."""
    name = at.text[span.start : span.end]
    city, _, area = name.rpartition(" ")
    is_area = area.title() in _areas() or (area[:1].isupper() and f"US-{area.upper()}" in _areas())
    is_city = is_area and city.title() in cities.cities() and name.title() not in cities.cities()
    if span.label != "LOC" or not is_city:
        return (span,)
    return Span(span.start, span.start + len(city), "LOC"), Span(span.end - len(area), span.end, "LOC")


@cache
def _areas() -> frozenset[str]:
    """Names of countries and provinces, and codes of provinces: "US-TX"."""
    rows = read_table("world/places")
    return frozenset(gazetteer.countries().values()) | {row[0] for row in rows if row[2]} | {row[2] for row in rows}


def _widened(start: int, end: int, at: Text) -> tuple[int, int]:
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


def _type(label: str, name: str, words: Words) -> str | None:
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
