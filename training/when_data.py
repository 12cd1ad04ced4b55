"""The articles from which the time of a figure is learned: tests/gold/wikinews/learn and training/times."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import to_builtins

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from gold.agreement import accepted, same_time  # noqa: E402 # found by the line above
from gold.matching import pair_figures  # noqa: E402
from gold.reading import articles  # noqa: E402
from newswire.enrich.passages.passage import Passage, passages  # noqa: E402
from newswire.enrich.pipeline.pipeline import Pipeline, Source  # noqa: E402
from newswire.stream.messages import Figure  # noqa: E402
from training.texts import annotated  # noqa: E402

__all__ = ["Article", "read", "same_time"]
OWN = ROOT / "training" / "times"


class Article(NamedTuple):
    """A parsed article, its figures, and of some of them the intervals that are right (None: no time)."""

    id: str
    passage: Passage
    figures: list[Figure]
    wanted: dict[int, list[str | None]]


def read() -> Iterator[Article]:
    """The annotated articles."""
    pipeline = Pipeline()
    for gold in (*articles("learn"), *annotated(OWN)):
        day = date.fromisoformat(gold["published"])
        [document] = pipeline.annotate([Source(gold["id"], "", gold["text"], day)])
        figures = [f for f in document.figures if f.field == "text"]
        [passage] = passages(document)
        yield Article(gold["id"], passage, figures, dict(_wanted(gold, figures)))


def _wanted(gold: dict[str, Any], figures: Sequence[Figure]) -> Iterator[tuple[int, list[str | None]]]:
    if "persons" in gold:  # whole rows
        for i, j in pair_figures(gold["figures"], [to_builtins(f) for f in figures]).items():
            if not gold["figures"][i].get("optional"):
                yield j, accepted(gold["figures"][i], "when")
        return
    by_place = {(f["start"], f["end"]): f["when"] for f in gold["figures"]}
    for j, figure in enumerate(figures):
        if (figure.start, figure.end) in by_place:
            yield j, by_place[figure.start, figure.end]
