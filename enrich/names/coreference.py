"""One name for all mentions of a thing in an article: surname to full name, acronym to name."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from newswire.enrich.names.mention import Mention
from newswire.stream.text import normalized

_WORD = re.compile(r"[^\W_]+")
#: full names that are looked at for whom a part of a name means
_FAR = 50
#: words of an organisation's name that its acronym leaves out
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "von", "der"])
#: words that end a person's name without being the surname
_SUFFIX = frozenset(["jr", "sr", "ii", "iii", "iv"])


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


def _calls(words: list[str], parts: list[str]) -> bool:
    return len(parts) > len(words) and _is_part(words, parts)


def _is_part(words: list[str], parts: list[str]) -> bool:
    """Whether somebody named by `parts` is called by `words` alone: the surname, or the first name of one word."""
    while parts and parts[-1] in _SUFFIX:
        parts = parts[:-1]
    if len(words) == 1:
        return words[0] in (parts[-1], parts[0]) or (len(parts) > 2 and words[0] == parts[-2])
    return parts[-len(words) :] == words or (words[0] == parts[0] and words[-1] == parts[-1])


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
    ("Macy's Union Square") is another thing. Titles tell things by a word before the text has named them."""
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
