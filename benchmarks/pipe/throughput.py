"""Articles per second and core of the whole pipe, beside news-please + spaCy on the same pages, in one run.

    .venv/bin/python benchmarks/pipe/throughput.py --corpus FOLDER --pages 1000

FOLDER holds saved article pages (*.html or *.html.gz); without it those of the demo site are taken. The pipe is
`newswire once` with the embedded broker: it polls RSS feeds of a site on loopback (benchmarks/sites/corpus.py),
fetches, extracts, tags and stores. Counted is the CPU time, user and system, of `newswire once` and all its processes
from start to end, imports and models included; the site's is not. The peer gets the pages from files and does
extraction and named entities only, in one process; its time is measured on a sample (`--sample`), half of it before the
pipe runs and half after, and scaled up to all pages. Plumbing is what the pipe spends beyond trafilatura on the same
pages and spaCy on the same texts, each measured alone (benchmarks/peers/bare_parts.py) after it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import machine
from benchmarks.peers import environments
from benchmarks.sites.corpus import Page, read_pages, serve

BARE = machine.ROOT / "benchmarks/peers"


class Used(NamedTuple):
    """What a command took."""

    cpu_s: float
    wall_s: float
    out: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of *.html or *.html.gz")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=160, help="pages that the peer does")
    options = parser.parse_args()
    peer_python = environments.python()
    facts = machine.describe("newswire", "trafilatura", "spacy")
    for name, value in facts.items():
        print(f"{name:12} {value}")
    if float(facts["load before"]) > 0.5:
        print("the machine is busy: CPU seconds are longer, and not all by the same factor", file=sys.stderr)
    pages = read_pages(options.corpus)
    with tempfile.TemporaryDirectory(prefix="newswire-throughput-") as folder:
        files = write_down(pages, Path(folder) / "pages")
        sample = [files[number % len(files)] for number in range(min(options.sample, options.pages))]
        half = len(sample) // 2
        before = peer(peer_python, sample[:half])
        with serve(options.corpus, 1) as site:
            start = once(Path(folder) / "start", site.feeds)
        with serve(options.corpus, options.pages) as site:
            print(f"{len(pages)} pages under {site.pages} addresses, {len(site.feeds)} feeds", flush=True)
            home = Path(folder) / "home"
            used = once(home, site.feeds)
            counts = json.loads(used.out.splitlines()[-1])
            texts = stored_texts(home)
        after = peer(peer_python, sample[half:])
        parts = bare_parts(files, texts)
        told = summary(options.pages, counts, used, start, (before, after), parts, site.pages_of(len(pages)))
    show(told)
    print(json.dumps(facts | told))


def write_down(pages: Sequence[Page], folder: Path) -> list[Path]:
    """The pages as files, for those who read them without a site."""
    folder.mkdir()
    for page in pages:
        (folder / f"{page.name}.html").write_bytes(page.html)
    return [folder / f"{page.name}.html" for page in pages]


def measure(command: Sequence[str], given: str = "", env: dict[str, str] | None = None) -> Used:
    """Runs a command to its end; the CPU time is that of all its processes. Ends the benchmark where it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, input=given, env=env, stdout=subprocess.PIPE, text=True, check=False)
    wall_s, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}")
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(cpu_s, wall_s, done.stdout)


def once(home: Path, feeds: Sequence[str]) -> Used:
    """The whole pipe, one round over the feeds."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("NEWSWIRE_")}
    env |= {"NEWSWIRE_HOST_DELAY_S": "0"}
    command = [str(Path(sys.executable).with_name("newswire")), "once", "--feeds", "-", "--home", str(home)]
    return measure([*command, "--allow-private"], "\n".join(feeds), env)


def stored_texts(home: Path) -> list[list[str]]:
    """Title and text of every article in the store that was tagged."""
    sql = "select title, text from articles"
    command = [str(Path(sys.executable).with_name("newswire")), "query", "--home", str(home), "--format", "json", sql]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return [[row["title"] or "", row["text"]] for row in map(json.loads, lines)]


def peer(python: Path, files: Sequence[Path]) -> dict[str, Any]:
    """What news-please and spaCy take for these pages."""
    used = measure([str(python), str(BARE / "bare_newsplease.py")], "\n".join(map(str, files)))
    told: dict[str, Any] = json.loads(used.out.splitlines()[-1])
    return told


def bare_parts(files: Sequence[Path], texts: Sequence[Sequence[str]]) -> dict[str, Any]:
    """CPU seconds of trafilatura for each page, and of spaCy for all texts."""
    given = json.dumps({"pages": [str(file) for file in files], "texts": texts})
    told: dict[str, Any] = json.loads(measure([sys.executable, str(BARE / "bare_parts.py")], given).out)
    return told


def summary(
    pages: int,
    counts: dict[str, int],
    used: Used,
    start: Used,
    halves: Sequence[dict[str, Any]],
    parts: dict[str, Any],
    times_served: Sequence[int],
) -> dict[str, Any]:
    """The figures that matter, from what was measured."""
    per_page = [(half["extract_s"] + half["parse_s"]) / half["pages"] for half in halves]
    peer_s = halves[0]["load_s"] + pages * sum(per_page) / len(per_page)
    extract_s = sum(took * count for took, count in zip(parts["trafilatura_s"], times_served, strict=True))
    ours, theirs = counts["articles"] / used.cpu_s, pages / peer_s
    return {
        "pages": pages,
        "counts": counts,
        "wall_s": round(used.wall_s, 1),
        "cpu_s": round(used.cpu_s, 1),
        "one_page_cpu_s": round(start.cpu_s, 1),
        "articles_per_s_per_core": round(ours, 3),
        "articles_per_s_wall": round(counts["articles"] / used.wall_s, 2),
        "peer_sample": sum(half["pages"] for half in halves),
        "peer_s_per_page": [round(took, 4) for took in per_page],
        "peer_cpu_s": round(peer_s, 1),
        "peer_articles_per_s_per_core": round(theirs, 3),
        "ratio": round(ours / theirs, 2),
        "trafilatura_s": round(extract_s, 1),
        "spacy_s": round(parts["spacy_s"], 1),
        "plumbing": round(1 - (extract_s + parts["spacy_s"]) / used.cpu_s, 3),
    }


def show(told: dict[str, Any]) -> None:
    """The same for people."""
    first, second = told["peer_s_per_page"]
    rows = {
        "pipe": f"{told['counts']} of {told['pages']} pages in {told['wall_s']} s, CPU {told['cpu_s']} s",
        "": f"{told['articles_per_s_per_core']} articles/s per core, {told['articles_per_s_wall']} by the clock",
        "start": f"{told['one_page_cpu_s']} s CPU for a round of one page: processes, imports, models",
        "news-please": f"{told['peer_articles_per_s_per_core']} articles/s per core, with spaCy",
        " ": f"{told['peer_sample']} pages measured: {first} s a page before the pipe ran, {second} s after",
        "ratio": f"{told['ratio']} ours to theirs (the bar: not below 1)",
        "trafilatura": f"{told['trafilatura_s']} s alone",
        "spaCy": f"{told['spacy_s']} s alone",
        "plumbing": f"{told['plumbing']:.1%} of the pipe's CPU is neither (the bar: below 15 %)",
    }
    for name, value in rows.items():
        print(f"{name:12} {value}")


if __name__ == "__main__":
    main()
