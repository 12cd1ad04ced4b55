"""The articles of the demo site: our own texts, and follow-ups made from them so that news never run dry.

A text marks in braces what a follow-up varies, `{40,000} people`, and in brackets a weekday relative to the day of
publication, `[-1]` for the day before. Article `n` is text `n % len(TEXTS)` in generation `n // len(TEXTS)`: a pure
function of the number and the times.

`story.txt` has one story in several reports, whose figures the pipe follows: who counts how many, who denies it, and
who corrects himself. They come one after the other, with others between them.
"""

import hashlib
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "articles"
DESKS = ("world", "business", "region")
#: number of the first report of the story: soon after the start, and not of the backlog
STORY = 10

_GROUP = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"\[(-?\d+)\]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: times of day, scores, odds and ages in years make no sense when scaled
_FIXED = re.compile(r"\d[:-]|\d hours? and|year")


class Text(NamedTuple):
    """An article as it was written, with its marks."""

    desk: str
    fields: dict[str, str]  #: slug, title, follow, author, place, tags, caption, lead; maybe page and correct
    paragraphs: tuple[str, ...]  #: a subheading begins with `## `


class Article(NamedTuple):
    """An article as the site shows it."""

    number: int
    desk: str
    path: str
    title: str
    lead: str
    author: str
    place: str
    caption: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]
    published: datetime
    updated: datetime  #: as published, unless it was corrected
    note: str  #: of the correction, else empty
    page: str  #: article, consent, slow, gone; withdrawn is gone later


def read_texts(folder: Path = FOLDER) -> tuple[Text, ...]:
    """All texts, the desks in turn; every second one from `STORY` on is a report of the story."""
    desks = [[_parse(desk, raw) for raw in _articles(folder / f"{desk}.txt")] for desk in DESKS]
    longest = max(map(len, desks))
    texts = [texts[i] for i in range(longest) for texts in desks if i < len(texts)]
    for n, raw in enumerate(_articles(folder / "story.txt")):
        texts.insert(STORY + 2 * n, _parse("world", raw))
    return tuple(texts)


def _articles(file: Path) -> list[str]:
    return re.split(r"^====\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


def _parse(desk: str, raw: str) -> Text:
    head, _, body = raw.strip().partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Text(desk, fields, tuple(body.split("\n\n")))


TEXTS = read_texts()


def number_of(path: str) -> int | None:
    """The number of the article at a path, whether it is published or not; None where no article can be."""
    match = re.fullmatch(r"/(\w+)/([a-z-]+?)(?:-(\d+))?\.html", path)
    for index, text in enumerate(TEXTS if match else ()):
        if match and (text.desk, text.fields["slug"]) == match.group(1, 2):
            generation = int(match[3] or 1) - 1
            return generation * len(TEXTS) + index if generation or not match[3] else None
    return None


def write(number: int, published: datetime, corrected: datetime | None = None) -> Article:
    """Article `number` as of its publication, or when it was corrected or withdrawn (in the first generation)."""
    generation, index = divmod(number, len(TEXTS))
    desk, fields, paragraphs = TEXTS[index]
    note = fields.get("correct_note", "") if corrected and not generation else ""

    def say(name: str, text: str) -> str:
        text = _GROUP.sub(lambda m: m[1] if not generation else _vary(m[1], f"{name}{number}"), text)
        text = _DAY.sub(lambda m: f"{published + timedelta(days=int(m[1])):%A}", text)
        wrong, _, right = fields["correct"].partition(" => ") if note else ("", "", "")
        return text.replace(wrong, right) if note else text

    body = tuple(say(fields["slug"], paragraph) for paragraph in paragraphs)
    if generation:
        body = (
            *body[:1],
            f"The figures are those that were known on {published:%A} at {published:%H:%M} UTC.",
            *body[1:],
        )
    page = fields.get("page", "article")
    if page == "withdrawn" and not (corrected and not generation):
        page = "article"
    return Article(
        number=number,
        desk=desk,
        path=f"/{desk}/{fields['slug']}{f'-{generation + 1}' if generation else ''}.html",
        title=say(fields["slug"], fields["follow" if generation else "title"]),
        lead=say(fields["slug"], fields["lead"]),
        author=fields["author"],
        place=fields["place"],
        caption=fields["caption"],
        tags=tuple(fields["tags"].split(", ")),
        paragraphs=body,
        published=published,
        updated=corrected if corrected and note else published,
        note=note,
        page=page,
    )


def _vary(group: str, seed: str) -> str:
    """Every number of a group times one factor between 0.8 and 1.2, told as precisely as before.

    >>> _vary("between 1,000 and 2,000", "b")
    'between 910 and 1,800'
    >>> _vary("3-2", "b")
    '3-2'
    """
    if _FIXED.search(group):
        return group
    factor = 0.8 + hashlib.sha256(f"{seed} {group}".encode()).digest()[0] / 255 * 0.4

    def scale(match: re.Match[str]) -> str:
        decimals = len(match[0].partition(".")[2])
        value = float(match[0].replace(",", "")) * factor
        if "percent" in group:
            value = min(value, 99)
        digits = decimals if decimals or value < 100 else 2 - len(str(int(value)))
        return f"{max(round(value, digits), 10**-decimals):,.{decimals}f}"

    return _NUMBER.sub(scale, group)
