"""Finds weapons and military platforms: designations (KN-23, F-16), names of the list, nouns that stand for them."""

import re
from collections.abc import Iterator

from newswire.enrich.lexicon.load import read_table, read_toml

_LISTS: dict[str, list[str]] = {"name": [], "word": [], "noun": [], "head": []}
for _name, _kind in read_table("world/weapons"):
    _LISTS[_kind].append(_name)

_ARMS = read_toml("en/names/arms")


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_NAME = re.compile(rf"(?<![\w-])(?:{_alternatives(_LISTS['name'])})(?!\w)")
_WORD = re.compile(rf"(?<![\w-])(?:{_alternatives(_LISTS['word'])})(?!\w)")
_SERIES = {sure: _alternatives(words) for sure, words in _ARMS["series"].items()}
_DESIGNATION = re.compile(
    r"(?<![\w-])(?!F-[1-5]50\b)"  # a truck of Ford's
    rf"(?:(?P<unsure>{_SERIES['unsure']})|{_SERIES['sure']})(?:[-‑– ](?=\d))\d{{1,4}}(?:[A-Z]{{1,3}}\d?)?s?"
    rf"(?![\w%]|[.,]\d)"
)
_MODIFIER = rf"(?:(?:{_alternatives(_ARMS['modifier']['words'])}) )".replace(r"\-", r"(?:\s?-\s?|\s)")
_PART = rf"\s(?:{_alternatives(_ARMS['part']['first'])})|\s?-\s?(?:and|damaged|related|free|based|propelled)"
_NOUN = re.compile(
    rf"(?<![\w-])(?:{_MODIFIER}{{0,3}}(?!(?<=suicide )bomber)(?:{_alternatives(_LISTS['noun'])}|cruisers?(?= missile))"
    rf"|{_MODIFIER}{{1,3}}(?:{_alternatives(_LISTS['head'])}))"
    rf"(?:s|es)?(?:\s(?:systems?|launchers?|batteries|rounds?))?(?![\w-])(?!{_PART})",
    re.IGNORECASE,
)
#: what shows that a sentence is about arms
_CONTEXT = re.compile(
    r"\b(?:missiles?|rockets?|bombs?|tanks?|jets?|fighters?|warplanes?|aircraft|helicopters?|drones?|UAVs?|howitzers?|"
    r"artillery|launchers?|batter(?:y|ies)|air[- ]defen[cs]e|systems?|munitions?|weapons?|rifles?|guns?"
    r"|armou?red|shot down|"
    r"squadrons?|air force|troops|military|army|bombers?|warships?|ammunition)\b",
    re.I,
)
_WINDOW = 80


def find(text: str) -> Iterator[tuple[int, int]]:
    """Spans of weapons, from left to right within each kind; spans of different kinds may overlap.

    The noun after a name belongs to it and is not a weapon of its own: "the KN-23 missile".
    """
    named = set()
    for start, end in _named(text):
        named.add(end)
        yield start, end
    for match in _NOUN.finditer(text):
        if match.start() - 1 not in named:
            yield match.span()


def _named(text: str) -> Iterator[tuple[int, int]]:
    for match in _DESIGNATION.finditer(text):
        if not match["unsure"] or _among_arms(text, *match.span()):
            yield match.span()
    for match in _NAME.finditer(text):
        yield match.span()
    for match in _WORD.finditer(text):
        if _among_arms(text, *match.span()):
            yield match.span()


def _among_arms(text: str, start: int, end: int) -> bool:
    """Whether the words around a span are about arms."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    return bool(_CONTEXT.search(before) or _CONTEXT.search(after))
