"""The scoring of rows: what counts as right, as a miss and as misleading, and which figure meets which."""

from typing import Any, get_args

import pytest

from benchmarks.tags.rows import Score
from gold.agreement import UNNAMED, judge, same_name, same_time, stem, value_right
from gold.matching import count_names, pair_figures
from gold.reading import NAMES, Half, articles

TEXT = "At least 41 people died in Orsk on Monday, said Mayor Ina Weld. Dozens fled."


def gold(**fields: Any) -> dict[str, Any]:
    start = TEXT.index("41")
    row = {"text": "41", "start": start, "end": start + 2, "kind": "count", "value": 41, "bound": "at_least"}
    row |= {"unit": "person", "counted_head": "person", "what": "die", "change": None, "status": "claimed"}
    row |= {"when": "2024-01-01/2024-01-01", "where": "Orsk", "source_name": "Ina Weld", "acceptable_sources": []}
    return row | fields


def found(**fields: Any) -> dict[str, Any]:
    start = TEXT.index("41")
    row = {"field": "text", "text": "41", "start": start, "end": start + 2, "kind": "count", "value": 41, "low": None}
    row |= {"high": None, "bound": "at_least", "unit": "person", "counted": {"head": "people"}, "change": None}
    row |= {"what": {"lemma": "die"}, "where": {"name": "Orsk"}, "status": "claimed", "claim": 0}
    return row | {"when": {"interval": "2024-01-01/2024-01-01"}} | fields


def line(*figures: dict[str, Any], source: object = None, entities: Any = ()) -> dict[str, Any]:
    name = {"name": "Mayor Ina Weld", "text": "Ina Weld"} if source is None else source
    return {"id": "a", "figures": list(figures), "claims": [{"source": name or None}], "entities": list(entities)}


