"""What a page costs: its article by newswire beside trafilatura with metadata, in one process, in turns.

    python benchmarks/extraction/extract.py                                    the demo site's pages
    python benchmarks/extraction/extract.py --corpus FOLDER --rounds 5         each *.html or *.html.gz of a folder
    python benchmarks/extraction/extract.py --corpus FOLDER --kb 100 500       those of this many kB: modern news pages
    python benchmarks/extraction/extract.py --corpus FOLDER --memory-pages 5000

CPU seconds. Each page is done by both, and who begins changes from page to page; of the rounds the median counts.
Metadata is what the head and the byline say: read and chosen, the page parsed before. The bars: 1.15 times
trafilatura's speed, at most 2 ms of metadata a page, at most 500 MB after 5,000 pages.
"""

import argparse
import json
import logging
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks import machine
from benchmarks.sites.corpus import Page, read_pages

BAR, BAR_METADATA_MS, BAR_MB = 1.15, 2.0, 500.0


class Round(NamedTuple):
    """CPU seconds of all pages."""

    ours_s: float
    theirs_s: float
    metadata_s: float
    their_metadata_s: float


def main() -> None:
    """Prints the machine, a line for each round, the medians, and all of it as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, help="folder of saved pages")
    options.add_argument("--kb", type=int, nargs=2, metavar=("LEAST", "MOST"), help="only pages of LEAST to MOST kB")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--memory-pages", type=int, default=0, help="pages after which memory is read (0: not at all)")
    given = options.parse_args()
    logging.disable(logging.CRITICAL)
    pages = read_pages(given.corpus)
    if given.kb:
        least, most = (1000 * kb for kb in given.kb)
        pages = [page for page in pages if least <= len(page.html) <= most]
    if not pages:
        options.error(f"no page of {given.kb[0]} to {given.kb[1]} kB in {given.corpus or 'the demo site'}")
    facts = machine.describe("newswire", "trafilatura", "lxml")
    print(*(f"{name}: {fact}" for name, fact in facts.items()), sep="\n")
    run_round(pages[:3])  # what is loaded or compiled at the first call
    rounds = []
    for number in range(given.rounds):
        rounds.append(run_round(pages))
        print(f"round {number + 1}: {told(rounds[-1:], len(pages))}")
    result = told(rounds, len(pages))
    if given.memory_pages:
        result["memory_mb"] = memory_mb(pages, given.memory_pages)
    print(json.dumps({"pages": len(pages), "rounds": given.rounds, **result, "machine": facts}))


def run_round(pages: Sequence[Page]) -> Round:
    """Each page by both, the one that begins in turns."""
    spent = [0.0, 0.0, 0.0, 0.0]
    for number, page in enumerate(pages):
        work = [ours, theirs, our_metadata, their_metadata]
        order = range(4) if number % 2 else reversed(range(4))
        for which in order:
            spent[which] += work[which](page)
    return Round(*spent)


def told(rounds: Sequence[Round], pages: int) -> dict[str, float]:
    """The medians of some rounds, in milliseconds a page, and how many times as fast ours is."""
    names = ("ours_ms", "trafilatura_ms", "metadata_ms", "trafilatura_metadata_ms")
    times = (statistics.median(column) for column in zip(*rounds, strict=True))
    result = {name: round(1000 * spent / pages, 2) for name, spent in zip(names, times, strict=True)}
    return result | {"speed": round(statistics.median(r.theirs_s / r.ours_s for r in rounds), 2)}


def ours(page: Page) -> float:
    """The whole article as the fetch stage gets it."""
    from newswire.ingest.extraction.extract import extract
    from newswire.stream.errors import RejectedError

    def work() -> None:
        try:
            extract(page.html, address(page))
        except RejectedError:
            return

    return timed(work)


def theirs(page: Page) -> float:
    """trafilatura's balanced mode with metadata, from the same bytes."""
    from trafilatura import bare_extraction

    return timed(lambda: bare_extraction(page.html, url=address(page), include_comments=False, with_metadata=True))


def our_metadata(page: Page) -> float:
    """All fields but the text, of a page that is parsed."""
    from newswire.ingest.extraction.body.find import strip_code
    from newswire.ingest.extraction.metadata.candidates import read_metadata
    from newswire.ingest.extraction.metadata.description import describe
    from newswire.ingest.extraction.page import read_page

    tree = read_page(page.html).tree
    if tree is None:
        return 0.0

    def work() -> None:
        found = read_metadata(tree)
        strip_code(tree)
        describe(found, tree, address(page))

    return timed(work)


def their_metadata(page: Page) -> float:
    """The same of trafilatura."""
    from trafilatura import extract_metadata, load_html

    tree = load_html(page.html)
    return timed(lambda: extract_metadata(tree, default_url=address(page)))


def address(page: Page) -> str:
    """One that tells nothing of the article."""
    return f"https://news.example.org/{page.name}"


def timed(work: Callable[[], object]) -> float:
    """CPU seconds that it takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def memory_mb(pages: Sequence[Page], count: int) -> float:
    """Resident memory of a child of the pool after this many pages, the pages here left out: they are the parent's."""
    from newswire.ingest.extraction.processes.pool import ExtractPool
    from newswire.stream.errors import RejectedError

    with ExtractPool(1, deadline_s=30, max_pages=count + 1, max_memory_mb=1 << 20) as pool:
        for number in range(count):
            page = pages[number % len(pages)]
            try:
                pool.submit(page.html, address(page)).result()
            except RejectedError:
                continue
        return max(round(psutil.Process(pid).memory_info().rss / 2**20, 1) for pid in pool.pids())


if __name__ == "__main__":
    main()
