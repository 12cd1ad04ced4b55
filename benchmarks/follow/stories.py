"""How right the stories are, on texts grouped by event, over orders of arrival.

    python benchmarks/follow/stories.py FILE [--orders 20] [--lines ANNOTATED.jsonl]

FILE is a split of the ECB+ corpus (Cybulska & Vossen 2014) as tab-separated words, one document after the other; its
stories are the topics with their sub-topics (`2_11ecb`: topic 2, sub-topic ecb). The texts have no titles, sites or
times: arrival is the clock. B-cubed (Bagga & Baldwin 1998) is counted twice: of the stories as they were said when each
text arrived, and as they stand at the end, when what had an unlucky start has been told to have moved. The tags come
from `newswire annotate`, or from --lines that it has written before. The last line is JSON.
"""

import argparse
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from newswire.follow.report import Report, from_line
from newswire.follow.state.scratch import scratch
from newswire.follow.stories.stories import Stories

_DOCUMENT = re.compile(r"(\d+)_\d+(ecb(?:plus)?)")


def documents(file: Path) -> dict[str, str]:
    """The text of each document, words joined by spaces."""
    words: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:
            words.setdefault(parts[0], []).append(parts[3])
    return {key: " ".join(found) for key, found in words.items()}


def annotated(texts: dict[str, str], lines: Path | None) -> list[Report]:
    """The documents with their tags."""
    items = [{"id": key, "text": text, "language": "en"} for key, text in texts.items()]
    if lines:
        found = lines.read_text(encoding="utf-8").splitlines()
    else:
        program = [str(Path(sys.executable).with_name("newswire")), "annotate"]
        given = "\n".join(map(json.dumps, items))
        found = subprocess.run(program, input=given, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return [from_line(item, json.loads(line)) for item, line in zip(items, found, strict=True)]


def bcubed(gold: list[str], said: list[str]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean over items.

    >>> bcubed(["a", "a", "b"], ["x", "x", "x"])[1]
    1.0
    """
    golds, saids, both = Counter(gold), Counter(said), Counter(zip(gold, said, strict=True))
    precision = sum(both[g, s] / saids[s] for g, s in zip(gold, said, strict=True)) / len(gold)
    recall = sum(both[g, s] / golds[g] for g, s in zip(gold, said, strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def run(reports: list[Report]) -> tuple[dict[str, str], dict[str, str]]:
    """Each report's story as it was said when it arrived, and as it stands at the end."""
    said: dict[str, str] = {}
    with scratch() as state:
        stories = Stories(state)
        for report in reports:
            placed = stories.take(report)
            said[report.id] = placed.kept.story
            for move, _ in stories.look_again(placed):
                state.place(move.report, move.story, ())
        return said, {key: kept.story for key, kept in state.reports(list(said)).items()}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file", type=Path)
    asked.add_argument("--orders", type=int, default=20)
    asked.add_argument("--lines", type=Path)
    options = asked.parse_args()
    reports = annotated(documents(options.file), options.lines)
    stories = {r.id: "".join(m.groups()) for r in reports if (m := _DOCUMENT.match(r.id))}
    first, last, began = [], [], time.process_time()
    for seed in range(options.orders):
        order = list(reports)
        random.Random(seed).shuffle(order)
        said, final = run(order)
        gold = [stories[key] for key in said]
        first.append(bcubed(gold, list(said.values())))
        last.append(bcubed(gold, [final[key] for key in said]))
    spent = (time.process_time() - began) / (options.orders * len(reports)) * 1000
    result = {"documents": len(reports), "stories": len(set(stories.values())), "orders": options.orders}
    for name, scores in (("on arrival", first), ("at the end", last)):
        means = [statistics.mean(column) * 100 for column in zip(*scores, strict=True)]
        spread = statistics.pstdev(f * 100 for *_, f in scores)
        print(f"{name}: B-cubed P {means[0]:.1f} R {means[1]:.1f} F1 {means[2]:.1f} (sd {spread:.1f})")
        result[name.replace(" ", "_")] = round(means[2], 1)
    print(f"{spent:.1f} ms of CPU a report")
    print(json.dumps(result | {"ms": round(spent, 1)}))


if __name__ == "__main__":
    main()
