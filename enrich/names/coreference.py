"""One name for all mentions of a thing in an article: surname to full name, acronym to name."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newswire.enrich.lexicon.rules import Way
from newswire.enrich.names.mention import Mention, Text
from newswire.enrich.passages.spans import sharing
from newswire.stream.text import normalized

_WORD = re.compile(r"[^\W_]+")
#: full names that are looked at for whom a part of a name means
_FAR = 50
#: words of an organisation's name that its acronym leaves out
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "von", "der"])
#: what of a full name somebody is called by
PARTS = (
    Way("last name", lambda name, full: full[-len(name) :] == name, "{Ann Lee|PER} won. {Lee|PER} ran."),
    Way("first name", lambda name, full: full[:1] == name, "{Ann Lee|PER} won. {Ann|PER} ran."),
    Way(
        "first of two last names",
        lambda name, full: len(full) > 2 and full[-2:-1] == name,
        "{Ana Ruiz Soto|PER} won. {Ruiz|PER} ran.",
    ),
    Way(
        "no middle name",
        lambda name, full: name[0] == full[0] and name[-1] == full[-1],
        "{Ann B. Lee|PER} won. {Ann Lee|PER} ran.",
    ),
)
#: words that end a person's name without being the surname
_SUFFIX = frozenset(["jr", "sr", "ii", "iii", "iv"])


#: a word that may be one, without its possessive
_SURNAME = re.compile(r"(?<![\w-])(?P<name>[A-Z][\w'’]{1,23}?[\w'’])(?:['’]s)?(?![\w'’-])")


def unify(mentions: Sequence[Mention]) -> None:
    """Gives each mention the fullest name of its thing in the article."""
    _people([m for m in mentions if m.type == "PERSON"])
    _organisations([m for m in mentions if m.type == "ORG"])


def normal(name: str) -> str:
    """A name without case, accents and punctuation.

    >>> normal("Nicolás  Maduro-Moros")
    'nicolas maduro moros'
    """
    plain = "".join(c for c in normalized("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def _people(mentions: Sequence[Mention]) -> None:
    """A surname (or the one known part of a name) stands for the nearest full name, better one before than after."""
    full: dict[str, list[tuple[int, list[str]]]] = {}
    for n, m in enumerate(mentions):
        if len(parts := normal(m.text).split()) > 1 and len(m.text.split()) > 1:
            for word in {*parts[-3:], parts[0]}:
                full.setdefault(word, []).append((n, parts))
    for n, m in enumerate(mentions):
        words = normal(m.text).split()
        if not words:
            continue
        same = full.get(words[-1], [])
        at = bisect_left(same, (n,))
        fits = (k for k, parts in reversed(same[max(0, at - _FAR) : at]) if _calls(words, parts))
        if (k := next(fits, None)) is None:
            k = next((k for k, parts in same[:_FAR] if _calls(words, parts)), None)
        if k is not None:
            m.name = mentions[k].name


def _calls(name: Sequence[str], full: Sequence[str]) -> bool:
    """Whether somebody who is named by `full` is called by the words `name` alone."""
    while full and full[-1] in _SUFFIX:
        full = full[:-1]
    return len(full) > len(name) and any(way.read(name, full) for way in PARTS)


def _organisations(mentions: Sequence[Mention]) -> None:
    """An acronym stands for the name that it abbreviates, one word for the longer name that begins with it."""
    by_acronym: dict[str, str] = {}
    for m in mentions:
        if len(m.text.split()) > 1:
            for short in acronyms(m.text):
                by_acronym.setdefault(short, m.text)
    longer = _introduced(mentions)
    for m in mentions:
        key = m.text.replace(".", "")
        if key in by_acronym and key.isupper():
            m.name = by_acronym[key]
        elif not m.known and not key.isupper() and len(fits := longer.get(m.text, set())) == 1:
            m.name = next(iter(fits))


def _introduced(mentions: Sequence[Mention]) -> dict[str, set[str]]:
    """The names that begin with a word, where a text gives them before that word alone: a longer one that comes later
    ("Dovna's Union Square") is another thing. Titles tell things by a word before the text has named them."""
    longer: dict[str, set[str]] = {}
    alone: set[str] = set()
    for m in mentions:
        first, _, more = m.text.partition(" ")
        if not more and m.field != "title" and first not in longer:
            alone.add(first)
        elif more and not m.known and first not in alone:
            longer.setdefault(first, set()).add(m.text)
    return longer


def acronyms(name: str) -> set[str]:
    """What a name may be abbreviated to.

    >>> sorted(acronyms("The National Institute of Health"))
    ['NIH', 'NIOH']
    """
    words = [w for w in _WORD.findall(name) if w not in ("The", "the")]
    every = "".join(w[0] for w in words).upper()
    large = "".join(w[0] for w in words if w not in _SMALL).upper()
    return {a for a in (every, large) if len(a) > 1}


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
