"""How the time of the taggers grows with the text, on shapes that make rules quadratic.

    python benchmarks/tags/shapes.py                        sizes 125, 250 and 500 kB (10 to 20 minutes)
    python benchmarks/tags/shapes.py --kb 60 --only quotes  half the size and that size of each shape named so
    python benchmarks/tags/shapes.py --parts                the stages of the largest size, too

CPU seconds of `annotate`, loading left out. The exponent is log2 of the time at twice the size over the time: 1 is
linear, 2 quadratic. The bars: 1.2 for each shape, 20 s for the largest.
"""

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

from benchmarks import machine
from newswire.enrich.pipeline.pipeline import Pipeline, Source

BAR, BAR_S = 1.2, 20.0
NEWS = (
    "Police in Leeds said on Friday that 12 people, among them two children, were killed when a bus left the road.\n\n"
    'The mayor, Ann Lee, 54, said the toll could rise to 20. "We have never seen this," she told reporters. Shares '
    "of the operator, Northern Lines plc, fell 4.2 percent to $31.40, their lowest since March 2020.\n\nAn estimated "
    "3,000 residents had protested against the road in 2019, according to the county council, which denied it.\n\n"
)
NAMES = ("Ann Lee", "Omar Diaz", "Li Wei", "Eva Novak", "Tom Okoro", "Sara Lind", "Ivan Petrov", "Mary Jones")
PLACES = ("Leeds", "Lima", "Oslo", "Kharkiv", "Ohio", "Peru", "Norway", "Kenya")
VERBS = ("said", "warned", "denied", "estimated", "confirmed", "claimed", "added", "insisted")
MONTHS = ("January", "March", "April", "June", "July", "August", "October", "December")


def repeated(make: Callable[[int], str]) -> Callable[[int], str]:
    """A shape of pieces that a function makes, the n-th of the n-th."""

    def shape(size: int) -> str:
        pieces, length = list[str](), 0
        for n in range(size):
            pieces.append(make(n))
            length += len(pieces[-1])
            if length >= size:
                break
        return "".join(pieces)[:size]

    return shape


def of(words: tuple[str, ...], n: int) -> str:
    return words[n * 7919 % len(words)]


def nested(size: int) -> str:
    deep = size // 40
    return "".join(f"He said “she told us ‘{n} men " for n in range(deep))[: size // 2] + "left’ and went” " * (
        deep // 2
    )


def one_word(size: int) -> str:
    rng = random.Random(5)
    return "".join(rng.choice("abcdefgh0123456789") for _ in range(size))


SHAPES: dict[str, Callable[[int], str]] = {
    "news": repeated(lambda n: NEWS),
    "unclosed quotations": repeated(lambda n: f"“We lost {n} cows, {of(NAMES, n)} {of(VERBS, n)} in {of(PLACES, n)}. "),
    "straight quotations": repeated(lambda n: f'"We lost {n} cows," {of(NAMES, n)} {of(VERBS, n)}. "It was ' + "bad. "),
    "quotations on one line each": repeated(lambda n: f"“We lost {n} cows in {of(PLACES, n)}.\n"),
    "nested quotations": nested,
    "years": repeated(lambda n: f"{1900 + n % 120}, "),
    "years in prose": repeated(lambda n: f"In {1900 + n % 120} it had {n} men, in {1900 + n % 119} it had {n + 3}. "),
    "numbers": repeated(lambda n: f"{n * 37 % 9973}, "),
    "one sentence": repeated(lambda n: f"and {n % 900} men from {of(PLACES, n)} left on {of(MONTHS, n)} {n % 28 + 1} "),
    "names": repeated(lambda n: f"{of(NAMES, n)}, {of(NAMES, n + 3)} of {of(PLACES, n)}, "),
    "dates": repeated(lambda n: f"{n % 28 + 1} {of(MONTHS, n)} {1990 + n % 30}; "),
    "claims": repeated(lambda n: f"{of(NAMES, n)} {of(VERBS, n)} that {n} ships had left {of(PLACES, n)}. "),
    "claims in a sentence": repeated(lambda n: f"{of(NAMES, n)} {of(VERBS, n)} that {n} left, and "),
    "table": repeated(lambda n: f"{of(NAMES, n)} {n % 90} {n % 17} {n % 5}.{n % 10} {n * 3 % 101}\n"),
    "brackets": repeated(lambda n: f"(the {n} men [of {of(PLACES, n)} (" + ("and)]) " if n % 3 else " ")),
    "no spaces": one_word,
    "capitals": repeated(lambda n: f"The {of(NAMES, n).upper()} Minister for Trade and {of(PLACES, n)} And Of The "),
    "money": repeated(lambda n: f"${n}m, €{n % 90}.{n % 10} a share, -{n} MEUR, "),
    "hyphens": repeated(lambda n: f"{n % 90}-{n % 80}-"),
    "halves of halves": repeated(lambda n: "half of a "),
    "words of number": repeated(lambda n: "two hundred and three thousand and forty million one "),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kb", type=int, default=500, help="size of the largest text")
    parser.add_argument("--steps", type=int, default=2, help="how often that size is halved")
    parser.add_argument("--only", default="", help="a word of the names of the shapes")
    parser.add_argument("--parts", action="store_true", help="print the stages of the largest size")
    options = parser.parse_args()
    sizes = [options.kb * 1000 >> step for step in range(options.steps, -1, -1)]
    pipeline, worst = Pipeline(), 0.0
    pipeline.annotate([Source("warm", "", NEWS)])
    print("machine:", machine.describe("spacy"))
    print(f"{'shape':28} {'  '.join(f'{s // 1000:>6} kB' for s in sizes)}   exponents")
    for name in (n for n in SHAPES if options.only in n):
        took = [cost(pipeline, SHAPES[name](size)) for size in sizes]
        exponents = [math.log2(b / a) for a, b in pairwise(took)]
        worst = max([worst, *exponents])
        late = " <-- above the bar" if max(exponents, default=0.0) > BAR or took[-1] > BAR_S else ""
        times, powers = (f"{t:7.2f} s" for t in took), (f"{e:.2f}" for e in exponents)
        print(f"{name:28} {'  '.join(times)}   {'  '.join(powers)}{late}", flush=True)
        if options.parts:
            for part, seconds in parts(pipeline, SHAPES[name](sizes[-1])):
                print(f"    {part:24} {seconds:7.2f} s")
    print(f"largest exponent {worst:.2f} (bar {BAR})")


def cost(pipeline: Pipeline, text: str) -> float:
    begun = time.process_time()
    pipeline.annotate([Source("shape", "", text)])
    return time.process_time() - begun


def parts(pipeline: Pipeline, text: str) -> Iterator[tuple[str, float]]:
    """What the parser and each enricher take."""
    from newswire.enrich.passages.document import Document

    begun = time.process_time()
    document = Document(id="shape", texts={"title": "", "text": text}, published=None, language="en")
    pipeline.read([document])
    yield "parse and read", time.process_time() - begun
    for enricher in pipeline.enrichers:
        begun = time.process_time()
        enricher([document])
        yield enricher.name, time.process_time() - begun


if __name__ == "__main__":
    main()
