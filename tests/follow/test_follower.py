"""Stories, threads and relations, on reports written for this."""

import json

import pytest

from homes.followed_reports import NAMES, flood, number, report
from newswire.follow.follower import Followed, Follower
from newswire.follow.lines import follow_lines
from newswire.follow.report import Report
from newswire.follow.state.scratch import scratch
from newswire.follow.threads.mention import Mention


def followed(*reports: Report) -> list[Followed]:
    """All of them through a follower, in this order."""
    with scratch() as state:
        follower = Follower(state)
        return [follower.add(r) for r in reports]


def relations(found: Followed) -> list[str | None]:
    return [m.relation for m in found.mentions]


def threads(*found: Followed) -> list[str | None]:
    return [m.thread for f in found for m in f.mentions]


def test_two_floods_of_one_week_are_two_stories_and_a_copy_is_of_its_own() -> None:
    one = flood("a", 0, "Rescuers in boats brought families from the roofs of Velmar.")
    copy = flood("b", 0.2, "Rescuers in boats brought many families from the roofs of Velmar, an agency reports.")
    other = report(
        "c",
        "Flood in Costona",
        "A storm tide broke the sea wall at Costona and flooded the harbour quarter; families sat on roofs.",
        day=3,
        names=NAMES,
    )
    stories = [f.story for f in followed(one, copy, other)]
    assert stories[0] == stories[1] != stories[2]


def test_a_source_that_gives_another_number_revises_and_another_one_conflicts() -> None:
    dead = {"unit": "person"}
    reports = (
        flood("a", 0, "The Relief Office said 41 people died.",
              number("41", 41, "people", "die", source="Relief Office", **dead)),
        flood("b", 1, "The Relief Office now puts the dead at 57 people.",
              number("57", 57, "people", "dead", source="Relief Office", **dead)),
        flood("c", 1.5, "The Hospital Trust counts 80 people dead.",
              number("80", 80, "people", "dead", source="Hospital Trust", **dead)),
        flood("d", 2, "At least 57 people died, according to the Relief Office.",
              number("57", 57, "people", "die", source="Relief Office", **dead)),
    )  # fmt: skip
    found = followed(*reports)
    assert [relations(f) for f in found] == [["first"], ["revises"], ["conflicts"], ["repeat"]]
    assert len(set(threads(*found))) == 1
    assert found[3].mentions[0].of == found[1].mentions[0].key


def test_dead_and_injured_are_two_threads_and_children_among_them_a_third_that_knows_its_whole() -> None:
    (found,) = followed(
        flood(
            "a", 0, "The flood killed 41 people, 12 of them children, and injured 230 people.",
            number("41", 41, "people", "kill", unit="person"),
            number("12", 12, "children", "kill", unit="person"),
            number("230", 230, "people", "injure", unit="person"),
        )
    )  # fmt: skip
    assert relations(found) == ["first", "part_of", "first"]
    assert found.mentions[1].of == found.mentions[0].key
    assert len(set(threads(found))) == 3


def test_the_number_of_an_older_flood_joins_nothing() -> None:
    old = number("900", 900, "people", "kill", unit="person", when="1998-01-01/1998-12-31")
    (found,) = followed(flood("a", 0, "The flood of 1998 killed 900 people in the same streets of Velmar.", old))
    assert (found.mentions[0].thread, found.mentions[0].relation) == (None, "background")


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        pytest.param(
            number("500 acres", 500, None, "flood", kind="measure", unit="acre"),
            number("202 hectares", 202, None, "flood", kind="measure", unit="hectare"),
            True,
            id="units meet",
        ),
        pytest.param(
            number("nearly 2,000", 2000, "homes", "damage", bound="about"),
            number("1,987", 1987, "homes", "damage"),
            True,
            id="roundings meet",
        ),
        pytest.param(
            number("$95,000", 95000, None, "cost", kind="money", unit="USD"),
            number("€95,000", 95000, None, "cost", kind="money", unit="EUR"),
            False,
            id="currencies do not",
        ),
    ],
)
def test_one_quantity_in_other_words(first: dict, second: dict, one: bool) -> None:
    a, b = (f"{spec['words']} {spec['head'] or ''} flooded, damaged, the cost." for spec in (first, second))
    found = followed(flood("a", 0, a, first), flood("b", 1, b, second))
    assert (len(set(threads(*found))) == 1) is one
    assert relations(found[1]) == ["repeat" if one else "first"]


def test_a_report_that_comes_again_takes_the_place_of_what_it_said() -> None:
    said = number("41", 41, "people", "die", unit="person")
    with scratch() as state:
        follower = Follower(state)
        follower.add(flood("a", 0, "In all 41 people died.", dict(said)))
        follower.add(flood("a", 0, "In all 41 people died.", dict(said)))
        (kept,) = state.reports(["a"]).values()
        mentions: list[Mention] = state.mentions(kept.story, 10)
    assert [m.relation for m in mentions] == ["first"]


def test_in_a_language_without_words_of_its_own_numbers_are_followed_by_thing_and_value() -> None:
    text = "Nach dem Hochwasser in Velmar werden 41 Bewohner vermisst, sagt die Stadt."
    said = number("41", 41, "Bewohner", "vermissen")
    reports = [
        report("a", "Hochwasser in Velmar", text, dict(said), names=NAMES),
        report("b", "Velmar: Hochwasser", text, dict(said), names=NAMES, day=1),
    ]
    found = followed(*(Report(**{f: getattr(r, f) for f in r.__struct_fields__} | {"language": "de"}) for r in reports))
    assert [relations(f) for f in found] == [["first"], ["repeat"]]


def test_lines_keep_their_order_and_their_ids_and_errors_pass() -> None:
    text = "The flood at Velmar killed 41 people."
    figure = {"field": "text", "text": "41", "start": 27, "end": 29, "kind": "count", "value": 41, "unit": "person"}

    def annotate(lines):
        for line in lines:
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except ValueError:
                yield {"id": None, "error": {"reason": "not_json", "detail": ""}}
                continue
            yield {"id": item["id"], "entities": [], "times": [], "claims": [], "figures": [figure]}

    lines = [json.dumps({"id": key, "text": text}) for key in (7, "b")]
    with scratch() as state:
        first, error, second = follow_lines(Follower(state), [lines[0], "", "no", lines[1]], annotate)
    assert error["error"]["reason"] == "not_json"
    assert first["story"] == second["story"]
    assert second["figures"][0]["relation"] == "repeat"
    assert second["figures"][0]["of"] == {"id": 7, "field": "text", "start": 27, "end": 29}
