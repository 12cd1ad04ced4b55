"""The names in a byline, as pages write it: beside dates, agencies, addresses and the makers of the pictures."""

import re

from newswire.ingest.extraction.datelines import undated
from newswire.ingest.extraction.metadata.one_line import one_line
from newswire.ingest.names import split_names, without_by

_MAX = 300  #: characters of a byline
_URLS = re.compile(r"[:@#/{}<>\[\]\\]|www\.|\d{3}", re.I)
_NOBODY = re.compile(
    r"(?:by|from|the|admin|administrator|editors?|staff|authors?|writers?|contributors?|guest|anonymous|"
    r"unknown|webmaster|reporters?|"
    r"correspondent|published|updated|posted|written|share|follow|none|null|user|root|text size|small|medium|large|"
    r"(?:staff|news|guest|contributing|web) (?:writer|reporter|editor|correspondent|contributor)s?)",
    re.I,
)
#: a post and no name; what it is of may look like one: "Head of Marketing and Community Development"
_POST = re.compile(
    r"^(?:[\w-]+\s+){0,3}?(?:head|director|manager|editor|chief|president|professor|officer)\s+of\b", re.I
)
_APART = re.compile(r"<[^<>]{0,300}>|\S+@\S+|(?<!\w)@\w+|\bhttps?://\S+|\bwww\.\S+|[\w.-]+\.\w+/\S*")
_MARKUP = re.compile(r"</?[a-z][^<>]*>", re.I)
_MADE = (
    r"(?:photo\w*|images?|pictures?|illustrations?|videos?|graphics?|fotos?|bild\w*|grafik\w*|imágenes|immagini|"
    r"фото|写真|사진|図|摄影)"
)
_PICTURES = re.compile(
    rf"(?:^|(?<=[|;•·,.\n]))\s*{_MADE}\b[^|;•·\n]{{0,20}}?(?:\b(?:by|von|par|por|de|di|av|af)\b|[:：/])[^|;•·\n]*|"
    rf"(?<=\s){_MADE}\s*[:：][^|;•·\n]*|"
    rf"(?:^|[,;&|]|\s(?:and|und|et|y|e|en|og|och)\s)[^,;&|()]{{2,60}}?\s?\({_MADE}\)",
    re.I,
)
#: whom somebody writes for, or with
_FOR = re.compile(
    r"\s+(?:for|für|pour|para|voor|för|dla|для|per)\s+(?:(?:the|die|den|das|le|la|el|il)\s+)?(?=[A-Z\u0410-\u042f]).*$"
)
#: before a name, and no "By"
_LEAD = re.compile(
    r"^(?:.{0,40}?\b(?:written|posted|words|story)\s+by\b\s*:?|(?:aus|from|de) \S+ (?:berichtet|reports)|"
    r"von unser\w+ \S+|napisał[a]?|napsala?|escribe|(?:記者|记者|取材)(?=・)|γράφει(?: [οη])?|από τ\w+|yazan|"
    r"hazırlayan|пише|пишет|написал[а]?)(?:\s+|・)",
    re.I,
)
#: a post in a firm, and the firm
_OFFICE = re.compile(
    r",\s*(?:[\w.-]+\s+){0,3}?(?:director|manager|president|c[a-z]o|(?:co-?)?founder|officer|head of|partner)\b"
    r"(?!.*(?:&|\band\b)).*$",
    re.I,
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4})+")
_EDGES = " .,:;|-–—•·/"
_WRAPPED = re.compile(r"[（(]([^()（）]*)[)）]")


def tells_of_pictures(text: str) -> bool:
    """Whether a byline names the makers of pictures beside those of the text."""
    return _PICTURES.search(text) is not None


def begins_as_byline(text: str) -> bool:
    """Whether a line begins with `By` in one of the languages of the news.

    >>> begins_as_byline("Von Ada Byron"), begins_as_byline("Ada Byron")
    (True, False)
    """
    return without_by(text) != text.strip(" ,;:|") or _LEAD.match(text) is not None


def names_of(byline: str) -> list[str]:
    """The names in a byline. A comma parts names of two words or more, or a name from a role; else it belongs to one.

    >>> names_of("By Ada Byron, Li Na and Jean Weiss"), names_of("Monday March 4, 2024 10:05 am PST by Ada Byron")
    (['Ada Byron', 'Li Na', 'Jean Weiss'], ['Ada Byron'])
    >>> names_of("Weiss, Jean"), names_of("https://example.org/staff/7"), names_of("Ada Byron, Senior Editor")
    (['Weiss, Jean'], [], ['Ada Byron'])
    """
    if len(byline) > _MAX:
        return []
    lines = (_MARKUP.sub(" ", one_line(line)) for line in byline.split("\n"))
    text = _PICTURES.sub("", " | ".join(lines))
    if _POST.match(text.strip()):
        return []
    text = _APART.sub(" ", text)
    if any(c.isdigit() for c in text):
        text = undated(text)
    found = []
    for piece in text.split("|"):
        if wrapped := _WRAPPED.fullmatch(piece.strip()):
            piece = wrapped[1]
        for name in split_names(_LEAD.sub("", _OFFICE.sub("", _FOR.sub("", piece.strip(_EDGES))))):
            name = name.strip(_EDGES) + ("." if re.search(r"\b[JS]r\.\W*$", name) else "")
            if _CHINESE.fullmatch(name) and "记者" in piece:  # two names, which in Japanese would be one
                found += name.split()
            elif 1 < len(name) < 80 and not _URLS.search(name) and not _NOBODY.fullmatch(name):
                found.append(name)
    return list({name.casefold(): name for name in reversed(found)}.values())[::-1]
