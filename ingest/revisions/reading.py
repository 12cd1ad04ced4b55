"""What of an article somebody reads: its paragraphs in one spelling, without what the page puts between them.

Two looks at a page differ only where these differ. View counters, ages in hours, lists of links, advertisements
and the way quotation marks are typed make no difference.
"""

import re
from typing import NamedTuple

from newswire.stream.messages import make_id
from newswire.stream.text import normalized


class Paragraph(NamedTuple):
    """A paragraph, where it stands in its text, and what it says in one spelling."""

    start: int
    end: int
    said: str


_TYPED = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑–—−", "-"),
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_UNIT = (
    r"(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|sekunden?|minuten?|stunden?|tagen?|wochen?|"
    r"secondes?|heures?|jours?|semaines?|segundos?|minutos?|horas?|d[ií]as?|semanas?|minuti|ore|giorni)"
)
_AGE = re.compile(
    rf"\b(?:(?:a|an|one|\d+)\s*(?:{_UNIT}|[smhdw])\s+ago|(?:vor|il y a|hace|h[aá])\s+(?:einer|einem|une?|una?|\d+)\s+"
    rf"{_UNIT}|\d+\s+{_UNIT}\s+(?:fa|geleden)|just now|moments ago)\b",
    re.I,
)
_NUMBER = r"[\d][\d.,]*\s?(?:[kKmM]\b)?"
_COUNTER = (
    rf"(?:{_NUMBER}\s*)?(?:views?|reads?|shares?|comments?|likes?|reactions?|retweets?|readers?|min(?:ute)?s? read)"
    rf"(?:\s*[:(]?\s*{_NUMBER}\)?)?"
)
#: whole lines that change while the article does not: counters, advertisements, invitations
_MOVING = re.compile(
    rf"{_COUNTER}(?:[\s·|,•/-]+{_COUNTER}){{0,5}}\.?"
    rf"|{_NUMBER}\s*(?:people|readers|users|others)?\s*(?:are\s+|is\s+)?(?:now\s+)?(?:reading|watching|viewing)\b.{{0,30}}"
    rf"|(?:viewed|shared|read|liked|seen)\s+{_NUMBER}(?:\s*times?)?\.?"
    rf"|{_NUMBER}\s*-?\s*min(?:ute)?s?\.?\s*(?:read|to read)|(?:reading|read) time:?.{{0,20}}"
    r"|(?:advertisement|anzeige|sponsored|promoted|paid content|partner content|ad feedback)\b.{0,80}"
    r"|(?:sign up|subscribe|log in|register|download (?:the|our) app|follow us|join us)\b.{0,120}"
    r"|[\d\W]*",
    re.I,
)
#: beginnings of lists of links and of times of the page, where the line is not a sentence
_POINTER = re.compile(
    r"(?:(?:most (?:read|popular|viewed|shared)|trending|recommended|you (?:may|might) also like|more (?:from|on|in)|"
    r"related|read (?:more|next|also)|see also|popular now|top stories|latest|around the web|up next|don't miss|"
    r"editors?'? picks?|what to read next|in this (?:article|story))\b|(?:last\s+|zuletzt\s+)?(?:updated|modified|"
    r"published|posted|aktualisiert|mis à jour|actualizado|aggiornato)\b(?=.*(?:\d|ago))).{0,120}",
    re.I,
)
_ENDS = re.compile(r"[.!?…:;。！？।][\"')\]]*$")
_COUNTED = re.compile(r"^\(\d+\)\s+")
#: characters up to which a line without a full stop may be a link or a heading
_SHORT = 140


def spelled(text: str) -> str:
    """A text in one spelling: no difference of blanks, quotation marks, dashes, or ages in hours is left.

    >>> spelled("It’s  “2 hours ago” — no") == spelled('It\\'s "3 hours ago" - no')
    True
    >>> spelled("3,000 men") == spelled("4,000 men")
    False
    """
    plain = _UNSEEN.sub("", normalized("NFKC", text).translate(_TYPED))
    return " ".join(_AGE.sub("~ ago", plain.translate(_TYPED)).split())


def title_said(title: str | None) -> str:
    """A title in one spelling, without a counter of messages in front."""
    return _COUNTED.sub("", spelled(title or ""))


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs that somebody reads. Lists of short lines after the last sentence are links: they go, too."""
    found = []
    at = 0
    for raw in text.split("\n\n"):
        said = spelled(raw)
        if said and not _is_moving(said):
            found.append(Paragraph(at, at + len(raw), said))
        at += len(raw) + 2
    while len(found) > 1 and is_link(found[-1].said):
        found.pop()
    return found


def _is_moving(said: str) -> bool:
    if len(said) > _SHORT:
        return False
    return bool(_MOVING.fullmatch(said) or (_POINTER.fullmatch(said) and not _ENDS.search(said.rstrip(":"))))


def is_link(said: str) -> bool:
    """Whether a paragraph may be no more than a link or a heading: short, and no sentence."""
    return len(said) <= _SHORT and not _ENDS.search(said)


def print_of(title: str | None, text: str, aside: str | None = None) -> str:
    """The same for two looks between which nothing changed that somebody reads.

    Lines that may be links don't count where several stand together, nor does what stands aside: the standfirst,
    as the feed has it, is taken for a part of the body by one template and not by the next.
    """
    apart = spelled(aside or "")
    said = [p.said for p in without_lists(paragraphs(text))]
    return make_id("read", title_said(title), *(one for one in said if one != apart))


def without_lists(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without rows of two and more that may be links."""
    links = [is_link(p.said) for p in found]
    return [
        p
        for i, p in enumerate(found)
        if not (links[i] and ((i > 0 and links[i - 1]) or (i + 1 < len(found) and links[i + 1])))
    ]
