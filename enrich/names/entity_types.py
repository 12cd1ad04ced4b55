"""What the words of a name and the rest of the article say about its type, where a model errs.

First names make persons, last words like University organisations; a surname is whoever bears it in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from newswire.enrich.lexicon.load import read_words
from newswire.enrich.names.coreference import Mention
from newswire.enrich.passages.read import Span

#: a last word that makes the name one of an organisation
COLLECTIVE = re.compile(
    r"\b(?:Inc|Corp|Corporation|Co|Ltd|PLC|Plc|plc|LLC|AG|SA|NV|GmbH|Group|Holdings?|University|College|Institute|School|"
    r"Ministry|Department|Agency|Bureau|Commission|Committee|Council|Party|Union|League|Club|FC|United|City|Rovers|"
    r"Wanderers|Athletic|Association|Federation|Foundation|Bank|Airlines?|Airways|Times|Post|Journal|Hospital|Church|"
    r"Court|Parliament|Army|Police|Front|Movement|Society|Museum|Exchange|Partners|Industries|Technologies|Systems|Motors|Dynamics|Robotics|Pharmaceuticals|Pharma|Insurance|"
    r"Securities|Electronics|Software|Networks|Entertainment|Studios|Logistics|Therapeutics|Aerospace|Analytics|Semiconductor|"
    r"Financial|Mutual|Energy|Foods|Labs|Laboratories|Steelworks|Refineries|Enterprises|Ventures|Airports)\.?$"
)
#: what follows the form of a firm says where it is
_FIRM_OF = re.compile(r"^(?:\S+\s){0,5}?\S*\b(?:Inc|Corp|Co|Ltd|PLC|plc|LLC)\b\.?(?=\s(?:of|in|at)\s|\s+-)")
#: what hangs on the end of a name: half a bracket, the goals, what was done
_TAIL = re.compile(r"(?:\s\([^)]*|(?:\s\d{1,3}(?:[-–]\d{1,3})*){1,4}|\s+(?:-+|–|—|v)\s.*|\s-+)$")
#: names of files, groups and hosts, and abbreviations that name nobody
_NOBODY = re.compile(
    r"(?:\w[\w-]*\.){1,5}[a-z]\w{1,11}|(?:IPO|GDP|GMT|EDT|EST|CEO|CFO|SVP|VP|LNG|RFP|IRR|RBI|PMI|FREE|TOO|LMAO|LOL|ASAP|FYI|"
    r"TV|DVD|PC|AIDS|HIV|DNA|FTSE|CPI|PPI|N ?/ ?A?|P\.S\.?|PS|Re|Email|E-mail|Fax|Tel|Subject|Excerpt|Groups?)"
)
#: "Anna," and "Hi Anna!" on a line of their own
_ALONE = re.compile(
    r"^(?:(?:Hi|Hey|Hello|Dear|Thanks|Thank you|Welcome|By)[ ,]{1,2})?([A-Z][a-z]{1,14})(?=[,.!:]?[ ]*$)", re.M
)
_KINDS = frozenset(("ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP", "LAW", "EVENT", "LANGUAGE"))


@cache
def first_names() -> frozenset[str]:
    return read_words("world/firstnames")


#: what the reader calls the kinds of names
_READ = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "NORP": "NORP", "EVENT": "EVENT"}
#: last (or first) words of the names of what is built, of what is not, and of what is neither
_BUILT = re.compile(
    r"\b(?:Airport|Bridge|Street|St|Avenue|Ave|Road|Rd|Boulevard|Highway|Stadium|Arena|Station|Building|Tower|Towers|Prison|"
    r"Base|Palace|Square|Park|Terminal|Port|Dam|Plant|Hotel|Plaza|Hall|House|Center|Centre|Mosque|Cathedral|Castle|Canal|"
    r"Tunnel|Pipeline|Zoo)$|^(?:Route|Interstate|Highway|Pier)\b"
)
_AIRFIELD = re.compile(r"\b(?:Airport|Bridge|Stadium|Arena|Prison|Highway)$")
_LAND = re.compile(
    r"\b(?:Sea|Ocean|River|Lake|Bay|Gulf|Strait|Straits|Channel|Peninsula|Island|Islands|Mountain|Mountains|Hills|Valley|"
    r"Desert|Coast|Basin|Delta|Forest|Cape|Reef|Glacier|Strip|Heights|East|West|North|South)$|^(?:Mount|Mt|Lake|Cape|Gulf|Strait)\b"
    r"|^(?:Africa|Asia|Europe|Antarctica|Oceania|Latin America|Central America|South America|North America|Middle East"
    r"|Arctic|Balkans|Caribbean|Scandinavia|Siberia|Pacific|Atlantic|Mediterranean|Mars|Moon|Earth)$"
)
_LAW = re.compile(
    r"\b(?:Act|Treaty|Accord|Accords|Convention|Constitution|Agreement|Bill|Amendment|Charter|Protocol|Code|Law|Declaration|"
    r"Resolution|Directive|Pact)(?:\s\d+)?$"
)
_EVENT = re.compile(
    r"\b(?:Cup|War|Olympics|Games|Championship|Championships|Festival|Open|Prix|Day|Election|Elections|Revolution|Summit|"
    r"Marathon|Tournament|Awards|Conference|Bowl|Series|Hurricane|Crisis|Uprising|Massacre)$|^(?:Hurricane|Typhoon|Cyclone|Storm"
    r"|World War|Battle of)\b"
)
_PEOPLE = re.compile(
    r"[A-Z][a-z]+(?:ish|ese|ians?|ans?|is|ists?|ic|crats?)|Arabs?|Jews?|Muslims?|Christians?|Latin[oax]s?|Hispanics?|Blacks?"
)
#: a figure or a capital within a word: "Model 3", "iPhone"
_MADE = re.compile(r"\d|[a-z][A-Z]|\s")
_ILLNESS = re.compile(r"['’]|[\s-](?:disease|syndrome|virus|pandemic|variant|19)\b")
#: letters before a name that are its own: "O’Connor", "U.S. Customs"
_LETTERS = re.compile(r"(?:\b[A-Z]\.)*\b[A-Z]$|\b[ODL]['’]$")
_HYPHEN = re.compile(r"\w?[-‑]")
_ABBREVIATED = re.compile(r"(?:Jr|Sr|Inc|Corp|Co|Ltd|Bros|St|\b[A-Z](?:\.[A-Z])+)$")


def joined(read: Sequence[Span], text: str) -> Iterator[Span]:
    """The names, parts of one as one: "Ata-" "ur-Rehman", "Salish and" "Kootenai Tribes"; two of them as two: "Senate
    and House". Two places with a hyphen stay two."""
    last: Span | None = None
    for span in _parted(read, text):
        if (
            last is not None
            and last.label == span.label == "ORG"
            and text[last.end : span.start] == " "
            and text.endswith(_UNDONE, last.start, last.end)
        ):
            last = Span(last.start, span.end, "ORG")
            continue
        if last is not None and last.label == span.label != "LOC" and _HYPHEN.fullmatch(text, last.end - 1, span.start):
            last = Span(last.start, span.end, span.label)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _parted(read: Sequence[Span], text: str) -> Iterator[Span]:
    for span in read:
        two = _TWO.fullmatch(text, span.start, span.end) if span.label == "ORG" else None
        if two:
            yield from (Span(*two.span(1), "ORG"), Span(*two.span(2), "ORG"))
        else:
            yield span


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


#: before the rest of a name
_UNDONE = (" and", " of", " for", " &")
#: "University of Oslo and Center for Fish", "Senate and House"
_HEAD = (
    r"(?:University|Center|Centre|Institute|Ministry|Department|Union|Fund|Council|Committee|Agency|Association|Senate|"
    r"House|Bank)"
)
_TWO = re.compile(rf"((?=[^,]*\b{_HEAD}\b)[^,]+?) and ((?:{_HEAD}\b.*|(?:[A-Z][\w’'-]*\s){{1,5}}{_HEAD}))")


def of_read(label: str, name: str, after: str = "") -> str | None:
    """The type of a name that the reader called by one of its six kinds; None where it names no thing.

    `after` are the characters after it.

    >>> of_read("LOC", "Black Sea"), of_read("LOC", "Oslo Airport"), of_read("MISC", "Clean Air Act")
    ('LOC', 'FAC', 'LAW')
    """
    if label == "ORG" and _AIRFIELD.search(name):
        return "FAC"
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
    return None if name.islower() or _ILLNESS.match(after) or not _MADE.search(name) else "PRODUCT"


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
