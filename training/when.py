"""Trains the weights by which a figure is given its time (`enrich/figures/when/`): a conditional logit over its signs.

    python -m training.when                  how right it is on articles that it has not seen, in eight parts
    python -m training.when --out FILE       trains on all and writes enrich/lexicon/en/when/weights.tsv

It learns from tests/gold/wikinews/learn and from training/times, never from tests/gold/wikinews/held. On one core it
takes a minute or two. No dependency but numpy, which newswire has already.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newswire.enrich.figures.events.series import in_series
from newswire.enrich.figures.events.stated import stated
from newswire.enrich.figures.when import choose as product
from newswire.enrich.figures.when.dated import Dates
from newswire.enrich.figures.when.ruled_out import is_compared
from newswire.enrich.figures.when.signs import Signs
from newswire.enrich.figures.when.told import Told
from newswire.stream.messages import Figure
from training.when_data import Article, read, same_time

PARTS = 8
#: strength of the prior that holds weights near 0, and articles that a sign must be seen with
PRIOR, LEAST = 2.0, 5


class Example(NamedTuple):
    """What a figure may be of: the signs of each, and whether it is right."""

    signs: list[list[str]]
    right: list[bool]


def is_right(said: str | None, wanted: Sequence[str | None], closed: str | None = None) -> bool:
    """Whether an interval is one of those that are right; `closed` is it without "since"."""
    return any(same_time(said, w) or (closed is not None and same_time(closed, w)) for w in wanted)


def examples(article: Article, before: Sequence[str | None] | None = None) -> list[Example]:
    """Of each figure that is annotated; the intervals of the figures before it are the true ones, or those given."""
    dates = Dates(article.passage)
    starts = [f.start for f in article.figures]
    told: list[Told] = []
    found = []
    for n, figure in enumerate(article.figures):
        signs = Signs(article.passage, figure)
        wanted = article.wanted.get(n)
        if wanted is not None:
            choices = list(product.candidates(dates, signs, told, starts))
            right = [_fits(dates, c.time, wanted) for c in choices]
            if not any(right):
                right[0] = True  # what no expression tells cannot be said
            if not all(right):
                found.append(Example([c.signs for c in choices], right))
        first = (wanted or [None])[0]
        near = next((d.interval for i, d in enumerate(dates.times) if first and _fits(dates, i, [first])), None)
        if not is_compared(article.passage.text, figure.start):
            told.append(Told(signs, near if before is None else before[n]))
    return found


def _fits(dates: Dates, number: int | None, wanted: Sequence[str | None]) -> bool:
    if number is None:
        return None in wanted
    dated = dates.times[number]
    return is_right(dated.interval, wanted, dated.time.interval)


def train(given: Sequence[Example]) -> dict[str, float]:
    """Sign -> weight, at the most of the likelihood with a normal prior."""
    seen = Counter(sign for e in given for sign in {s for signs in e.signs for s in signs})
    index = {sign: n for n, sign in enumerate(sorted(s for s, times in seen.items() if times >= LEAST))}
    rows, columns, segment, right = [], [], [], []
    for n, example in enumerate(given):
        for signs, fits in zip(example.signs, example.right, strict=True):
            for sign in set(signs) & index.keys():
                rows.append(len(right))
                columns.append(index[sign])
            segment.append(n)
            right.append(fits)
    row, column, of, good = np.array(rows), np.array(columns), np.array(segment), np.array(right)
    first = np.searchsorted(of, np.arange(len(given)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        score = np.bincount(row, weights=weights[column], minlength=len(of))
        power = np.exp(score - np.maximum.reduceat(score, first)[of])
        whole, part = np.add.reduceat(power, first), np.add.reduceat(power * good, first) + 1e-12
        off = power / whole[of] - power * good / part[of]
        gradient = np.bincount(column, weights=off[row], minlength=len(index)) + PRIOR * weights
        return float(np.sum(np.log(whole) - np.log(part)) + PRIOR / 2 * (weights @ weights)), gradient

    found = least(loss, np.zeros(len(index)))
    return {sign: round(float(found[n]), 3) for sign, n in index.items() if abs(found[n]) >= 0.02}


def least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], at: np.ndarray, steps: int = 150) -> np.ndarray:
    """Where a smooth function is least, by L-BFGS (Nocedal 1980) with halved steps."""
    moves: list[tuple[np.ndarray, np.ndarray]] = []
    value, slope = loss(at)
    for _ in range(steps):
        way, used = slope.copy(), []
        for s, y in reversed(moves):
            used.append((s @ way) / (y @ s))
            way -= used[-1] * y
        way *= (moves[-1][0] @ moves[-1][1]) / (moves[-1][1] @ moves[-1][1]) if moves else 1 / np.linalg.norm(slope)
        for (s, y), a in zip(moves, reversed(used), strict=True):
            way += s * (a - (y @ way) / (y @ s))
        length = 1.0
        while True:
            new = at - length * way
            new_value, new_slope = loss(new)
            if new_value <= value - 1e-4 * length * (slope @ way) or length < 1e-6:
                break
            length /= 2
        moves = [*moves[-7:], (new - at, new_slope - slope)] if (new - at) @ (new_slope - slope) > 1e-10 else moves
        done = value - new_value < 1e-4
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def chosen(article: Article, weights: dict[str, float]) -> list[Figure]:
    """The figures of an article with the times that the product gives them by these weights."""
    product._weights = lambda: weights  # type: ignore[assignment] # those of the package are what is trained here
    return stated(article.passage, in_series(article.passage, product.choose(article.passage, article.figures)))


def score(article: Article, weights: dict[str, float]) -> Counter[str]:
    """How many figures have the right time, and how many a wrong one."""
    figures = chosen(article, weights)
    found = Counter[str]()
    for n, wanted in article.wanted.items():
        when = figures[n].when
        closed = next((t.interval for t in article.passage.times if when and t.start == when.start), None)
        fits = is_right(when.interval if when else None, wanted, closed)
        found.update(figures=1, right=fits, wrong=not fits and when is not None)
    return found


def with_mistakes(articles: Sequence[Article]) -> list[tuple[Article, list[Example]]]:
    """The examples of each article, once after the truth about the figures before, once after what weights that have
    not seen the article say of them: mistakes like those that it will have to go on from (Ross et al. 2011)."""
    true = [(a, examples(a)) for a in articles]
    without = [train([e for a, of in true for e in of if part_of(a) != part]) for part in range(PARTS)]
    found = []
    for article, of in true:
        figures = chosen(article, without[part_of(article)])
        found.append((article, of + examples(article, [f.when.interval if f.when else None for f in figures])))
    return found


def part_of(article: Article) -> int:
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % PARTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, help="the table of weights to write")
    asked = parser.parse_args()
    given = with_mistakes(list(read()))
    if asked.out:
        weights = train([e for _, of in given for e in of])
        head = "# Weights of the signs by which a figure is given its time, by training/when.py: not written by hand.\n"
        asked.out.write_text(head + "".join(f"{s}\t{w}\n" for s, w in sorted(weights.items())), "utf-8")
        return
    total: dict[str, Counter[str]] = {}
    for part in range(PARTS):
        weights = train([e for a, of in given for e in of if part_of(a) != part])
        for article, _ in given:
            if part_of(article) == part:
                total.setdefault(_kind(article), Counter()).update(score(article, weights))
    for kind, of in total.items():
        right, wrong = (100 * of[k] / of["figures"] for k in ("right", "wrong"))
        print(f"{kind:9} {of['figures']:4} figures, time right {right:.1f} %, wrong {wrong:.1f} %")  # noqa: T201


def _kind(article: Article) -> str:
    return "written" if article.id.startswith("own-") else "rows" if article.id.startswith("20") else "wikinews"


if __name__ == "__main__":
    main()
