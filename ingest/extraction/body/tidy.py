"""The lines of a body as paragraphs: without titles, code, what is said twice, and what belongs to the page."""

import re

from newswire.ingest.extraction.body.badges import is_badge
from newswire.ingest.extraction.body.furniture import is_foot, is_furniture
from newswire.ingest.extraction.body.headline import without_title
from newswire.ingest.extraction.datelines import is_dateline
from newswire.stream.text import normalized

_MIN_REPEATED = 60  #: characters of a line that is dropped where it comes a second time
_HEAD_LINES = 4  #: at the beginning of a text, that may tell of its date and its writer
_FOOT_LINES = 4  #: at the end of a text, that may tell of its writer
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"<script|\bfunction\s*\w*\s*\([\w\s,]*\)\s*\{|\bwindow\.\w+\s*=|document\.getElementById|\bvar\s+\w+\s*=\s*[\[{\"']"
)
_CODE_WORDS = ("<script", "function", "window.", "document.", "var ")  #: one of them is in all of it


def tidy(raw: str, titles: list[str], authors: tuple[str, ...] = ()) -> str:
    """The body's paragraphs, NFC, one empty line between them.

    Drops lines that repeat one of the titles, what is said twice at length, code, and lines that belong to the page.
    """
    kept: list[str] = []
    seen: set[str] = set()
    for line in normalized("NFC", raw).split("\n"):
        line = " ".join(line.split())
        if not _WORD.search(line):
            continue
        if is_furniture(line) or is_badge(line) or (any(word in line for word in _CODE_WORDS) and _CODE.search(line)):
            continue
        if len(line) >= _MIN_REPEATED and line[0] != "|":
            if (folded := line.casefold()) in seen:
                continue
            seen.add(folded)
        kept.append(line)
    kept = without_title(kept, titles)
    while kept and is_dateline(kept[-1], authors):  # when it was published, and by whom
        del kept[-1]
    kept = [line for n, line in enumerate(kept) if n >= _HEAD_LINES or not is_dateline(line, authors)]
    first = max(len(kept) - _FOOT_LINES, 2)
    kept[first:] = [line for line in kept[first:] if not is_foot(line)]
    return normalized("NFC", "\n\n".join(kept))
