"""Headlines In Title Case, as sentences: a parser that sees only capitals takes every word for a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from newswire.enrich.lexicon.load import read_words
from newswire.enrich.names import gazetteer
from newswire.enrich.passages.headline import WORD, is_title_case

#: whether a word in lower case is a verb
IsWord = Callable[[str], bool]

#: a capital, and no other
_TITLED = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*$")
_LOWER = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w-])")
_UPPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
#: after "to" and a verb: "to Showcase 12 Cameras"
_OBJECT = re.compile(r"\s(?:[$€£]?\d|(?:A|An|The|Its|His|Her|Their|New|More|Up)\s)", re.IGNORECASE)
#: how much of the article is read for how it writes its words
_REACH = 20_000


def as_sentence(title: str, text: str, is_word: IsWord) -> str:
    """A headline in title case with the words small that a sentence would write small; any other title as it is.

    It has as many characters. `text` is the article: what it writes small is not a name, what it writes large is one.

    >>> as_sentence("Orion Opens New Plant To Build 40 Trucks", "The trucks ...", {"open", "build", "new"}.__contains__)
    'Orion opens new Plant to build 40 trucks'
    """
    if not is_title_case(title):
        return title
    small = set(_LOWER.findall(text[:_REACH]))
    large = set(_UPPER.findall(text[:_REACH])) - {w.capitalize() for w in small}
    known = [(hit.start, hit.end) for hit in gazetteer.load().find(title)]
    made = list(title)
    for before, word in pairwise(WORD.finditer(title)):
        if not _TITLED.fullmatch(word[0]) or word[0] in large or any(s <= word.start() < e for s, e in known):
            continue
        lower = word[0].lower()
        # "to Build", "to Showcase 12 Cameras", "Shares Fall 5%"
        signs = (before[0].lower() == "to", is_word(lower), bool(_OBJECT.match(title, word.end())))
        is_verb = sum(signs) >= 2 or (before[0] not in read_words("world/firstnames") and _is_verb(lower, is_word))
        if is_verb or lower in small or lower in read_words("en/smallwords"):
            made[word.start() : word.end()] = lower
    return "".join(made)


def _is_verb(word: str, is_word: IsWord) -> bool:
    """Whether a word has the form of a verb: "warns", "killed", "rising"; many nouns in the plural have it, too."""
    stems = {word.removesuffix(end) for end in ("s", "es", "ed", "ing") if word.endswith(end)} - {word}
    stems |= {stem + "e" for stem in stems if word.endswith(("ed", "ing"))}
    stems |= {word.removesuffix(end) + "y" for end in ("ies", "ied") if word.endswith(end)}
    stems |= {s[:-1] for s in stems if len(s) > 3 and s[-1] == s[-2]}
    return any(len(stem) > 2 and is_word(stem) for stem in stems)
