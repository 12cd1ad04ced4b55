"""Names whose kind their form shows: storms, laws, aircraft, airports, an acronym that the text spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.names.coreference import Mention

_WORD = r"[A-Z][\w’'-]*"
#: "Hurricane Ana", "Tropical Storm Ana": no person
_STORM = re.compile(
    r"\b(?:(?:Post-)?(?:Sub)?[Tt]ropical (?:Storm|Cyclone|Depression)|Super Typhoon|Hurricane|Typhoon|Cyclone|Storm) "
    rf"({_WORD})"
    r"(?<!Area)(?<!Center)(?<!Centre)(?<!Watch)(?<!Warning)(?<!Surge)(?![\w’'-])"
)
#: "the Clean Air and Water Act 1990", "the United States Constitution"
_LAW = re.compile(
    rf"\b(?!The |An? |This |Under )(?:{_WORD} (?:(?:and|of|for|the|to) ){{0,2}}){{1,6}}"
    r"(?:Act|Constitution|Treaty|Accords?)"
    r"(?: (?:No\. )?\d{1,5})?(?![\w-]| of [A-Z])"
)
_WORDS = read_toml("en/names/types")
_AIRCRAFT = re.compile(
    rf"\b(?:{alternatives(_WORDS['aircraft']['first'])})(?: [A-Z][a-z]+)? ?-?"
    r"[A-Z]{0,3}-?\d{1,4}(?:-\d{1,4})?[A-Z]{0,3}s?(?![\w-])"
)
_AIRPORT = re.compile(rf"\b(?:{_WORD}(?:[ –-](?:de |al-)?)){{1,5}}Airport\b(?! Authority| Group)")
_PEOPLE = re.compile(r"\b(?:(?:North|South|Latin|Central|Native) American|South(?:east)? Asian)s?\b(?! [A-Z])")
#: "the African Union (AU)"
_ACRONYM = re.compile(r" \((?:the )?([A-Z][A-Z&-]{1,7})\)")
_MOST = 40


def of_form(text: str) -> Iterator[Mention]:
    """The names of one field (`""`: whoever asks knows it) that their form shows, kind by kind."""
    for match in _STORM.finditer(text):
        yield _mention(text, *match.span(), "EVENT")
    for pattern, kind in ((_LAW, "LAW"), (_AIRCRAFT, "PRODUCT"), (_AIRPORT, "FAC"), (_PEOPLE, "NORP")):
        for match in pattern.finditer(text):
            yield _mention(text, *match.span(), kind)


def again(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """A storm or an acronym wherever it stands by itself: "Ana", "the AU"."""
    told: dict[str, Mention] = {}
    for mention in found:
        if storm := _STORM.fullmatch(mention.text):
            told.setdefault(storm[1], mention)
        elif (short := _ACRONYM.match(text, mention.end)) and mention.type in ("ORG", "LAW"):
            told.setdefault(short[1], mention)
    if told:
        names = "|".join(map(re.escape, sorted(told, key=len, reverse=True)[:_MOST]))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text):
            whole = told[match[0]]
            yield Mention(whole.field, *match.span(), match[0], whole.type, whole.name, whole.entity_id, True)


def _mention(text: str, start: int, end: int, kind: str) -> Mention:
    return Mention("", start, end, text[start:end], kind, text[start:end], None, True)
