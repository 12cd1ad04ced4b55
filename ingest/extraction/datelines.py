"""Dates within lines that say more than a date: "Monday March 4, 2024 10:05 am PST by Ada Byron"."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from ingest.dates.clocks import clock_of, unknown_words
from ingest.dates.harmless_words import DAY_WORDS
from ingest.dates.months import bare, months_of
from ingest.dates.read import read_date
from ingest.dates.zones import zone_of
from ingest.extraction.text_key import key
from ingest.names import without_by

_TOKEN = re.compile(r"[^\s|•·]+|[|•·]")
_SIGNS = "|•·"
_DASHES = ("-", "–", "—", "/")
_CLOCK = re.compile(r"\d{1,2}[:.h時시]\d{2}(?!\d)|\d{1,2}\s?(?:am|pm|uhr|h)\b", re.I)
_WHOLE = re.compile(r"\d[:./年년h時月-]\d|\d[年년月월日일]")
_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|e|º|ª)?[.,]?", re.I)
_ZONE_WORDS = frozenset(
    ["eastern", "central", "pacific", "mountain", "european", "standard", "daylight", "summer", "time"]
)
_AGO_WORDS = """
ago sec secs second seconds min mins minute minutes hour hours hr hrs day days week weeks vor stunde stunden minuten tag
tagen il y a heures jours hace horas minutos días fa ore minuti giorni há dias geleden uur
"""
_AGO = frozenset(_AGO_WORDS.split())
_SAID = frozenset(["published", "posted", "date"])
_ANY_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 - only to ask whether a word is a zone
_SAYS = re.compile(
    r"\b(?:first |originally |last )?(?:published|posted|updated|modified|created|date|veröffentlicht|aktualisiert|"
    r"stand|erstellt|publiée?|mise? à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|"
    r"gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opdateret|julkaistu|päivitetty|opublikowano|"
    r"aktualizacja|опубликовано|обновлено|оновлено|опубліковано|yayınlanma|güncelleme|نشر|تحديث|نُشر|公開|更新|发布|發布|"
    r"入力|입력|수정|등록|am|um|on|at|le|à|el|il|alle|op|om|le:|by|von|par|por)\b",
    re.I,
)
_SAID_OF = re.compile(rf"(?:\s+(?:{_SAYS.pattern})[\s,:]*)+\|", re.I)
_MAX_PLACE = 2  #: words behind the name in a byline, which tell whence or for whom
_MAX_DATELINE = 80  #: characters at the beginning of a text
_MAX_LINE = 160  #: characters of a line that is a date and who wrote it


def dates_in(line: str) -> tuple[list[tuple[str, str]], str]:
    """((what stands before it, the date) for each date in a line, what is left of the line with `|` for each date).

    >>> dates_in("Monday March 4, 2024 10:05 am PST by Ada Byron")
    ([('', 'Monday March 4, 2024 10:05 am PST')], '| by Ada Byron')
    >>> dates_in("Updated 4 March 2024 | France 24")
    ([('Updated', '4 March 2024')], 'Updated | | France 24')
    """
    tokens = _TOKEN.findall(line)
    found: list[tuple[str, str]] = []
    rest: list[str] = []
    label: list[str] = []
    at = 0
    while at < len(tokens):
        end = _end_of_date(tokens, at)
        if end == at:
            label.append(tokens[at])
            rest.append(tokens[at])
            at += 1
            continue
        found.append((" ".join(label).strip(" |•·-–—/,:"), " ".join(tokens[at:end]).strip(" -–—/,;|•·()")))
        rest.append("|")
        label, at = [], end
    return found, " ".join(rest)


def begins_with_date(text: str) -> str | None:
    """The date in the dateline of a text, behind the name of a place.

    >>> begins_with_date("KIEL, March 4, 2026 (Reuters) - The harbour was closed."), begins_with_date("In March")
    ('March 4, 2026', None)
    """
    dates, _ = dates_in(text[:_MAX_DATELINE].rpartition(" ")[0])
    if not dates or len(dates[0][0].split()) > _MAX_PLACE + 1 or not dates[0][0][:1].isupper():
        return None
    place, date = dates[0]
    behind = text[text.find(date) + len(date) :].lstrip()
    stands = all(word[0].isupper() or not word[0].isalpha() for word in place.split())
    parted = date.endswith(".") or behind[:1] in ("-", "–", "—", ".", ":", "(", "|")
    return date if stands and parted and read_date(date) else None


def undated(line: str) -> str:
    """A line with `|` for each date and what is said of it: "Ada Byron, on 4 March 2024" -> "Ada Byron, |"."""
    return _SAID_OF.sub(" |", dates_in(line)[1])


def read_line_date(date: str) -> str | None:
    """The date as ISO 8601: an instant where its clock and zone are beyond doubt, else the day as it is written."""
    moment = read_date(date)
    if moment is None or moment.sure or len(moment.iso) == 10:
        return moment and moment.iso
    kept: list[str] = []
    dropping = False
    for token in date.split():  # the day by itself: with a zone of two meanings it may be another in UTC
        if _CLOCK.match(token.strip("(),")):
            dropping = True
        elif any(c.isdigit() for c in token) or _is_month(token):
            dropping = False
        if not dropping:
            kept.append(token)
    day = read_date(" ".join(kept))
    return (day or moment).iso[:10]


def is_dateline(line: str, authors: Iterable[str] = ()) -> bool:
    """Whether a line says when its text was published or by whom, and nothing else but whence or for whom.

    >>> is_dateline("Published 4 March 2024, 10:05 GMT | Ada Byron", ["Ada Byron"])
    True
    >>> is_dateline("By Ada Byron, Kiel", ["Ada Byron"]), is_dateline("Ada Byron left Kiel.", ["Ada Byron"])
    (True, False)
    >>> is_dateline("On 4 March 2024 the harbour was closed."), is_dateline("4 March 2024")
    (False, True)
    """
    if len(line) > _MAX_LINE:
        return False
    dates, rest = dates_in(line) if any(c.isdigit() for c in line) else ([], line)
    dated = any(read_date(date) for _, date in dates)
    signed = False
    for name in authors:
        before, rest = rest, re.sub(re.escape(name), "|", rest, flags=re.I)
        signed = signed or before != rest
    if not dated and not signed:
        return False
    rest = rest.strip("| ")
    said = key(_SAYS.sub(" ", bare := without_by(rest)))
    by = bare != rest or _SAYS.match(line) is not None
    return (dated and not said) or (by and len(said.split()) <= _MAX_PLACE and (signed or not said))


def _end_of_date(tokens: list[str], start: int) -> int:
    """Where a date that begins at a token ends; the start itself where none does."""
    if _is_surname(tokens, start):
        return start
    end = last = start
    numbers = words = 0
    whole = False
    while end < len(tokens) and (kind := _kind(tokens[end], after_number=bool(numbers))):
        if kind == "sign":
            clock = end == start + 1 and _CLOCK.match(tokens[start]) and _is_dated(tokens[end + 1 : end + 2])
            if tokens[end] in _SIGNS and not (numbers and (clock or _is_clock_next(tokens, end))):
                break
            end += 1
            continue
        if kind == "filler" and end == start:
            return start  # `on` before a date belongs to what is said of it
        numbers += kind == "number"
        words += kind == "word"
        whole = whole or (kind == "number" and bool(_WHOLE.search(tokens[end])))
        end += 1
        if kind != "filler":
            last = end
    told = numbers and (words or whole or numbers > 2)
    return last if told else start


def _is_clock_next(tokens: list[str], at: int) -> bool:
    """Whether a clock follows a sign: `4 March 2024 | 10:05` is one time."""
    after = tokens[at + 1 : at + 3]
    return any(_CLOCK.match(token) for token in after) and not any(_is_month(token) for token in after)


def _is_surname(tokens: list[str], at: int) -> bool:
    """Whether a month is somebody's name: `Theresa May, 4 March`."""
    following = tokens[at + 1 : at + 3]
    named = tokens[at].endswith(",") and _is_month(tokens[at])
    return named and len(following) == 2 and following[0].strip(".").isdigit() and _is_month(following[1])


