"""Figures of whole sentences, by the rows of `figure_rows.tsv`."""

from pathlib import Path

import pytest

from newswire.stream.messages import Figure
from tagging import tagged

_BOUNDS = {"exact": "", "about": "~", "more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}


def rows() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "figure_rows.tsv").read_text("utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1].strip()) for row in cells]


def written(figure: Figure) -> str:
    """The figure as a row writes it."""
    value = f"{figure.low}..{figure.high}" if figure.value is None else f"{round(figure.value, 10)}"
    words = [_BOUNDS[figure.bound] + value, figure.unit or "-"]
    words += [f"#{figure.counted.head}"] if figure.counted else []
    words += [figure.change] if figure.change else []
    return " ".join(words)


@pytest.mark.parametrize(("text", "wanted"), rows())
def test_a_sentence_has_the_figures_that_its_reader_sees(text: str, wanted: str) -> None:
    found = [f for f in tagged(text).figures if f.kind not in ("ordinal", "score", "odds")]

    assert "; ".join(map(written, found)) == wanted
