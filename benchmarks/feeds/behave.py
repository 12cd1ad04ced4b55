"""Every scenario of tests/behaviour, played with our poller and with feed readers of others, counted alike.

    .venv/bin/python benchmarks/feeds/behave.py [--peers reader,feedparser,newspaper4k] [--only WORD] [--write]

A scripted server on loopback lies, breaks off, moves and forgets; see docs/behaviour.md for the counts, and for how
each peer is driven. `--write` puts the tables into that page. Peers run in benchmarks/peers/.peers, made on the way.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from behaviour.perform import Theatre, perform, stage_folder, theatre
from behaviour.score import Played, score
from behaviour.stage import Scenario
from behaviour.test_feeds_behave import NOUNS as OF_FEEDS
from behaviour.test_pages_behave import NOUNS as OF_PAGES
from benchmarks import machine
from benchmarks.feeds.behave_tables import Result, cell, placed, tables, totals
from benchmarks.peers import environments
from benchmarks.peers.polls import play
from newswire import log

PAGE = machine.ROOT / "docs/behaviour.md"
PEERS = ("reader", "feedparser", "newspaper4k")
SCENARIOS: list[Scenario] = [scene for noun in (*OF_FEEDS, *OF_PAGES) for scene in noun.SCENES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=",".join(PEERS), help="of these, separated by commas; empty: ours alone")
    parser.add_argument("--only", default="", help="scenarios whose name has this in it")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/behaviour.md")
    wanted = parser.parse_args()
    log.configure(verbose=False)
    others = [name for name in wanted.peers.split(",") if name]
    scenarios = [scene for scene in SCENARIOS if wanted.only in scene.name]
    results = run(scenarios, others)
    made = tables(results, ["newswire", *others])
    print(made)
    print(json.dumps(machine.describe() | {who: totals(results, who) for who in ["newswire", *others]}))
    if wanted.write:
        PAGE.write_text(placed(PAGE.read_text(), made))


def run(scenarios: Sequence[Scenario], others: Sequence[str]) -> list[Result]:
    """All results; the peers go side by side, ours alone."""
    program = environments.python() if others else None  # made once, before any of them needs it
    with theatre() as house:
        found = [_ours(scenario, house) for scenario in scenarios]
    with ThreadPoolExecutor(3) as pool:
        for results in pool.map(lambda name: _theirs(name, str(program), scenarios), others):
            found += results
    return found


def _ours(scenario: Scenario, house: Theatre) -> Result:
    with stage_folder() as folder:
        played = perform(scenario, house, folder)
    return Result("newswire", scenario, score(played, max_mb=scenario.max_mb), edits(played))


def _theirs(name: str, program: str, scenarios: Sequence[Scenario]) -> list[Result]:
    command = [program, str(machine.ROOT / "benchmarks/peers/bare_feeds.py"), name]
    found = []
    with theatre() as house:  # a server of its own: no peer sees what another one asked
        for scenario in scenarios:
            if scenario.pages:
                continue
            with stage_folder() as folder:
                made = play(scenario, house.server, command, folder)
            counts = score(made.played, ours=False, max_mb=scenario.max_mb)
            found.append(
                Result(name, scenario, counts, edits(made.played), made.killed, len(made.failed), made.version)
            )
            print(f"{name} {scenario.name}: {cell(found[-1])}", file=sys.stderr, flush=True)
    return found


def edits(played: Played) -> tuple[int, int]:
    """How many versions of an item that was there before arrived, and how many there were."""
    known, later = set(), []
    for item in played.stage.expected:
        if not (item.guid or item.url):  # nobody can tell whose version it is
            continue
        if (item.guid, item.url) in known:
            later.append((item.title, item.summary))
        known.add((item.guid, item.url))
    came = [(" ".join(one.title.split()), " ".join(one.summary.split())) for one in played.deliveries]
    wanted = [(item.title, item.summary) for item in played.stage.expected]
    return sum(came.count(said) >= wanted.count(said) for said in later), len(later)


if __name__ == "__main__":
    main()
