"""Shapes whose numbers are not figures: dates, clock times, standards, addresses, telephone and list numbers, links."""

import re

from newswire.enrich.lexicon.load import alternatives, read_toml

#: of these, what is not an address: "three Manhattan Circle Line boats"
_NO_ADDRESS = frozenset(
    ["way", "close", "walk", "row", "hill", "dr", "st", "place", "circle", "gardens", "square", "plaza"]
)
_STREET = alternatives(w.capitalize() for w in frozenset(read_toml("en/labels")["streets"]["words"]) - _NO_ADDRESS)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_AMOUNT = r"\s(?:percent|per cent|million|people)"
#: kind -> its pattern, and a text that this one alone masks; a test demands it
MASKS: dict[str, tuple[str, str]] = {
    "month and day": (
        rf"\b{_MONTH}\s(?:the\s)?{_DAY}\b(?!,\d{{3}}|\d|{_AMOUNT})"
        rf"(?:\s?(?:-|–|—|to|and|or|,)\s?{_DAY}\b(?![\d%]|{_AMOUNT}))*(?:,?\s\d{{4}}\b)?",
        "on May 3 to 5",
    ),
    "day and month": (rf"\b{_DAY}(?:\s?(?:-|–|to|and)\s?{_DAY})?\s(?:of\s)?{_MONTH}\b(?:,?\s\d{{4}}\b)?", "on 3 May"),
    "month and year": (rf"\b{_MONTH},?\s(?:of\s)?\d{{4}}\b", "in May 2020"),
    "ISO date": (r"\b\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.+Z-]{4,20})?\b", "as of 2020-05-03"),
    "date with slashes or dots": (r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b", "on 3/5/2020"),
    "standard": (
        r"\b(?:(?:ISO|IEC|DIN|EN|IEEE|ANSI|ASTM|RFC|NFPA|BS|JIS|MIL-STD|STANAG|TS|TR)[/ -]){1,3}[A-Z]?"
        r"\d[\d.]*(?:-\d+)*(?::\d{4})?",
        "by ISO 9241-11",
    ),
    "type with a dot": (r"(?<![\w.])(?!(?:INR|PS|US)\.)[A-Z]{1,4}\.\d{1,4}(?![\d,.]*\d)\w?", "the EX.5 car"),
    "clock of four digits": (
        r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil ))(?:[01]\d|2[0-3])[0-5]\d\s?h(?:ou)?rs?\b"
        r"|\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:h\b|Z\b|UTC|GMT|[CE]E?S?T\b|BST|[EPM][SD]T\b|AEST"
        r"|IST\b|JST|MSK|(?i:local time|zulu))",
        "at 1530 GMT",
    ),
    "virus or index": (r"(?i:\bcovid\s?[-–]\s?19\b|\bS\s?(?:&\s?|&amp;)?P(?:/\w{2,4})?\s?\d{3}\b)", "the S&P 500"),
    "all around": (r"\b360-degree\b", "a 360-degree view"),
    "age group": (
        r"\b(?:[Uu]nder|[Oo]ver)[- ](?:1[3-9]|2[0-3])(?:['’]?s\b|(?=\s(?:team|side|squad|level|international|football"
        r"|rugby|World|European|Euro|coach|captain)\b))",
        "the under-21s play",
    ),
    "street first": (
        r"\b\d{1,4},?\s(?:[Rr]ue|Ave(?:nue)?|Via|Calle|Boulevard|Bd|Piazza|Plaza|Rua|Quai|Avenida)\.?"
        r"\s(?:(?:de|du|des|la|del)\s){0,2}[A-Z]\w+",
        "at 36 Quai Voltaire",
    ),
    "clock": (r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?(?!\d)", "at 10:30"),
    "clock with half of day": (
        r"\b\d{1,2}(?:\.\d{2})?(?:\s?(?:-|–|to|and)\s?\d{1,2}(?:\.\d{2})?)?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock"
        r"|in\sthe\s(?:morning|afternoon|evening)\b)",
        "at 9 to 10 pm",
    ),
    "decade of two digits": (
        r"(?<![\w,.])(?:the\s)?(?:early|late|mid|mid-)?\s?['’‘]?\d0['’]?s\b(?=\s|[.,;])(?<!\w{5})",
        "in the 60s.",
    ),
    "decade": (r"\b[12]\d{2}0['’]?s\b", "in the 1960s"),
    "years joined": (r"(?<![\w.,])[12]\d{3}\s?[-–/]\s?\d{1,2}\b(?!%|[.,]\d)", "the 2019–20 term"),
    "year of two digits": (r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\bfrom )|(?<=\bof ))['’‘]\d{2}\b", "back in '69"),
    "before or after Christ": (
        r"\b\d{1,4}\s(?:B\.C\.|BCE?\b|A\.D\.|AD\b|CE\b)|\b(?:A\.D\.|AD)\s\d{1,4}\b",
        "in 480 B.C.",
    ),
    "centuries": (
        r"\b\d{1,2}(?:st|nd|rd|th)\s?(?:[-–]|to|and|or)\s?(?:early\s|late\s|mid-)?\d{1,2}(?:st|nd|rd|th)[- ]centur",
        "the 8th to 12th centuries",
    ),
    "telephone": (
        r"\(\d{3}\)\s?\d{3}[-.\s]\d{4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b(?:1-)?[189]\d{2}-\d{3}-\d{4}\b"
        r"|\b\d{3}-\d{4}\b|\b0\d{3,4}\s\d{3}\s?\d{3,4}\b",
        "call 555-0123",
    ),
    "telephone abroad": (r"\+\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,5}", "call +44 20 7946"),
    "version": (r"\b\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\b", "release 1.2.3"),
    "picture": (
        r"\b[24568]K(?=\s(?:TVs?|UHD|HDR|OLED|LCD|Ultra|video|videos|displays?|resolution|screens?|monitors?|content"
        r"|cameras?|footage|Blu-ray|streaming|gaming|movies?)\b)",
        "a 4K screen",
    ),
    "airliner": (
        r"\b7\d7(?:-\d{1,3}\w*)?(?=s?\s(?:MAX|Max|Dreamliners?|jets?|planes?|jetliners?|airliners?|freighters?"
        r"|aircraft)\b)",
        "two 737 jets",
    ),
    "address": (
        rf"\b\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.'’]{{0,20}}\s){{1,3}}(?:{_STREET})\b",
        "at 14 Acacia Avenue",
    ),
    "item of a list": (r"(?m:^\s{0,4}(?:\(?\d{1,3}[.)]|\[\d{1,3}\])(?=\s))|\[\d{1,3}\]", "as shown [12]"),
}
_MASKS = re.compile("|".join(pattern for pattern, _ in MASKS.values()))
#: where a text has such a sign at all
_LINKS = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|(?:(?<![\w.+-])[\w.+-]{1,64})?@[\w-]{1,64}\.[\w.]{1,64}|#\d+\b|[@#]\w+"
    r"|\b(?:Group|Gang)\sof\s(?:\d{1,2}|Seven|Eight|Twenty|Ten|Five|Four)\b|\bBig\s(?:Three|Four|Five|Six|Ten)\b"
)
_LINK_SIGN = re.compile(r"://|www\.|[@#]|(?:Group|Gang) of |Big ")
#: where digits are, and as far around them as a mask reaches
_NEAR_DIGITS = re.compile(r"\d(?:[^\d]{0,160}\d)*")
_LEFT, _RIGHT = 32, 128


def masked(text: str) -> list[tuple[int, int]]:
    """Spans whose shape says that their numbers are not figures: dates, clock times, telephone numbers, addresses."""
    spans = [m.span() for m in _LINKS.finditer(text)] if _LINK_SIGN.search(text) else []
    for near in _NEAR_DIGITS.finditer(text):
        start = max(0, near.start() - _LEFT)
        spans += [m.span() for m in _MASKS.finditer(text, start, near.end() + _RIGHT)]
    return sorted(set(spans))