def _is_dated(tokens: list[str]) -> bool:
    return any(_kind(token, after_number=True) == "number" for token in tokens)


@lru_cache(maxsize=1 << 12)
def _kind(token: str, *, after_number: bool) -> str:
    """`number`, `word`, `filler`, `sign`, or nothing where a token is no part of a date."""
    if token in _SIGNS or token in _DASHES:
        return "sign"
    if any(c.isdigit() for c in token):
        digits = token.strip("(),;")
        dated = (
            _NUMBER.fullmatch(digits)
            or _WHOLE.search(digits)
            or _CLOCK.match(digits)
            or zone_of(digits.lower(), _ANY_DAY)
        )
        return "number" if dated or read_date(digits) else ""
    word = token.strip("(),;:.[]").lower()
    if not word:
        return "sign"
    if _is_month(token) or word in _AGO:
        return "word"
    zone = word in _ZONE_WORDS or ((not word.isascii() or token.upper() == token) and zone_of(word, _ANY_DAY))
    if after_number and (zone or not clock_of(f"9:00 {word}")[1].strip()):
        return "word"
    if not unknown_words(word) and (after_number or word not in _SAID):
        return "word" if bare(word) in DAY_WORDS and len(word) > 2 else "filler"
    return ""


def _is_month(token: str) -> bool:
    return bool(months_of(token.strip("(),;:[]")).numbers)
