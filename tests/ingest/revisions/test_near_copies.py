"""Copies of wire stories are told from other reports on the same event, on a labelled set of our own.

A story goes to many papers, each of which edits it; another reporter writes about the same event in words of her own,
quotes the same statement, or takes a paragraph of background over from yesterday.
"""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from newswire.demo_site.texts import TEXTS, write
from newswire.ingest.revisions.copies import CopyState
from newswire.ingest.revisions.near_copies import MAX_SHINGLES, is_copy, overlap, sketch

NOW = datetime(2024, 10, 18, 12, tzinfo=UTC)
Edit = Callable[[list[str], random.Random], list[str]]


def stories() -> dict[str, list[str]]:
    """Slug -> the paragraphs of a story; without the one that the site tells in several reports."""
    found = {}
    for number, text in enumerate(TEXTS):
        if text.fields["slug"].startswith("soldiers-tesk-valley"):
            continue
        found[text.fields["slug"]] = [p for p in write(number, NOW).paragraphs if not p.startswith("## ")]
    return found


def others() -> dict[str, list[str]]:
    """Slug -> another report on the same event."""
    raw = (Path(__file__).parent / "wire_stories.txt").read_text(encoding="utf-8")
    parts = [block.strip().partition("\n") for block in raw.split("====\n")]
    return {slug: body.split("\n\n") for slug, _, body in parts}


def framed(paragraphs: list[str], _: random.Random) -> list[str]:
    """With the agency's name in front, and what the house puts below."""
    first = f"PORT AVERIL (Courier Wire) - {paragraphs[0]}"
    return [first, *paragraphs[1:], "This story was first published by Courier Wire and edited by our newsroom."]


def reordered(paragraphs: list[str], chance: random.Random) -> list[str]:
    rest = paragraphs[1:]
    chance.shuffle(rest)
    return [paragraphs[0], *rest]


