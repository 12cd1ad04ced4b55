"""What each rule for bodies brings on publishers that it was not written on.

    python benchmarks/extraction/generalise.py --corpus FOLDER               each rule off, then one publisher left out
    python benchmarks/extraction/generalise.py --corpus FOLDER --moved       thresholds moved by a fifth, too
    python benchmarks/extraction/generalise.py --corpus FOLDER --rules gaps  rules of which the name begins so

FOLDER as `body_scores.py` says. Nobody wrote down which page a rule was written on, so that it is told by ablation:
all pages are read with one rule off, for each rule. Leaving one publisher out, its pages are read with the rules alone
that help on the pages of all others; what they score is what the rules are worth on a publisher not seen before.
F1 of runs of four words, beside trafilatura's balanced mode; intervals are 95 % of pages drawn again.
"""

import argparse
import json
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import machine
from benchmarks.extraction.body_scores import WEAK, GoldPage, Score, difference, f1, read_corpus, score
from benchmarks.extraction.rules_off import MOVED, RULES, without

_CHANGED = 0.001  #: F1 of a page by which a rule changes it


def main() -> None:
    """Prints a table of rules, one of publishers, and all of it as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, required=True, help="folder of pages and what is right")
    options.add_argument("--rules", default="", help="only rules of which the name begins so")
    options.add_argument("--moved", action="store_true", help="thresholds, too")
    given = options.parse_args()
    logging.disable(logging.CRITICAL)
    pages = read_corpus(given.corpus)
    facts = machine.describe("newswire", "trafilatura", "lxml")
    print(*(f"{name}: {fact}" for name, fact in facts.items()), sep="\n")
    ours, theirs = scores(pages), plain_scores(pages)
    print(f"\n{len(pages)} pages of {len({p.publisher for p in pages})} publishers, all rules: {_told(ours, theirs)}")
    off = {}
    print(f"\n{'rule':<30} {'gain':>7} {'95 % interval':>18}  pages better/worse  publishers better/worse")
    for rule in [*RULES, *(MOVED if given.moved else ())]:
        if rule.startswith(given.rules):
            off[rule] = scores(pages, [rule])
            print(_row(rule, pages, ours, off[rule]))
    kept = {rule: found for rule, found in off.items() if rule in RULES}
    left_out = leave_one_out(pages, ours, kept)
    print(f"\nleaving one publisher out: {_told(left_out, theirs)}")
    _print_publishers(pages, left_out, theirs)
    print(
        json.dumps(
            {"pages": len(pages), **_json(ours, theirs, "all"), **_json(left_out, theirs, "left_out"), "machine": facts}
        )
    )


def scores(pages: Sequence[GoldPage], off: Sequence[str] = ()) -> list[Score]:
    """The score of each page with some rules off."""
    from newswire.ingest.extraction.extract import extract
    from newswire.stream.errors import RejectedError

    found = []
    with without(off):
        for page in pages:
            try:
                text = extract(page.html, page.url).text
            except RejectedError:
                text = ""
            found.append(score(page, text))
    return found


def plain_scores(pages: Sequence[GoldPage]) -> list[Score]:
    """The score of each page by trafilatura as it comes."""
    from trafilatura import bare_extraction

    found = []
    for page in pages:
        document = bare_extraction(page.html.decode("utf-8", "replace"), url=page.url, include_comments=False)
        found.append(score(page, (document.text or "") if document else ""))
    return found


def leave_one_out(pages: Sequence[GoldPage], ours: Sequence[Score], off: Mapping[str, Sequence[Score]]) -> list[Score]:
    """The score of each page by the rules that help on the pages of all other publishers.

    A rule that changes nothing there is off, as nothing speaks for it.
    """
    gains = {rule: [a.f1 - b.f1 for a, b in zip(ours, scored, strict=True)] for rule, scored in off.items()}
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        others = [n for n, other in enumerate(pages) if other.publisher != page.publisher]
        useless = tuple(rule for rule, gain in gains.items() if sum(gain[n] for n in others) <= 0)
        groups[useless].append(number)
    found = list(ours)
    for useless, numbers in groups.items():
        for number, scored in zip(numbers, scores([pages[n] for n in numbers], useless), strict=True):
            found[number] = scored
    counts = {rule: sum(len(numbers) for useless, numbers in groups.items() if rule in useless) for rule in gains}
    print("\noff for some publishers:", ", ".join(f"{rule} ({n} pages)" for rule, n in counts.items() if n) or "none")
    return found


def _row(rule: str, pages: Sequence[GoldPage], ours: Sequence[Score], off: Sequence[Score]) -> str:
    gain, low, high = difference(ours, off)
    steps = [a.f1 - b.f1 for a, b in zip(ours, off, strict=True)]
    by_publisher: dict[str, float] = defaultdict(float)
    for page, step in zip(pages, steps, strict=True):
        by_publisher[page.publisher] += step
    counts = [
        f"{sum(s > _CHANGED for s in some):>8} / {sum(s < -_CHANGED for s in some):<10}"
        for some in (steps, by_publisher.values())
    ]
    return f"{rule:<30} {gain:+7.4f} [{low:+.4f}, {high:+.4f}] {' '.join(counts)}"


def _told(ours: Sequence[Score], theirs: Sequence[Score]) -> str:
    gain, low, high = difference(ours, theirs)
    weak = [sum(s.f1 < WEAK for s in some) for some in (ours, theirs)]
    return (
        f"F1 {f1(ours):.4f}, trafilatura {f1(theirs):.4f}, difference {gain:+.4f} [{low:+.4f}, {high:+.4f}], "
        f"pages under {WEAK}: {weak[0]} ({weak[1]})"
    )


def _json(ours: Sequence[Score], theirs: Sequence[Score], name: str) -> dict[str, object]:
    return {f"{name}_f1": round(f1(ours), 4), f"{name}_difference": [round(d, 4) for d in difference(ours, theirs)]}


def _print_publishers(pages: Sequence[GoldPage], ours: Sequence[Score], theirs: Sequence[Score]) -> None:
    """A line for each publisher of some pages, one for all that have a single page."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        groups[page.publisher].append(number)
    shown = {name: numbers for name, numbers in groups.items() if len(numbers) > 1}
    single = [numbers[0] for numbers in groups.values() if len(numbers) == 1]
    for name, numbers in [*shown.items(), *([(f"{len(single)} of one page each", single)] if single else [])]:
        some, others = [ours[n] for n in numbers], [theirs[n] for n in numbers]
        gain, low, high = difference(some, others)
        print(f"{name:<30} {len(numbers):>4} {f1(some):.4f} ({f1(others):.4f}) {gain:+.4f} [{low:+.4f}, {high:+.4f}]")


if __name__ == "__main__":
    main()
