"""How right the tags of ten articles are that we wrote and annotated ourselves, figure by figure.

    python benchmarks/tags/annotated.py            the scores of both halves
    python benchmarks/tags/annotated.py --wrong    what is wrong in the half that rules may be tuned on

The articles, and what should be found in them, stand in tests/enrich/pipeline/articles. The annotation was written
before the taggers saw the texts. The first five may be looked at while rules are written; the others only show scores.
"""

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import ROOT
from newswire.enrich.passages.document import Document, Source
from newswire.enrich.pipeline.pipeline import Pipeline
from newswire.stream.messages import Claim, Figure

ARTICLES = ROOT / "tests/enrich/pipeline/articles"
TUNED = 5
POINTS = ("value", "bound", "unit", "thing", "claimant", "status", "time", "contested by")


class Point(NamedTuple):
    """One thing that was to be found in a figure."""

    article: str
    figure: str
    what: str  #: of POINTS, or found
    right: bool
    wanted: object
    got: object


def halves() -> tuple[list[Path], list[Path]]:
    """The files that rules may be tuned on, and those that only count."""
    files = sorted(ARTICLES.glob("*.toml"))
    return files[:TUNED], files[TUNED:]


def score(pipeline: Pipeline, files: list[Path]) -> tuple[list[Point], int]:
    """Every point of these articles, and how many figures were found that the gold does not have."""
    points: list[Point] = []
    false = 0
    golds = [tomllib.loads(file.read_text()) for file in files]
    sources = [
        Source(file.stem, gold["title"], gold["text"], date.fromisoformat(gold["published"]))
        for file, gold in zip(files, golds, strict=True)
    ]
    for gold, document in zip(golds, pipeline.annotate(sources), strict=True):
        used: set[int] = set()
        for figure in gold["figure"]:
            points += _figure(figure, document, used)
        false += len(document.figures) - len(used)
    return points, false


def shares(points: list[Point]) -> dict[str, tuple[int, int]]:
    """What was to be found -> (right, of how many)."""
    right = Counter(p.what for p in points if p.right)
    total = Counter(p.what for p in points)
    return {what: (right[what], total[what]) for what in ("found", *POINTS) if total[what]}


def _figure(gold: dict[str, Any], document: Document, used: set[int]) -> Iterator[Point]:
    field = gold.get("field", "text")
    start = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(gold['text'])}", document.texts[field])][
        gold.get("nth", 0)
    ]
    end = start + len(gold["text"])
    over = [
        i
        for i, f in enumerate(document.figures)
        if i not in used and f.field == field and f.start < end and start < f.end
    ]
    best = min(over, key=lambda i: document.figures[i].start, default=None)
    found = document.figures[best] if best is not None else None

    def point(what: str, right: object, wanted: object, got: object) -> Point:
        return Point(document.id, gold["text"], what, bool(right), wanted, got)

    yield point("found", found, gold["text"], found and found.text)
    if found is None or best is None:
        return
    used.add(best)
    claim = document.claims[found.claim] if found.claim is not None else None
    if "value" in gold or "low" in gold:
        wanted = [gold.get(name) for name in ("value", "low", "high")]
        got = [found.value, found.low, found.high]
        yield point("value", all(_same(w, g) for w, g in zip(wanted, got, strict=True)), wanted, got)
    yield point("bound", found.bound == gold.get("bound", "exact"), gold.get("bound", "exact"), found.bound)
    if "unit" in gold:
        yield point("unit", found.unit == gold["unit"], gold["unit"], found.unit)
    if "thing" in gold:
        head = found.counted.head if found.counted else None
        yield point("thing", head == gold["thing"], gold["thing"], head)
    name = _claimant(claim)
    yield point("claimant", _named(gold["claimant"], name), gold["claimant"], name)
    yield point("status", gold["status"] == found.status, gold["status"], found.status)
    if gold.get("when"):
        interval = found.when and found.when.interval
        yield point("time", interval == gold["when"], gold["when"], interval)
    yield from _contested(gold, found, claim, point)


def _contested(gold: dict[str, Any], found: Figure, claim: Claim | None, point: Any) -> Iterator[Point]:
    wanted = gold.get("contested", [])
    got = [(c.name or c.text, c.how) for c in (claim.contested_by if claim else ())]
    for name, how in wanted:
        yield point("contested by", any(_named(name, n) and _kind(how) == _kind(h) for n, h in got), (name, how), got)
    if not wanted and got:
        yield point("contested by", False, None, got)


def _kind(how: str) -> str:
    """Denying and disputing shade into each other; not confirming is neither."""
    return "no" if how in ("denied", "disputed") else how


def _claimant(claim: Claim | None) -> str:
    if claim is None:
        return ""
    return (claim.source.name or claim.source.text) if claim.source else ""


def _named(wanted: str, got: str) -> bool:
    """Whether the name says at least what is wanted, letter case and articles aside; nobody is only nobody."""
    words = [re.findall(r"\w+", re.sub(r"\b(?:the|a|an)\b", " ", text.lower())) for text in (wanted, got)]
    return set(words[0]) <= set(words[1]) if wanted else not got


def _same(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    return abs(wanted - got) <= 1e-5 * abs(wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="what is wrong in the half that rules may be tuned on")
    wrong = parser.parse_args().wrong
    pipeline = Pipeline()
    for name, files in zip(("tuned on", "only scored"), halves(), strict=True):
        points, false = score(pipeline, files)
        if wrong:
            for p in points:
                if not p.right:
                    print(f"{p.article}: {p.figure!r} {p.what}: wanted {p.wanted!r}, got {p.got!r}")
            return
        print(f"{name}, {len(files)} articles: {false} figures beside those")
        for what, (right, total) in shares(points).items():
            print(f"  {what:<13} {right:>3} of {total:>3}  {100 * right / total:5.1f} %")


if __name__ == "__main__":
    main()
