"""The benchmark of rules: scores are right, and each rule can be switched off from outside."""

import json
from pathlib import Path

import pytest

from benchmarks.extraction.body_scores import Score, difference, f1, read_corpus, score
from benchmarks.extraction.generalise import leave_one_out, scores
from benchmarks.extraction.rules_off import MOVED, RULES, without

SAID = [
    f"On day {n} the board of harbour number {n} met at the quay and agreed to go on with the works." for n in range(8)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "html").mkdir()
    gold = {}
    for site in ("tide", "gazette", "courier"):
        furniture = "<p>Share this article</p>" if site != "tide" else ""
        prose = "".join(f"<p>{said}</p>" for said in SAID)
        page = f"<html><head><title>Works go on</title></head><body><article>{prose}{furniture}</article></body></html>"
        (tmp_path / "html" / f"{site}.html").write_text(page)
        gold[f"{site}.html"] = {"url": f"https://{site}.example/a", "body": [*SAID, "[A note.]"]}
    (tmp_path / "ground_truth.json").write_text(json.dumps(gold))
    return tmp_path


def test_a_text_is_scored_by_the_body_that_it_is_nearest_to(corpus: Path) -> None:
    page = read_corpus(corpus)[0]
    assert score(page, "\n\n".join(SAID)) == Score(1.0, 1.0, 1.0)
    assert score(page, "\n\n".join([*SAID, "A note."])) == Score(1.0, 1.0, 1.0)
    half = score(page, "\n\n".join(SAID[:4]))
    assert half.precision == 1.0 and 0.4 < half.recall < 0.6
    assert score(page, "") == Score(0.0, 0.0, 0.0)


def test_f1_is_that_of_mean_precision_and_mean_recall() -> None:
    pages = [Score(1.0, 0.5, 0.67), Score(0.5, 0.5, 0.5)]
    assert f1(pages) == pytest.approx(2 * 0.75 * 0.5 / 1.25)
    gain, low, high = difference(pages, [Score(0.5, 0.5, 0.5)] * 2)
    assert low <= gain <= high and gain > 0


@pytest.mark.parametrize("rule", [*RULES, *MOVED])
def test_each_rule_names_something_that_the_product_has(rule: str) -> None:
    with without([rule]):
        pass


def test_a_rule_is_off_only_as_long_as_asked(corpus: Path) -> None:
    pages = read_corpus(corpus)
    off = scores(pages, ["lines: this page"])
    assert [s.precision < 1 for s in off] == [p.publisher != "tide.example" for p in pages]
    assert [s.f1 for s in scores(pages)] == [1.0] * 3


def test_a_publisher_is_read_with_the_rules_alone_that_help_on_others(corpus: Path) -> None:
    pages = [page for page in read_corpus(corpus) if page.publisher != "courier.example"]
    ours = scores(pages)
    left_out = leave_one_out(pages, ours, {"lines: this page": scores(pages, ["lines: this page"])})
    told = {page.publisher: found.f1 for page, found in zip(pages, left_out, strict=True)}
    assert told["tide.example"] == 1.0 > told["gazette.example"]  # only the other one has such a line
