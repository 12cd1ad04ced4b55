"""Dates within lines that say more than a date: "Monday March 4, 2024 10:05 am PST by Ada Byron"."""

import re
from collections.abc import Iterable

from newswire.ingest.dates.read import read_date
from newswire.ingest.extraction.date_words import CLOCK, end_of_date, is_month
from newswire.ingest.extraction.text_key import key
from newswire.ingest.name_words import LABEL
from newswire.ingest.names import without_by

_TOKEN = re.compile(r"[^\s|•·]+|[|•·]")
_SAYS = re.compile(
    r"\b(?:first |originally |last )?(?:published|posted|updated|modified|created|date|veröffentlicht|aktualisiert|"
    r"stand|erstellt|publiée?|mise? à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|"
    r"gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opdateret|julkaistu|päivitetty|opublikowano|"
    r"aktualizacja|опубликовано|обновлено|оновлено|опубліковано|yayınlanma|güncelleme|نشر|تحديث|نُشر|公開|更新|发布|發布|"
    r"入力|입력|수정|등록|am|um|on|at|le|à|el|il|alle|op|om|le:|by|von|par|por)\b",
    re.I,
)
_SAID_OF = re.compile(rf"(?:\s+(?:{_SAYS.pattern})[\s,:]*)+\|", re.I)
_MAX_PLACE = 2  #: words after the name in a byline, which tell whence or for whom
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
        end = end_of_date(tokens, at)
        if end == at:
            label.append(tokens[at])
            rest.append(tokens[at])
            at += 1
            continue
        found.append((" ".join(label).strip(" |•·-–—/,:"), _balanced(" ".join(tokens[at:end]).strip(" -–—/,;|•·"))))
        rest.append("|")
        label, at = [], end
    return found, " ".join(rest)


def _balanced(date: str) -> str:
    return date if date.count("(") == date.count(")") else date.strip("()")


def begins_with_date(text: str) -> str | None:
    """The date in the dateline of a text, after the name of a place.

    >>> begins_with_date("KIEL, March 4, 2026 (Reuters) - The harbour was closed."), begins_with_date("In March")
    ('March 4, 2026', None)
    """
    dates, _ = dates_in(text[:_MAX_DATELINE].rpartition(" ")[0])
    if not dates or len(dates[0][0].split()) > _MAX_PLACE + 1 or not dates[0][0][:1].isupper():
        return None
    place, date = dates[0]
    after = text[text.find(date) + len(date) :].lstrip()
    stands = all(word[0].isupper() or not word[0].isalpha() for word in place.split())
    parted = date.endswith(".") or after[:1] in ("-", "–", "—", ".", ":", "(", "|")
    return date if stands and parted and read_date(date) else None


def undated(line: str) -> str:
    """A line with `|` for each date and what is said of it: "Ada Byron, on 4 March 2024" -> "Ada Byron, |"."""
    return _SAID_OF.sub(" |", dates_in(line)[1])


def read_line_date(date: str, language: str | None = None) -> str | None:
    """The date as ISO 8601: an instant where its clock and zone are beyond doubt, else the day as it is written."""
    moment = read_date(date, language)
    if moment is None or moment.sure or len(moment.iso) == 10:
        return moment and moment.iso
    kept: list[str] = []
    dropping = False
    for token in date.split():  # the day by itself: with a zone of two meanings it may be another in UTC
        if CLOCK.match(token.strip("(),")):
            dropping = True
        elif any(c.isdigit() for c in token) or is_month(token):
            dropping = False
        if not dropping:
            kept.append(token)
    day = read_date(" ".join(kept), language)
    return (day or moment).iso[:10]


def is_dateline(line: str, authors: Iterable[str] = ()) -> bool:
    """Whether a line says when its text was published or by whom, and nothing else but whence or for whom.

    >>> is_dateline("Published 4 March 2024, 10:05 GMT | Ada Byron", ["Ada Byron"])
    True
    >>> is_dateline("By Ada Byron, Kiel", ["Ada Byron"]), is_dateline("Ada Byron left Kiel.", ["Ada Byron"])
    (True, False)
    >>> is_dateline("(Ada Byron)", ["Ada Byron"]), is_dateline("Teksti: Ada Byron", ["Ada Byron"])
    (True, True)
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
    rest = rest.strip("| ()（）")
    said = key(_SAYS.sub(" ", bare_line := without_by(rest)))
    if not said:
        return True
    if signed and LABEL.fullmatch(f"{said}:"):  # a reporter's name after the word for reporter
        return True
    by = bare_line != rest or _SAYS.match(line) is not None or re.match(r"\w+(?: \w+)?[:：]", line) is not None
    return by and signed and len(said.split()) <= _MAX_PLACE
