"""Shapes whose numbers are no figures: dates, clock times, standards, addresses, telephone and list numbers, links."""

import re

from enrich.lexicon.load import alternatives, read_toml

#: of these, what is no address: "three Manhattan Circle Line boats"
_NO_ADDRESS = frozenset(
    ["way", "close", "walk", "row", "hill", "dr", "st", "place", "circle", "gardens", "square", "plaza"]
)
_STREET = alternatives(w.capitalize() for w in frozenset(read_toml("en/labels")["streets"]["words"]) - _NO_ADDRESS)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MASKS = re.compile(
    "|".join(
        (
            rf"\b{_MONTH}\s(?:the\s)?{_DAY}\b(?!,\d{{3}}|\d|\s(?:percent|per cent|million|people))"
            rf"(?:\s?(?:-|–|—|to|and|or|,)\s?{_DAY}\b(?![\d%]|\s(?:percent|per cent|million|people)))*"
            r"(?:,?\s\d{4}\b)?",
            rf"\b{_DAY}(?:\s?(?:-|–|to|and)\s?{_DAY})?\s(?:of\s)?{_MONTH}\b(?:,?\s\d{{4}}\b)?",
            rf"\b{_MONTH},?\s(?:of\s)?\d{{4}}\b",
            r"\b\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.+Z-]{4,20})?\b",
            r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b",
            # of standards and types, and clock times without a colon
            r"\b(?:(?:ISO|IEC|DIN|EN|IEEE|ANSI|ASTM|RFC|NFPA|BS|JIS|MIL-STD|STANAG|TS|TR)[/ -]){1,3}[A-Z]?"
            r"\d[\d.]*(?:-\d+)*(?::\d{4})?",
            r"(?<![\w.])(?!(?:INR|PS|US)\.)[A-Z]{1,4}\.\d{1,4}(?![\d,.]*\d)\w?",
            r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil ))(?:[01]\d|2[0-3])[0-5]\d\s?h(?:ou)?rs?\b",
            r"\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:h\b|Z\b|UTC|GMT|[CE]E?S?T\b|BST|[EPM][SD]T\b|AEST"
            r"|IST\b|JST|MSK|(?i:local time|zulu))",
            r"(?i:\bcovid\s?[-–]\s?19\b|\bS\s?(?:&\s?|&amp;)?P(?:/\w{2,4})?\s?\d{3}\b)",
            r"\b(?:24/7|9/11|7/7|50/50|360-degree)\b",
            r"\b(?:[Uu]nder|[Oo]ver)[- ](?:1[3-9]|2[0-3])"
            r"(?:['’]?s\b|(?=\s(?:team|side|squad|level|international|football"
            r"|rugby|World|European|Euro|coach|captain)\b))",
            r"\b\d{1,4},?\s(?:[Rr]ue|Ave(?:nue)?|Via|Calle|Boulevard|Bd|Piazza|Plaza|Rua|Quai|Avenida)\.?\s(?:(?:de|du|des|la|del)\s){0,2}[A-Z]\w+",
            r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?(?!\d)",
            r"\b\d{1,2}(?:\.\d{2})?(?:\s?(?:-|–|to|and)\s?\d{1,2}(?:\.\d{2})?)?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock)",
            r"(?<![\w,.])(?:the\s)?(?:early|late|mid|mid-)?\s?['’‘]?\d0['’]?s\b(?=\s|[.,;])(?<!\w{5})",
            r"\b[12]\d{2}0['’]?s\b",
            r"(?<![\w.,])[12]\d{3}\s?[-–/]\s?\d{2}\b(?![\d,.%])",
            r"\(\d{3}\)\s?\d{3}[-.\s]\d{4}\b|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b(?:1-)?[189]\d{2}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b|\b0\d{3,4}\s\d{3}\s?\d{3,4}\b",
            r"\+\d{1,3}(?:[\s.-]\(?\d{1,4}\)?){2,5}",
            r"\b\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?\b",
            r"\b[24568]K(?=\s(?:TVs?|UHD|HDR|OLED|LCD|Ultra|video|videos|displays?|resolution|screens?|monitors?|content|cameras?|footage|Blu-ray|streaming|gaming|movies?)\b)",
            r"\b7\d7(?:-\d{1,3}\w*)?(?=s?\s(?:MAX|Max|Dreamliners?|jets?|planes?|jetliners?|airliners?|freighters?|aircraft)\b)",
            rf"\b\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.'’]{{0,20}}\s){{1,3}}(?:{_STREET})\b",
            r"(?m:^\s{0,4}(?:\(?\d{1,3}[.)]|\[\d{1,3}\])(?=\s))|\[\d{1,3}\]",
        )
    )
)
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
    """Spans whose shape says that their numbers are no figures: dates, clock times, telephone numbers, addresses."""
    spans = [m.span() for m in _LINKS.finditer(text)] if _LINK_SIGN.search(text) else []
    for near in _NEAR_DIGITS.finditer(text):
        start = max(0, near.start() - _LEFT)
        spans += [m.span() for m in _MASKS.finditer(text, start, near.end() + _RIGHT)]
    return sorted(set(spans))
