"""The texts to learn from, as passages: text, its sentences, and the words that names were annotated on."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

#: sets whose licence lets what is trained on them ship: public domain and CC BY (README.md)
OPEN_SETS = ("gmb", "wikigold", "wnut", "btc")
#: words of a window, and how far the next one begins after it
WINDOW, STRIDE = 130, 65

#: articles whose annotations are only scored: nothing is trained on their texts
HELD = Path(__file__).resolve().parent.parent / "tests/gold/wikinews/held"

#: annotated figures to learn from (README.md)
ROWS = Path(__file__).resolve().parent / "rows"

_CLOSING = set(".,;:!?)]}%…”’") | {"'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'S", "N'T"}
_OPENING = set("([{$£€“‘#@")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*(?=\s+[\"'“‘(]*[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|No|vs|Jr|Sr|Inc|Co|Corp|[A-Z])\.)$")
_NAME_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|['’]s\b|\d+(?:[.,:]\d+)*|\w+(?:[-–]\w+)*|[^\w\s]")


class Passage(NamedTuple):
    """A stretch of text of some sentences."""

    text: str
    sentences: list[list[tuple[int, int]]]  #: per sentence: its words as names are annotated on, (start, end)


def sets(file: Path, rng: random.Random) -> Iterator[Passage]:
    """Annotated sentences, joined into passages of a window's length; some stand alone."""
    rows = list(lines(file))
    for name in OPEN_SETS:
        sentences = [row["words"] for row in rows if row["set"] == name]
        at = 0
        while at < len(sentences):
            wanted = 1 if rng.random() < 0.15 else rng.choice((60, WINDOW - 10, WINDOW - 10))
            taken, count = [sentences[at]], len(sentences[at])
            at += 1
            while count < wanted and at < len(sentences) and count + len(sentences[at]) < WINDOW:
                taken.append(sentences[at])
                count += len(sentences[at])
                at += 1
            yield joined(taken)


def joined(sentences: list[list[str]]) -> Passage:
    """Words set as a printer would set them."""
    text, found, quoted = "", [], False
    for words in sentences:
        spans, glue = [], True
        for word in words:
            word = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word, word)
            closing = word in _CLOSING or (word == '"' and quoted)
            if text and (not spans or not (closing or glue)):
                text += " "
            spans.append((len(text), len(text) + len(word)))
            text += word
            if word == '"':
                quoted = not quoted
            glue = word in _OPENING or (word == '"' and quoted)
        found.append(spans)
    return Passage(text, found)


def articles(file: Path) -> Iterator[Passage]:
    """Whole articles without annotations, and their titles apart; not those that `tests/gold` keeps to score."""
    held = {json.loads(gold.read_text(encoding="utf-8"))["url"] for gold in HELD.glob("*/*.json")}
    for row in lines(file):
        if row["url"].replace("//wiki/", "/wiki/") not in held:
            yield passage(row["title"])
            yield passage(row["text"])


def rows(pattern: str = "*") -> list[dict[str, Any]]:
    """The texts of training/rows with their annotated figures."""
    return annotated(ROWS, pattern)


def annotated(folder: Path, pattern: str = "*") -> list[dict[str, Any]]:
    """What the lines of a folder's files hold, in their order; a text may hold any mark but the line feed."""
    files = sorted(folder.glob(f"{pattern}.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").split("\n") if line]


def lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as content:
        yield from map(json.loads, content)


def passage(text: str) -> Passage:
    """A running text, its sentences found by their marks."""
    bounds, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if "\n" in match.group() or not _ABBREVIATED.search(text[: match.start()][-8:]):
            bounds.append((start, match.end()))
            start = match.end()
    bounds.append((start, len(text)))
    words = [[m.span() for m in _NAME_WORD.finditer(text, a, b)] for a, b in bounds]
    return Passage(text, [w for w in words if w])