def article(*figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    names: dict[str, Any] = {group: [] for group in NAMES}
    return {"id": "a", "text": TEXT, "figures": list(figures), "alt_spans": []} | names | fields


def test_a_row_that_says_all_is_right_in_all() -> None:
    assert {name for name, verdict in judge(gold(), found(), line()).items() if not verdict.right} == set()


@pytest.mark.parametrize(
    ("field", "wrong", "silent"),
    [
        ("unit", {"unit": "meter"}, {"unit": None}),
        ("counted", {"counted": {"head": "house"}}, {"counted": None}),
        ("what", {"what": {"lemma": "flee"}}, {"what": None}),
        ("where", {"where": {"name": "Paris"}}, {"where": None}),
        ("when", {"when": {"interval": "2023-01-01/2023-12-31"}}, {"when": None}),
    ],
)
def test_something_wrong_misleads_and_nothing_is_a_miss(field: str, wrong: Any, silent: Any) -> None:
    assert judge(gold(), found(**wrong), line())[field] == (False, True)
    assert judge(gold(), found(**silent), line())[field] == (False, False)


def test_alternatives_are_right_and_none_among_them_allows_silence() -> None:
    row = gold(alt={"when": [None, "2024-01-08/2024-01-08"]})
    assert judge(row, found(when=None), line())["when"].right
    assert judge(row, found(when={"interval": "2024-01-09/2024-01-09"}), line())["when"].right
    assert not judge(row, found(when={"interval": "2024-01-20/2024-01-20"}), line())["when"].right


def test_the_source_is_named_the_writer_or_nobody() -> None:
    assert not judge(gold(), found(claim=None), line())["source"].right
    assert judge(gold(source_name="WRITER"), found(claim=None), line())["source"] == (True, False)
    rumour = gold(source_name="WRITER", acceptable_sources=["NOBODY"])
    assert judge(rumour, found(), line(source={}))["source"].right
    assert not judge(rumour, found(), line())["source"].right
    assert not judge(gold(), found(), line(source={"text": "she"}))["source"].right


def test_a_measure_may_name_its_own_quantity_as_thing_counted() -> None:
    depth = gold(kind="measure", counted_head=None, what="depth")
    assert judge(depth, found(counted={"head": "depth"}), line())["counted"].right
    assert not judge(gold(counted_head=None), found(counted={"head": "depth"}), line())["counted"].right


def test_values_are_equal_ranges_at_both_ends_and_vague_ones_nearly() -> None:
    between = {"value": None, "low": 5, "high": 7}
    assert value_right(between, {"low": 5, "high": 7})
    assert not value_right(between, {"low": 5, "high": 8})
    assert not value_right(between, {"value": 7})
    dozens = {"value": None, "low": 24, "high": 99, "vague": True}
    assert value_right(dozens, {"low": 20, "high": 60})
    assert not value_right(dozens, {"low": 200, "high": 999})
    assert value_right({"value": 0.6667}, {"value": 2 / 3})
    assert value_right({"value": None, "parts": [3, 1]}, {"parts": [1, 3]})


def test_times_may_be_a_day_off_at_each_end() -> None:
    assert same_time("2024-01-01/2024-01-07", "2024-01-02/2024-01-06")
    assert not same_time("2024-01-01/2024-01-07", "2024-01-01/2024-01-09")
    assert same_time("../2024-01-01", "../2024-01-02")
    assert not same_time("../2024-01-01", "2024-01-01/2024-01-01")
    assert not same_time(None, "2024-01-01/2024-01-01")


def test_names_are_the_same_when_one_holds_the_other_word_by_word() -> None:
    assert same_name("the Red Cross", "International Red Cross")
    assert same_name("U.S.", "US")
    assert not same_name("Cross", "Crossley")
    assert not same_name("she", "She Wolf")
    assert same_name("WHO", "WHO's statistics") and not same_name("who", "WHO")


@pytest.mark.parametrize(
    "words", ["kill killed kills killing", "travel travelling", "die died dies", "injure injured", "carry carried"]
)
def test_forms_of_a_word_share_a_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_a_found_figure_meets_the_one_whose_value_it_has() -> None:
    near = [gold(start=9, end=20), gold(start=9, end=20, value=5)]
    assert pair_figures(near, [found(value=5), found(value=41)]) == {0: 1, 1: 0}


def test_false_figures_mislead_optional_ones_count_for_nothing_and_silence_is_untrue() -> None:
    more = {"start": TEXT.index("Dozens"), "end": TEXT.index("Dozens") + 6, "value": 24}
    score = Score()
    score.add(article(gold(), gold(**more, optional=True)), line(found(), found(**more)))
    assert score.result()["row_truth"] == 100
    assert score.result()["misleading"] == 0
    score.add(article(gold()), line(found(**more)))
    result = score.result()
    assert (result["row_truth"], result["misleading"], result["false"]) == (50, 50, 1)


def test_what_and_where_count_where_the_gold_has_them() -> None:
    score = Score()
    score.add(article(gold()), line(found(where={"name": "Paris"})))
    score.add(article(gold(what=None, where=None)), line(found(what=None, where=None)))
    result = score.result()
    assert (result["what_said"], result["what_right"]) == (100, 100)
    assert (result["where_said"], result["where_right"]) == (100, 0)


def test_names_are_right_by_span_and_kind_and_a_longer_accepted_span_stands_for_what_it_covers() -> None:
    weld, orsk = TEXT.index("Ina"), TEXT.index("Orsk")
    named = article(
        persons=[{"name": "Ina Weld", "mentions": [[weld, weld + 8]]}],
        places=[{"name": "Orsk", "mentions": [[orsk, orsk + 4]], "alt_types": ["organisations"]}],
        alt_spans=[{"text": "Mayor Ina Weld", "start": weld - 6, "end": weld + 8, "type": "persons"}],
    )
    entities = [{"start": weld - 6, "end": weld + 8, "type": "PERSON"}, {"start": orsk, "end": orsk + 4, "type": "ORG"}]
    counts = count_names(named, entities)
    assert counts["persons"] == {"said": 1, "right": 1, "gold": 1, "found": 1}
    assert counts["places"] == {"said": 1, "right": 1, "gold": 1, "found": 1}
    wrong = count_names(named, [{"start": weld, "end": weld + 3, "type": "PERSON"}])
    assert wrong["persons"] == {"said": 1, "right": 0, "gold": 1, "found": 0}


def said_as_gold(article: dict[str, Any]) -> dict[str, Any]:
    """The line of a program that finds exactly what the gold has."""
    figures, claims = [], []
    for g in article["figures"]:
        named = g["source_name"] not in UNNAMED
        claims.append({"source": {"name": g["source_name"]} if named else None})
        row = {
            k: g.get(k) for k in ("start", "end", "kind", "value", "low", "high", "parts", "bound", "unit", "change")
        }
        row |= {"field": "text", "status": g["status"], "claim": len(claims) - 1 if named else None}
        row |= {"counted": {"head": g["counted_head"]}, "what": {"lemma": g["what"]}, "where": {"name": g["where"]}}
        figures.append(row | {"when": {"interval": g["when"]}})
    kinds = {
        "persons": "PERSON",
        "organisations": "ORG",
        "places": "GPE",
        "weapons_products": "PRODUCT",
        "others": "NORP",
    }
    entities = [
        {"field": "text", "start": start, "end": end, "type": kinds[group]}
        for group in NAMES
        for name in article[group]
        for start, end in name["mentions"]
    ]
    return {"id": article["id"], "figures": figures, "claims": claims, "entities": entities}


@pytest.mark.parametrize("half", get_args(Half))
def test_who_finds_exactly_the_gold_is_right_in_all(half: Half) -> None:
    score = Score()
    for gold_article in articles(half):
        score.add(gold_article, said_as_gold(gold_article))
    result = score.result()
    assert score.wrong == []
    assert (result["row_truth"], result["misleading"], result["found"], result["false"]) == (100, 0, 100, 0)
    assert (result["what_said"], result["what_right"], result["where_said"], result["where_right"]) == (100,) * 4
    assert set(result["names"].values()) == {100}
