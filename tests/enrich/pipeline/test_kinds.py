"""Readings that go wrong by whole kinds, by the rows of `kinds.tsv`."""

from datetime import date
from pathlib import Path

import pytest

from newswire.enrich.claims.tagger import make as make_attribution
from newswire.enrich.figures.tagger import FigureTagger
from newswire.enrich.names.tagger import make as make_entities
from newswire.enrich.passages.document import Document
from newswire.enrich.times.tagger import make as make_times
from newswire.stream.messages import Figure
from tagging import document

_BOUNDS = {"exact": "", "about": "~", "more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}
_PUBLISHED = date(2023, 5, 17)


def rows() -> list[tuple[str, list[str]]]:
    lines = (Path(__file__).parent / "kinds.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1:]) for row in cells]


def tagged(text: str) -> Document:
    """The sentence with all its tags; a headline is written `Title: ...`."""
    title = text.removeprefix("Title: ") if text.startswith("Title: ") else ""
    batch = [document("The firm met reporters." if title else text.replace("\\n", "\n"), _PUBLISHED, title)]
    for tagger in (make_entities(), make_times(), make_attribution(), FigureTagger()):
        tagger(batch)
    return batch[0]


def written(figure: Figure, like: str = "") -> str:
    """The figure as a row writes it, with what the row holds it to."""
    value = f"{figure.low}..{figure.high}" if figure.value is None else f"{round(figure.value, 10)}"
    if figure.parts and figure.value is None:
        value = "/".join(map(str, figure.parts))
    words = [_BOUNDS[figure.bound] + value, "*" if " *" in like else figure.unit or "-"]
    if "#" in like:
        words.append(f"#{figure.counted.head if figure.counted else '-'}")
    if "@" in like:
        words.append(f"@{(figure.when.interval if figure.when else None) or '-'}")
    return " ".join([*words, figure.change] if figure.change else words)


def figures(found: Document, wanted: str) -> str:
    rows = [row.strip() for row in wanted.split(";")] + [""] * len(found.figures)
    return "; ".join(written(f, like) for f, like in zip(found.figures, rows, strict=False))


def names(found: Document, wanted: str) -> list[str]:
    """Which of the wanted names are not as the row says."""
    held = {(e.text, e.type) for e in found.entities}
    texts = {text for text, _ in held}
    return [
        name
        for name in wanted.split("; ")
        if (name[4:] in texts if name.startswith("not ") else tuple(name.rsplit("/", 1)) not in held)
    ]


def claims(found: Document, wanted: str) -> list[str]:
    """Which of the wanted sources are not as the row says."""
    sources = {s for c in found.claims if c.source for s in (c.source.name, c.source.text)}
    return [
        name for name in wanted.split("; ") if (name[4:] in sources if name.startswith("not ") else name not in sources)
    ]


@pytest.mark.parametrize(("text", "checks"), rows())
def test_a_sentence_of_a_kind_is_read_as_its_reader_reads_it(text: str, checks: list[str]) -> None:
    found = tagged(text)
    wanted, *others = checks or [""]

    if wanted != "*":
        assert figures(found, wanted) == wanted
    for kind, _, value in (other.partition(":") for other in others):
        value = value.strip()
        if kind == "times":
            assert "; ".join(f"{t.text}={t.value}" for t in found.times) == value
        elif kind == "names":
            assert names(found, value) == []
        else:
            assert claims(found, value) == []
