"""Finds weapons and military platforms: designations (KN-23, F-16), names of the list, nouns that stand for them."""

import re
from collections.abc import Iterator

from newswire.enrich.lexicon.load import read_table

_LISTS: dict[str, list[str]] = {"name": [], "word": [], "noun": []}
for _name, _kind in read_table("world/weapons"):
    _LISTS[_kind].append(_name)

#: letters that begin the designation of a weapon, before a number
_SERIES = (
    "KN|Hwasong|T|F|F/A|A|B|C|KC|AC|EA|MQ|RQ|MiG|Mig|Su|Tu|Il|An|Ka|Mi|S|SA|SS|SS-N|RS|RPG|AK|AR|AKM|M|MK|Mk|BM|BMP|"
    "BTR|BMD|BRDM|UH|AH|CH|MH|OH|HH|P|E|U|V|DF|JL|HQ|J|JF|H|Kh|X|R|AGM|AIM|ATACMS|GBU|FIM|FGM|MGM|PAC|MIM|TOS|ZSU|"
    "2S|D|DShK|PK|SVD|TB|DJI|Orlan|Shahed|Geran|Topol|Fateh|Qiam|Zolfaghar|Agni|Shaheen|Lancet|Buk|Pantsir|Tor|"
    "Aster|Leopard|K|CV|L"
)
#: a letter or two before a number is a road, a motorway, a summit or a vitamin as well: these need a weapon beside them
_LONE = re.compile(r"(?:[A-Z]|An|Il|Mi|Ka|CV|TB|PK|Mk|MK)$")
_DESIGNATION = re.compile(
    rf"(?<![\w-])(?P<series>{_SERIES})(?:[-‑– ](?=\d))(?P<number>\d{{1,4}})(?P<suffix>[A-Z]{{1,3}}\d?)?s?"
    rf"(?![\w%]|[.,]\d)"
)
_SHIP = re.compile(
    r"\b(?:USS|HMS|HMAS|HMCS|INS|FS|ROKS|JS|USNS|RFS|ITS|TCG) (?:[A-Z][\w.'’-]*)(?: (?:de |of "
    r"|the )?[A-Z][\w'’-]*){0,3}"
)


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


_NAME = re.compile(rf"(?<![\w-])(?:{_alternatives(_LISTS['name'])})(?!\w)")
_WORD = re.compile(rf"(?<![\w-])(?:{_alternatives(_LISTS['word'])})(?!\w)")
_MODIFIER = (
    r"(?:(?:anti[- ]?(?:aircraft|tank|ship|air)|ballistic|cruise|guided|nuclear|chemical|biological"
    r"|thermobaric|hypersonic|"
    r"surface[- ]to[- ](?:air|surface)|air[- ]to[- ](?:air|ground)|(?:short|medium|intermediate|long)[- ]range|"
    r"rocket[- ]propelled|self[- ]propelled|ground[- ]based|intercontinental|cluster|barrel|suicide|car|truck|vehicle|"
    r"pipe|petrol|smart|glide|dirty|nuclear[- ]powered|heavy|light|assault|sniper|hunting|semi[- ]?automatic|automatic|"
    r"stealth|attack|combat|reconnaissance|kamikaze|armed|unmanned|main|battle|rocket|mortar|artillery|hand"
    r"|large[- ]cali(?:ber|bre)) ){0,3}"
)
#: a word after the noun that makes it a part of something else: "weapons factory", "bomb attack"
_PLACE_OF = (
    r"\s(?:factor|cache|stor|facilit|depot|expert|program|inspector|deal|sale|fire|attack|strike|production|"
    r"manufactur|warehouse|position|site|team|crew|maker|shipment|use|capabilit|inspection|disposal|network|launch|impact|"
    r"construct|stag|training|report|convention)|\s?-\s?(?:and|damaged|related|free|based)"
)
_NOUN = re.compile(
    rf"(?<![\w-]){_MODIFIER}(?!(?<=suicide )bomber)"
    rf"(?:{_alternatives(_LISTS['noun'])}|cruisers?(?= missile))(?:s|es)?(?:\s"
    rf"(?:systems?|launchers?|batteries|rounds?))?(?![\w-])(?!{_PLACE_OF})",
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
        if not _LONE.match(match["series"]) or _among_arms(text, *match.span()):
            yield match.span()
    for match in _SHIP.finditer(text):
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
