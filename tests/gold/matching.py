"""Which figure of a program stands for which of the gold, and which of its names are the gold's."""

from collections import Counter
from typing import Any

from gold.agreement import value_right
from gold.reading import NAMES

GROUP = {
    "PERSON": "persons",
    "ORG": "organisations",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "places"),
    **dict.fromkeys(("PRODUCT", "WEAPON"), "weapons_products"),
    **dict.fromkeys(("NORP", "EVENT", "WORK_OF_ART", "LAW"), "others"),
}
Mention = tuple[int, int, str]  #: start, end, group


def pair_figures(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Index in the gold -> index in what was found: overlapping spans, one to one, right values first."""
    choices = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            common = min(g["end"], f["end"]) - max(g["start"], f["start"])
            if common > 0:
                share = common / max(g["end"] - g["start"], f["end"] - f["start"])
                choices.append((not value_right(g, f), bool(g.get("optional")), -share, i, j))
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(choices):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def count_names(article: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Group of names -> how many are gold, found, said and right, by exact span; a full stop at its end aside.

    A longer or shorter span of `alt_spans` counts as the names that it covers. What lies on an optional name alone
    counts for nothing, and so does a gold name inside of an accepted longer one.
    """
    text = article["text"]

    def key(start: int, end: int) -> tuple[int, int]:
        return (start, end - 1) if text[start:end].endswith(".") else (start, end)

    gold: dict[tuple[int, int], tuple[str, set[str]]] = {}
    optional = set()
    for group in NAMES:
        for name in article[group]:
            for mention in name["mentions"]:
                if name.get("optional"):
                    optional.add(key(*mention))
                else:
                    gold[key(*mention)] = (group, {group, *name.get("alt_types", [])})
    others = {(*key(a["start"], a["end"]), a["type"]) for a in article["alt_spans"]}
    said: set[Mention] = {(*key(f["start"], f["end"]), GROUP[f["type"]]) for f in found if f["type"] in GROUP}
    counts = {group: Counter[str]() for group in NAMES}
    hit, covered = set(), set()
    for start, end, group in said:
        exact = gold.get((start, end))
        right = (start, end, group) in others or (exact is not None and group in exact[1])
        if right and exact is not None and group in exact[1]:
            hit.add((start, end))
        elif right:
            inside = {k for k in gold if start <= k[0] and k[1] <= end}
            hit |= {k for k in inside if group in gold[k][1]}
            covered |= inside
        elif (start, end) in optional:
            continue
        place = counts[exact[0] if right and exact else group]
        place["said"] += 1
        place["right"] += right
    for mention, (group, _) in gold.items():
        if mention in hit or mention not in covered:
            counts[group]["gold"] += 1
            counts[group]["found"] += mention in hit
    return counts
