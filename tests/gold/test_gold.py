"""The annotated articles: offsets point at what they say, values can be read, nothing is marked twice."""

import datetime
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

import training.texts
from gold.reading import NAMES, Half, articles, files, half_of

KINDS = {"count", "money", "percent", "measure", "duration", "age", "ratio", "ordinal", "score", "index", "other"}
BOUNDS = {"exact", "about", "more_than", "at_least", "less_than", "at_most"}
STATUSES = {"stated", "claimed", "estimated", "unconfirmed", "confirmed", "planned", "conditional", "opinion"}
ALL = [pytest.param(a, id=f"{half}/{a['id']}") for half in get_args(Half) for a in articles(half)]
every_article = pytest.mark.parametrize("article", ALL)


def accepted(figure: dict[str, Any], field: str) -> list[Any]:
    return [figure[field], *figure.get("alt", {}).get(field, [])]


def test_each_half_has_twenty_articles_and_each_is_where_its_address_puts_it() -> None:
    for half in get_args(Half):
        assert len(articles(half)) >= 20
        for article, file in zip(articles(half), files(half), strict=True):
            assert half_of(article["url"]) == half
            assert file.stem == article["id"]
            assert article["licence"] == "CC BY 2.5"
            assert article["url"].startswith("https://en.wikinews.org/wiki/")
    ids = [p.values[0]["id"] for p in ALL]
    assert len(ids) == len(set(ids))


def test_nothing_is_trained_on_a_text_that_is_only_scored(tmp_path: Path) -> None:
    texts = {half: [a["text"] for a in articles(half)] for half in get_args(Half)}
    rows = [{k: a[k] for k in ("url", "title", "text")} for half in get_args(Half) for a in articles(half)]
    rows[0]["url"] = rows[0]["url"].replace("/wiki/", "//wiki/")
    with gzip.open(tmp_path / "texts.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    learnt = {passage.text for passage in training.texts.articles(tmp_path / "texts.jsonl.gz")}
    assert learnt >= set(texts["learn"])
    assert not learnt & set(texts["held"])


@every_article
def test_spans_point_at_their_text_and_do_not_overlap(article: dict[str, Any]) -> None:
    text = article["text"]
    figures = [(f["start"], f["end"], f["text"]) for f in article["figures"]]
    others = [(f["start"], f["end"], f["text"]) for f in article["not_figures"]]
    for start, end, written in figures + others + [(a["start"], a["end"], a["text"]) for a in article["alt_spans"]]:
        assert text[start:end] == written
    names = [tuple(m) for kind in NAMES for name in article[kind] for m in name["mentions"]]
    for spans in (sorted((start, end) for start, end, _ in figures + others), sorted(names)):
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for start, end in names:
        assert not re.match(r"(?i)(?:the|a|an)\s", text[start:end]) or text[start:end] == "At the Pool"
        assert not text[start:end].endswith(("'s", "’s"))


@every_article
def test_every_number_of_the_text_is_a_figure_or_said_to_be_none(article: dict[str, Any]) -> None:
    marked = [(f["start"], f["end"]) for f in article["figures"] + article["not_figures"]]
    for digits in re.finditer(r"\d+(?:[.,]\d+)*", article["text"]):
        assert any(start < digits.end() and digits.start() < end for start, end in marked), digits


@every_article
def test_values_can_be_read(article: dict[str, Any]) -> None:
    for f in article["figures"]:
        assert set(accepted(f, "kind")) <= KINDS
        assert set(accepted(f, "bound")) <= BOUNDS
        assert set(accepted(f, "status")) <= STATUSES
        assert set(accepted(f, "change")) <= {"up", "down", None}
        shapes = [f.get("value") is not None, f.get("low") is not None, f.get("parts") is not None]
        assert sum(shapes) == 1, f
        if f.get("low") is not None:
            assert f["low"] <= f["high"]
        plain = re.fullmatch(r"[^\d.]*(\.?\d[\d,]*(?:\.\d+)?)\D*", f["text"])
        if plain and f["value"] is not None and not re.search(r"(?i)thousand|[mb]illion|trillion", f["text"]):
            assert f["value"] == float(plain[1].replace(",", ""))
        for unit in accepted(f, "unit"):
            assert unit is None or re.fullmatch(r"[A-Z]{3}(?:-per-[a-z]+)?|[a-z]+(?:-[a-z0-9]+)*", unit)


@every_article
def test_days_sources_and_places_are_those_of_the_text(article: dict[str, Any]) -> None:
    text = article["text"].lower()
    datetime.date.fromisoformat(article["published"])
    named = {article["text"][s:e] for kind in NAMES for name in article[kind] for s, e in name["mentions"]}
    named |= {name["name"] for kind in NAMES for name in article[kind]}
    for f in article["figures"]:
        for when in accepted(f, "when"):
            if when is not None:
                ends = [datetime.date.fromisoformat(day) for day in when.split("/") if day != ".."]
                assert len(when.split("/")) == 2 and ends and ends == sorted(ends)
        for source in [f["source_name"], *f["acceptable_sources"]]:
            assert source in ("WRITER", "NOBODY") or source.lower() in text
        assert set(accepted(f, "where")) <= named | {None}
