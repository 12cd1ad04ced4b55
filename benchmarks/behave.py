"""Every scenario of tests/behaviour, played with our poller and with feed readers of others, counted alike.

    .venv/bin/python benchmarks/behave.py [--peers reader,feedparser,newspaper4k] [--only WORD] [--write]

A scripted server on loopback lies, breaks off, moves and forgets; see docs/behaviour.md for the counts, and for how
each peer is driven. `--write` puts the tables into that page. Peers run in benchmarks/.peers, made on the way.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from behaviour.perform import Theatre, perform, stage_folder, theatre  # noqa: E402 # found by the line above
from behaviour.score import Played, Score, score  # noqa: E402
from behaviour.stage import Scenario  # noqa: E402
from behaviour.test_feeds_behave import NOUNS as OF_FEEDS  # noqa: E402
from behaviour.test_pages_behave import NOUNS as OF_PAGES  # noqa: E402
from benchmarks import machine, peers  # noqa: E402
from benchmarks.peer_polls import play  # noqa: E402
from newswire import log  # noqa: E402

PAGE = HERE.parent / "docs/behaviour.md"
BEGIN, END = "<!-- behave.py begin -->", "<!-- behave.py end -->"
PEERS = ("reader", "feedparser", "newspaper4k")
SCENARIOS: list[Scenario] = [scene for noun in (*OF_FEEDS, *OF_PAGES) for scene in noun.SCENES]


@dataclass(frozen=True)
class Result:
    """The counts of one program in one scenario."""

    who: str
    scenario: Scenario
    score: Score
    edits: tuple[int, int]  #: versions of items after the first: those that arrived, and all
    killed: int = 0
    failed: int = 0
    version: str = ""

    @property
    def kept(self) -> bool:
        """Whether each item arrived once and nothing else did."""
        return not (self.score.lost or self.score.doubled or self.score.wrong)


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
    program = peers.python() if others else None  # made once, before any of them needs it
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
    command = [program, str(HERE / "bare_feeds.py"), name]
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
            print(f"{name} {scenario.name}: {_cell(found[-1])}", file=sys.stderr, flush=True)
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


def totals(results: Sequence[Result], who: str) -> dict[str, str | int]:
    """The sums of one program."""
    own = [result for result in results if result.who == who]
    return {
        "version": next((result.version for result in own), ""),
        "scenarios": len(own),
        "passed": sum(result.score.passed for result in own),
        "kept": sum(result.kept for result in own),
        "expected": sum(result.score.expected for result in own),
        "once": sum(result.score.once for result in own),
        "lost": sum(result.score.lost for result in own),
        "doubled": sum(result.score.doubled for result in own),
        "wrong": sum(result.score.wrong for result in own),
        "edits": f"{sum(result.edits[0] for result in own)} of {sum(result.edits[1] for result in own)}",
        "requests": sum(result.score.requests for result in own),
        "MB": round(max((result.score.peak_mb for result in own), default=0)),
        "killed": sum(result.killed for result in own),
        "failed": sum(result.failed for result in own),
    }


def tables(results: Sequence[Result], programs: Sequence[str]) -> str:
    """Totals over the scenarios of feeds, which all can play, then each scenario, as Markdown."""
    of_feeds = [result for result in results if not result.scenario.pages]
    of_pages = totals([result for result in results if result.scenario.pages], "newswire")
    sums = {who: totals(of_feeds, who) for who in programs}
    lines = [f"Printed by `benchmarks/behave.py --write` on {datetime.now(UTC):%Y-%m-%d}.", ""]
    lines += ["| feeds | " + " | ".join(f"{who} {sums[who]['version']}".strip() for who in programs) + " |"]
    lines += ["|---|" + "--:|" * len(programs)]
    for key, text in _ROWS.items():
        lines.append(f"| {text} | " + " | ".join(str(sums[who][key]) for who in programs) + " |")
    lines += ["", f"Pages, newswire alone: {of_pages['passed']} of {of_pages['scenarios']} passed,"]
    lines += [f"{of_pages['requests']:,} requests, at most {of_pages['MB']} MB."]
    by_name = {(result.who, result.scenario.name): result for result in results}
    nouns = list(dict.fromkeys(result.scenario.noun for result in results))
    for noun in nouns:
        lines += [
            "",
            f"### {noun.capitalize()}",
            "",
            "| scenario | what the server does | " + " | ".join(programs) + " |",
        ]
        lines += ["|---|---|" + "---|" * len(programs)]
        for scene in {r.scenario.name: r.scenario for r in results if r.scenario.noun == noun}.values():
            cells = [_cell(by_name.get((who, scene.name))) for who in programs]
            lines.append(f"| `{scene.name}` | {scene.story.replace('|', '/')} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


_ROWS = {
    "passed": "scenarios passed",
    "kept": "scenarios in which each item arrived once, whatever the manners",
    "scenarios": "scenarios played",
    "expected": "versions of items that had to arrive",
    "once": "arrived once",
    "lost": "lost",
    "doubled": "doubled",
    "wrong": "wrong",
    "edits": "later versions of an item caught",
    "requests": "requests",
    "MB": "memory, the worst scenario, MB",
    "killed": "polls killed for being late, or that died",
    "failed": "polls that raised",
}


def _cell(result: Result | None) -> str:
    if result is None:
        return "n/a"
    counts = result.score
    bad = [f"{count} {name}" for name in ("lost", "doubled", "wrong") if (count := getattr(counts, name))]
    bad += counts.complaints if result.kept else []
    bad += [f"{result.killed} killed"] if result.killed else []
    verdict = "passed" if counts.passed else "**failed**"
    return f"{verdict}{': ' if bad else ''}{', '.join(bad)}; {counts.requests} rq, {counts.peak_mb:.0f} MB"


def placed(page: str, made: str) -> str:
    """The page with these tables between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


if __name__ == "__main__":
    main()