def shortened(paragraphs: list[str], _: random.Random) -> list[str]:
    return paragraphs[: max(2, len(paragraphs) // 2)]


def excerpt(paragraphs: list[str], _: random.Random) -> list[str]:
    return [f"{' '.join(paragraphs[:2])} Read the whole story at the agency's site."]


def polished(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A word in twelve replaced."""
    return [re.sub(r"\b[a-z]{5,}\b", lambda m: "nearby" if chance.random() < 0.15 else m[0], p) for p in paragraphs]


def thinned(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A word in twelve left out."""
    return [" ".join(w for w in p.split() if chance.random() > 0.08) for p in paragraphs]


def new_lead(paragraphs: list[str], _: random.Random) -> list[str]:
    return ["Here is what happened while most of our readers were asleep, and why it will matter.", *paragraphs[1:]]


def updated(paragraphs: list[str], _: random.Random) -> list[str]:
    """Later figures, and one more paragraph."""
    told = [re.sub(r"\d+", lambda m: str(int(m[0]) + 1), p) for p in paragraphs]
    return [*told, "A further meeting has been called for the weekend, officials said late in the evening."]


def typeset(paragraphs: list[str], _: random.Random) -> list[str]:
    return [p.replace("'", "’").replace(" - ", " — ").replace(",", " ,").upper() for p in paragraphs]


EDITS: tuple[Edit, ...] = (
    framed,
    reordered,
    shortened,
    excerpt,
    polished,
    thinned,
    new_lead,
    updated,
    typeset,
)


def labelled(seed: int = 1) -> list[tuple[str, str, str]]:
    """(group, id, text): the copies of one story share a group, everything else has one of its own."""
    chance = random.Random(seed)
    wire, rivals = stories(), others()
    made: list[tuple[str, str, str]] = []
    bases = {**wire, **{f"rival-{slug}": text for slug, text in rivals.items()}}
    for slug, paragraphs in bases.items():
        texts = [paragraphs, *(edit(list(paragraphs), chance) for edit in chance.sample(EDITS, 4))]
        made += [(slug, f"{slug}/{n}", "\n\n".join(text)) for n, text in enumerate(texts)]
    for slug, paragraphs in wire.items():
        quote = max(paragraphs, key=lambda p: p.count('"'))
        made.append((f"quoting-{slug}", f"quoting-{slug}", "\n\n".join([*own_words(paragraphs, chance), quote])))
        later = [*own_words(paragraphs, chance), *paragraphs[-2:]]
        made.append((f"later-{slug}", f"later-{slug}", "\n\n".join(later)))
    chance.shuffle(made)
    return made


def own_words(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Three paragraphs on the same topic, with its words and names in an order of their own."""
    words = " ".join(paragraphs).split()
    return [" ".join(chance.choices(words, k=45)) + "." for _ in range(3)]


def f1(found: dict[str, str], labels: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of articles that are, or are held to be, of one cluster."""
    ids = sorted(labels)
    right = said = true = 0
    for n, one in enumerate(ids):
        for other in ids[n + 1 :]:
            same, told = labels[one] == labels[other], found[one] == found[other]
            right, said, true = right + (same and told), said + told, true + same
    precision, recall = right / said, right / true
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copies_are_told_from_other_reports_on_the_same_event(tmp_path: Path, seed: int) -> None:
    articles = labelled(seed)
    copies = CopyState(f"sqlite:///{tmp_path}/state.sqlite")
    found: dict[str, str] = {}
    for n in range(0, len(articles), 16):  # in batches, as they come
        batch = {name: text for _, name, text in articles[n : n + 16]}
        found |= copies.clusters(batch, NOW + timedelta(seconds=n))
    copies.close()

    labels = {name: group for group, name, _ in articles}
    precision, recall, score = f1(found, labels)

    assert len(stories()) + len(others()) >= 30
    assert score >= 0.95, (precision, recall)
    assert precision >= 0.98


def prose(first: int, words: int = 120) -> str:
    return " ".join(f"w{n}" for n in range(first, first + words))


def test_an_article_keeps_its_cluster_when_its_batch_comes_again(state_url: str) -> None:
    copies = CopyState(state_url)
    batch = {"a" * 32: prose(0), "b" * 32: prose(10), "c" * 32: prose(1000)}
    first = copies.clusters(batch, NOW)
    assert first == {"a" * 32: "a" * 32, "b" * 32: "a" * 32, "c" * 32: "c" * 32}
    assert copies.clusters(dict(reversed(batch.items())), NOW + timedelta(hours=1)) == first
    assert copies.clusters({"d" * 32: prose(5)}, NOW + timedelta(hours=2)) == {"d" * 32: "a" * 32}
    copies.close()


def test_what_is_older_than_some_days_is_no_longer_compared(state_url: str) -> None:
    copies = CopyState(state_url)
    copies.clusters({"a" * 32: prose(0)}, NOW)
    assert copies.clusters({"b" * 32: prose(0)}, NOW + timedelta(days=8)) == {"b" * 32: "b" * 32}
    assert copies.tidy(NOW + timedelta(days=8)) == 1
    assert copies.tidy(NOW + timedelta(days=8)) == 0
    copies.close()


def test_a_text_that_is_too_short_to_be_told_from_a_notice_is_alone(tmp_path: Path) -> None:
    copies = CopyState(f"sqlite:///{tmp_path}/state.sqlite")
    short = "This page could not be found. Try our search, or go back to the front page."
    assert copies.clusters({"a" * 32: short, "b" * 32: short, "c" * 32: ""}, NOW) == {n * 32: n * 32 for n in "abc"}
    copies.close()


def test_an_excerpt_of_a_text_too_long_for_its_sketch_is_known(tmp_path: Path) -> None:
    book = prose(0, 20_000)
    assert len(sketch(book)) == MAX_SHINGLES
    half, other = sketch(prose(0, 10_000)), sketch(prose(30_000, 20_000))
    assert overlap(sketch(book), half).contained > 0.9
    assert is_copy(sketch(book), half) and not is_copy(sketch(book), other)
    assert overlap(sketch(book), np.empty(0, np.uint32)) == (0.0, 0.0)


def test_scripts_without_blanks_are_compared_sign_by_sign() -> None:
    text = "港務局星期二投票決定加深北部航道市長說疏浚工程將於五月開始並在秋季風暴之前完成市議會批准了預算"
    assert is_copy(sketch(text), sketch("記者報道：" + text))
