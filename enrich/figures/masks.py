"""Shapes whose numbers are not figures: dates, clock times, standards, addresses, telephone and list numbers, links."""

import re

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import YEAR_DIGITS
from newswire.enrich.times.rules.words import MONTHS

_STREET = alternatives(w.capitalize() for w in read_toml("en/labels")["streets"]["words"])
_MONTH = alternatives(name.capitalize() for name in MONTHS)
#: kind -> its pattern, and a text that this one alone masks; a test demands it
MASKS: dict[str, tuple[str, str]] = {
    "days of a month": (
        rf"\b(?:{_MONTH})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!,\d)(?:,?\s?(?:-|–|to|and|or)\s?\d{{1,2}}\b(?![\d%]))*",
        "on May 3 to 5",
    ),
    "clock": (r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)", "at 10:30"),
    "clock with a dot": (
        r"\b[Aa]t\s\d{1,2}\.[0-5]\d(?=\s(?:in the (?:morning|afternoon|evening)|last night|local time|on \w+day)\b)",
        "at 8.15 in the morning",
    ),
    "hour before hour": (
        r"\b\d{1,2}(?=\s?(?:-|–|to|and|or)\s?\d{1,2}(?:[:.][0-5]\d)?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock))",
        "from 2 to 4 p.m.",
    ),
    "universal time": (r"\b\d{3,4}(?=\s(?:UTC|GMT)\b)", "at 542 UTC"),
    "standard": (
        r"\b(?:(?:ISO|IEC|DIN|EN|IEEE|ANSI|ASTM|RFC|NFPA|NIST|SP|FIPS|SAE|BS|JIS|MIL-STD|STANAG|TS|TR)[/ -]){1,3}[A-Z]?"
        r"\d[\d.]*(?:-\d+)*(?::\d{4})?",
        "by ISO 9241-11",
    ),
    "type with a dot": (r"(?<![\w.])(?!(?:INR|PS|US)\.)[A-Z]{1,4}\.\d{1,4}(?![\d,.]*\d)\w?", "the EX.5 car"),
    "variant": (r"(?<![\w.])(?!(?:INR|PS|US)\.)[A-Z]{1,4}(?:\.\d{1,2}){2,4}(?![\d%])", "the XBB.1.5 virus"),
    "minor planet": (r"\b(?:19|20)\d\d\s[A-HJ-Y][A-HJ-Z]\d{1,3}\b", "as 2024 YR4 came near"),
    "calibre": (
        r"(?<![\w.])\.\d{2,3}(?=[- ](?:cal(?:\.|iber|ibre)|rifles?|pistols?|revolvers?|handguns?|rounds?|bullets?)\b)",
        "a .22 rifle",
    ),
    "law": (
        r"\b(?:(?:Public Law|Pub\.\s?L\.|P\.L\.)\s(?:No\.\s)?\d+[-–]\d+"
        r"|(?:H\.\s?R\.|HR)\s\d+(?!\s(?:people|[a-z]+s)\b))",
        "by Public Law 117-58",
    ),
    "docket": (r"\b\d{1,2}-(?:cv|cr|mc|md|civ|crim)-\d+\b", "in 24-cv-1187 he won"),
    "book": (r"\bISBN(?:-1[03])?:?\s[\d-]{9,17}", "as ISBN 978-0-13-4"),
    "filing": (r"\b(?:10|8|20|6)-[KQF]\b", "its 10-K report"),
    "console": (r"\bPS[1-5]\b(?![\d.,]*\d|\s(?:m|b|tr)illion)", "a PS5 game"),
    "firm": (
        r"\b3M\b(?=['’]s|\s(?:Co|Company|said|says|will|has|had|is|was|also|agreed|announced|reported|shares)\b)",
        "3M said",
    ),
    "virus or index": (r"(?i:\bcovid\s?[-–]\s?19\b|\bS\s?(?:&\s?|&amp;)?P(?:/\w{2,4})?\s?\d{3}\b)", "the S&P 500"),
    "age group": (
        r"\b(?:[Uu]nder|[Oo]ver)[- ](?:1[3-9]|2[0-3])(?:['’]?s\b|(?=\s(?:team|side|squad|level|World|Euro)))"
        r"|\bUnder-\d{1,2}\b",
        "the under-21s play",
    ),
    "street first": (
        r"\b\d{1,4},?\s(?:[Rr]ue|Ave(?:nue)?|Via|Calle|Boulevard|Bd|Piazza|Plaza|Rua|Quai|Avenida)\.?\s[A-Zd]\w+",
        "at 36 Quai Voltaire",
    ),
    "years joined": (rf"(?<![\w.,]){YEAR_DIGITS}\s?[-–/]\s?\d{{1,2}}\b(?!%|[.,]\d)", "the 2019–20 term"),
    "year of two digits": (r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\bfrom )|(?<=\bof ))['’‘]\d{2}\b", "back in '69"),
    "before or after Christ": (r"\b\d{1,4}\s(?:B\.C\.|BCE?\b|A\.D\.|AD\b|CE\b)|\bAD\s\d{1,4}\b", "in 480 B.C."),
    "centuries": (
        r"\b\d{1,2}(?:st|nd|rd|th)\s?(?:[-–]|to|and|or)\s?(?:early\s|late\s|mid-)?\d{1,2}(?:st|nd|rd|th)[- ]centur",
        "the 8th to 12th centuries",
    ),
    "telephone": (r"(?:\(\d{3}\)\s?|\b\d{3}-)?\b\d{3}-\d{4}\b", "call 555-0123"),
    "telephone abroad": (r"\+\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,5}", "call +44 20 7946"),
    "telephone of three digits": (
        r"\b(?:[Cc]all(?:ed|ing|s)?|[Dd]ial(?:l?ed|l?ing|s)?|(?:[Hh]ot|[Hh]elp)line(?:\s(?:on|at|is))?)\s\d{3}(?:\s\d{3})?(?:\sor\s\d{3})?\b"
        r"(?![.,]\d|\s(?:people|men|women|children|[a-z]+s)\b)",
        "Dial 999 at once",
    ),
    "version": (r"\b\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\b", "release 1.2.3"),
    "picture": (r"(?<![\w$€£.,])[48]K\b", "a 4K screen"),
    "airliner": (
        r"\b7\d7\b(?=s?\s(?:MAX|Max|Dreamliners?|[a-z]*(?:jet|plane|liner|freighter|aircraft)s?)\b)",
        "two 737 jets",
    ),
    "address": (
        rf"\b\d{{1,5}}[A-F]?\s(?:[NSEW]\.?\s)?(?:[A-Z\d][\w.'’]{{0,20}}\s){{1,3}}(?:{_STREET})\b",
        "at 14 Acacia Avenue",
    ),
    "item of a list": (
        r"(?m:^\s{0,4}\(?\d{1,3}[.)](?=\s))|\[\d{1,3}\]|(?<=\s\()\d(?=\)\s(?:an?|the|to)\s)",
        "as shown [12]",
    ),
}
_MASKS = re.compile("|".join(pattern for pattern, _ in MASKS.values()))
#: where a text has such a sign at all
_LINKS = re.compile(r"(?:https?://|www\.)\S{1,2000}|(?<![\w.+-])[\w.+-]{0,64}[@#][\w.-]{1,64}")
_LINK_SIGN = re.compile(r"://|www\.|[@#]")
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
