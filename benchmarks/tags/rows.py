"""How true the rows of `newswire annotate` are on articles of Wikinews that were annotated figure by figure.

    python benchmarks/tags/rows.py                the half that may be looked at, with what is wrong by --wrong N
    python benchmarks/tags/rows.py --held         the half that is only scored: no mistake of it is shown
    python benchmarks/tags/rows.py --lines FILE   what a program has written before, in place of running newswire

A row is true when value, bound, unit, thing counted, time and source are right; it misleads when something that it
says among value, unit, thing counted, time, source and direction is wrong, or when it is not a figure at all. `what`
and `where` are counted where the gold has them. The rules stand in tests/gold/agreement.py and matching.py, the
conventions of the gold in tests/gold/wikinews/README.md. The last line is JSON.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from gold.agreement import FIELDS, MISLEADING, TRUE_ROW, Verdict, accepted, judge
from gold.matching import count_names, pair_figures
from gold.reading import NAMES, articles


def annotate(golds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines that `newswire annotate` writes for these articles, without their titles."""
    lines = [json.dumps({k: g[k] for k in ("id", "text", "published")}) for g in golds]
    program = [str(Path(sys.executable).with_name("newswire")), "annotate"]
    done = subprocess.run(program, input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


class Score:
    """Counts over articles."""

    def __init__(self) -> None:
        self.of = Counter[str]()  #: gold, found, true, rows, misleading, false, and `FIELD right` of the found
        self.why_untrue, self.why_misleading = Counter[str](), Counter[str]()
        self.names = {group: Counter[str]() for group in NAMES}
        self.wrong: list[str] = []

    def add(self, gold: dict[str, Any], line: dict[str, Any]) -> None:
        """One article and what `newswire annotate` said of it."""
        found = [f for f in line["figures"] if f["field"] == "text"]
        pairs = pair_figures(gold["figures"], found)
        for i, figure in enumerate(gold["figures"]):
            if not figure.get("optional"):
                self._figure(gold, figure, found[pairs[i]] if i in pairs else None, line)
        spared = {j for i, j in pairs.items() if gold["figures"][i].get("optional")}
        for j, figure in enumerate(found):
            if j in pairs.values() or j in spared or _on_optional(figure, gold["figures"]):
                continue
            self.of.update(("rows", "false", "misleading"))
            self.why_misleading["not a figure"] += 1
            self._note(gold, figure, "is not a figure")
        entities = [e for e in line["entities"] if e["field"] == "text"]
        for group, counts in count_names(gold, entities).items():
            self.names[group] += counts

    def _figure(
        self, gold: dict[str, Any], figure: dict[str, Any], found: dict[str, Any] | None, line: dict[str, Any]
    ) -> None:
        self.of["gold"] += 1
        if found is None:
            self._note(gold, figure, "was not found")
            return
        self.of.update(("found", "rows"))
        verdicts = judge(figure, found, line)
        untrue = [f for f in TRUE_ROW if not verdicts[f].right]
        misleading = [f for f in MISLEADING if verdicts[f] == Verdict(right=False, said=True)]
        self.of.update({"true": not untrue, "misleading": bool(misleading)})
        self.of.update({f"{f} right": v.right for f, v in verdicts.items()})
        for field in ("what", "where"):
            needed = None not in accepted(figure, field)
            right, said = verdicts[field]
            self.of.update({f"{field} needed": needed, f"{field} said": needed and said})
            self.of.update({f"{field} said right": needed and said and right, f"{field} made up": said and not right})
        self.why_untrue.update(untrue)
        self.why_misleading.update(misleading)
        wrong = [f"{f}{'!' if f in misleading else ''}" for f, v in verdicts.items() if not v.right]
        if wrong:
            self._note(gold, figure, f"{' '.join(wrong)}: {json.dumps(found, ensure_ascii=False)}")

    def _note(self, gold: dict[str, Any], figure: dict[str, Any], what: str) -> None:
        text, start, end = gold["text"], figure["start"], figure["end"]
        around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " ")
        self.wrong.append(f"{gold['id']}: {around}: {what}")

    def result(self) -> dict[str, Any]:
        """Shares in per cent, F1 of names, and what goes wrong, most often first."""
        of = self.of
        return {
            "row_truth": _share(of["true"], of["gold"]),
            "misleading": _share(of["misleading"], of["rows"]),
            "found": _share(of["found"], of["gold"]),
            "false": of["false"],
            "fields": {f: _share(of[f"{f} right"], of["found"]) for f in FIELDS},
            **{f"{f}_said": _share(of[f"{f} said"], of[f"{f} needed"]) for f in ("what", "where")},
            **{f"{f}_right": _share(of[f"{f} said right"], of[f"{f} said"]) for f in ("what", "where")},
            "untrue_by": dict(self.why_untrue.most_common()),
            "misleading_by": dict(self.why_misleading.most_common()),
            "names": {g: _f1(c) for g, c in self.names.items()},
        }


def _on_optional(figure: dict[str, Any], golds: list[dict[str, Any]]) -> bool:
    return any(g.get("optional") and g["start"] < figure["end"] and figure["start"] < g["end"] for g in golds)


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _f1(count: Counter[str]) -> float | None:
    """Harmonic mean of recall and precision, in per cent; None where there is nothing to find."""
    if not count["gold"]:
        return None
    recall, precision = count["found"] / count["gold"], count["right"] / max(1, count["said"])
    return round(200 * recall * precision / (recall + precision), 1) if recall + precision else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="the half that is only scored")
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="the first N mistakes, of the other half only"
    )
    parser.add_argument("--lines", type=Path, help="lines of annotate that were written before")
    asked = parser.parse_args()
    if asked.held and asked.wrong:
        parser.error("mistakes of the held half are not shown: it would be tuned on")
    golds = articles("held" if asked.held else "learn")
    lines = [json.loads(x) for x in asked.lines.read_text().splitlines()] if asked.lines else annotate(golds)
    said = {line["id"]: line for line in lines}
    score = Score()
    for gold in golds:
        score.add(gold, said[gold["id"]])
    for wrong in score.wrong[: asked.wrong]:
        print(wrong)
    result = score.result()
    print(f"{'held' if asked.held else 'learn'}: {len(golds)} articles, {score.of['gold']} figures")
    for name, value in result.items():
        print(f"{name:<14} {json.dumps(value).strip('{}')}")
    print(json.dumps({"half": "held" if asked.held else "learn", "articles": len(golds), **result}))


if __name__ == "__main__":
    main()
