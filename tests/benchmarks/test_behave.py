"""Peers play the scenarios poll by poll, late ones are restarted, and the docs have a line for each scenario."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from behaviour.items import growing, report, reports
from behaviour.perform import Theatre, theatre
from behaviour.score import Delivery, score
from behaviour.stage import Programme, Scenario, Stage
from benchmarks.feeds.behave import PAGE, SCENARIOS, edits
from benchmarks.feeds.behave_tables import Result, placed, tables
from benchmarks.peers.polls import named_by_url, play

#: asks for the feed at each poll and finds what is not in its folder yet; PLAN[n] makes poll n late or dead
PEER = """
import json, re, sys, urllib.request, pathlib, time, os
folder, port = pathlib.Path(sys.argv[2]), sys.argv[3]
plan = json.loads(sys.argv[1])
print(json.dumps({"ready": "7.1"}), flush=True)
for line in sys.stdin:
    wanted = json.loads(line)
    hour = int(wanted["now"][11:13]) - 6
    if plan.get(str(hour)) == "late": time.sleep(60)
    if plan.get(str(hour)) == "dead": os._exit(1)
    seen = []
    for url in wanted["feeds"]:
        host = url.split("/")[2]
        ask = urllib.request.Request(url.replace(host, "127.0.0.1:" + port), headers={"Host": host})
        text = urllib.request.urlopen(ask).read().decode()
        item = "<item><title>(.*?)</title><link>(.*?)</link>.*?<desc.*?>(.*?)</desc"
        for title, link, told in re.findall(item, text):
            if not (folder / title).exists():
                (folder / title).touch()
                seen.append([url, title, told, link])
    print(json.dumps({"seen": seen, "failed": "it rained" if plan.get(str(hour)) == "failed" else None}), flush=True)
"""


@pytest.fixture(scope="module")
def house() -> Iterator[Theatre]:
    with theatre() as made:
        yield made


def scenario(name: str) -> Scenario:
    scenes = Programme("tests")

    def script(stage: Stage) -> None:
        site = stage.site()
        site.feed(growing(stage.expect(reports(site.url(), 4, every=1))))

    script.__name__ = name
    scenes.scene("a feed that grows", hours=5)(script)
    return scenes[0]


def test_a_peer_is_asked_each_hour_and_its_items_are_counted(house: Theatre, tmp_path: Path) -> None:
    made = play(scenario("steady_peer"), house.server, [sys.executable, "-c", PEER, "{}"], tmp_path)
    found = score(made.played, ours=False)
    assert (found.passed, found.once, found.requests, made.version, made.killed) == (True, 4, 6, "7.1", 0)
    assert [one.hours for one in made.played.deliveries] == [0, 1, 2, 3]
    assert found.peak_mb >= 0


def test_a_late_or_dead_poll_is_lost_and_the_next_child_goes_on_in_the_same_folder(
    house: Theatre, tmp_path: Path
) -> None:
    plan = '{"1": "late", "2": "dead", "3": "failed"}'
    made = play(scenario("ailing_peer"), house.server, [sys.executable, "-c", PEER, plan], tmp_path, limit_s=1)
    found = score(made.played, ours=False)
    assert (made.killed, made.failed, found.requests) == (2, ["it rained"], 4)
    assert (found.once, found.lost, found.doubled) == (4, 0, 0)


def test_a_bare_url_counts_as_the_next_version_of_its_item_and_a_foreign_one_as_wrong() -> None:
    first = report("http://wire.example", 1)
    second = first.but(title="Corrected")
    bare = [Delivery(0, "f", "", "", url) for url in (first.url, first.url, first.url, "http://else.example/")]
    assert [one.title for one in named_by_url(bare, [first, second])] == [
        first.title,
        "Corrected",
        first.title,
        "http://else.example/",
    ]


def test_the_tables_say_what_was_lost_and_what_a_peer_has_no_part_in(house: Theatre, tmp_path: Path) -> None:
    scene = scenario("counted_peer")
    made = play(scene, house.server, [sys.executable, "-c", PEER, "{}"], tmp_path)
    made.played.deliveries.pop()
    lines = tables([Result("tiny", scene, score(made.played), edits(made.played))], ["newswire", "tiny"]).splitlines()
    assert "| lost | 0 | 1 |" in lines
    assert any(
        line.startswith("| `counted-peer` | a feed that grows | n/a | **failed**: 1 lost; 6 rq,") for line in lines
    )


def test_tables_are_placed_between_their_marks_and_nothing_else_changes() -> None:
    page = "a\n<!-- behave.py begin -->\nold\n<!-- behave.py end -->\nb\n"
    assert placed(page, "new") == "a\n<!-- behave.py begin -->\nnew\n<!-- behave.py end -->\nb\n"


def test_the_docs_name_each_scenario() -> None:
    page = PAGE.read_text()
    missing = [scene.name for scene in SCENARIOS if f"| `{scene.name}` |" not in page]
    assert not missing, "run benchmarks/feeds/behave.py --write"
