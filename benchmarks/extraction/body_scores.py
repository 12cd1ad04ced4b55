"""Bodies held against what people marked as the article: F1 of word shingles, differences with their intervals.

A corpus is a folder with `ground_truth.json` (file name -> url and body, a list of paragraphs, of which one in square
brackets may be there or not) and `html/`, or with `ground-truth/*.json` (url and main_content) and `html/`, or one
whose sub-folders are.

The score is scrapinghub's: a text is a multiset of runs of four words, of which right, too many and missing are
shares that add up to one; precision and recall of the pages are averaged, and F1 is that of the two means.
"""

import gzip
import json
import random
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newswire.ingest.urls import registrable_domain

_WORD = re.compile(r"\w+")
#: of scripts without spaces each character is a word
_UNSPACED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
_LENGTH = 4
WEAK = 0.5  #: F1 of a page below which its text is another one


class GoldPage(NamedTuple):
    """A page, and the bodies of which each is right."""

    name: str
    publisher: str
    url: str
    html: bytes
    bodies: tuple[Counter[tuple[str, ...]], ...]


class Score(NamedTuple):
    """Precision, recall and F1 of one page's text, 0 to 1."""

    precision: float
    recall: float
    f1: float


def read_corpus(folder: Path) -> list[GoldPage]:
    """The pages of a corpus in the order of their names. Raises FileNotFoundError."""
    found = [page for at in (folder, *sorted(folder.iterdir())) if at.is_dir() for page in _pages(at)]
    if not found:
        raise FileNotFoundError(f"{folder}: no ground_truth.json, no ground-truth/*.json")
    return found


def _pages(folder: Path) -> Iterator[GoldPage]:
    if (folder / "ground_truth.json").exists():
        for name, gold in sorted(json.loads((folder / "ground_truth.json").read_text()).items()):
            parts = [(part, part[:1] == "[" and part[-1:] == "]") for part in gold["body"]]
            least = [part for part, optional in parts if not optional]
            most = [part[1:-1] if optional else part for part, optional in parts]
            yield _page(name, gold["url"], folder / "html" / name, ["\n".join(least), "\n".join(most)])
    for path in sorted((folder / "ground-truth").glob("*.json")):
        told = json.loads(path.read_text())
        html, body = folder / "html" / f"{path.stem}.html.gz", told["ground_truth"].get("main_content")
        if html.exists() and body:
            yield _page(path.stem, told.get("url") or "", html, [body])


def _page(name: str, url: str, path: Path, bodies: Sequence[str]) -> GoldPage:
    raw = path.read_bytes()
    html = gzip.decompress(raw) if path.suffix == ".gz" else raw
    return GoldPage(name, registrable_domain(url) or name, url, html, tuple(map(shingles, dict.fromkeys(bodies))))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text; a shorter text is one run."""
    words = _WORD.findall(_UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", text)))
    runs = (tuple(words[at : at + _LENGTH]) for at in range(max(1, len(words) - _LENGTH + 1)))
    return Counter(run for run in runs if run)


def score(page: GoldPage, text: str) -> Score:
    """The score of a text against the body that it is nearest to."""
    found = shingles(text)
    return max((_score(body, found) for body in page.bodies), key=lambda s: s.f1)


def _score(gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> Score:
    right, said, wanted = (gold & found).total(), found.total(), gold.total()
    precision = right / said if said else float(not wanted)
    recall = right / wanted if wanted else float(not said)
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def f1(scores: Sequence[Score]) -> float:
    """F1 of the mean precision and the mean recall of some pages; a page without text has no precision."""
    precision = statistics.fmean([s.precision for s in scores if s.precision or s.recall] or [0.0])
    recall = statistics.fmean([s.recall for s in scores] or [0.0])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def difference(ours: Sequence[Score], theirs: Sequence[Score], times: int = 1000) -> tuple[float, float, float]:
    """F1 of ours minus theirs, and the ends of its 95 % interval over pages drawn again, the same for both."""
    drawn, dice = [], random.Random(0)
    for _ in range(times):
        which = dice.choices(range(len(ours)), k=len(ours))
        drawn.append(f1([ours[n] for n in which]) - f1([theirs[n] for n in which]))
    drawn.sort()
    return f1(ours) - f1(theirs), drawn[int(times * 0.025)], drawn[int(times * 0.975) - 1]
