"""The counts of `behave.py` as the tables of docs/behaviour.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from behaviour.score import Score
from behaviour.stage import Scenario

BEGIN, END = "<!-- behave.py begin -->", "<!-- behave.py end -->"


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
    lines = [f"Printed by `benchmarks/feeds/behave.py --write` on {datetime.now(UTC):%Y-%m-%d}.", ""]
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
            cells = [cell(by_name.get((who, scene.name))) for who in programs]
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


def cell(result: Result | None) -> str:
    """What a table says of one program in one scenario."""
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
