"""Whether one article's text is a copy of another's, whole, edited or an excerpt: pure, over sketches of their words.

A sketch holds the least hashes of a text's runs of three words (bottom-k MinHash). Up to MAX_SHINGLES of them it is
the whole set, so what two texts share is counted and not estimated. Titles don't count: each house writes its own.
"""

import re
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newswire.stream.text import normalized

Hashes = npt.NDArray[np.uint32]

WORDS = 3  #: of a shingle
MAX_SHINGLES = 1024
#: by this many of its least hashes a text is looked up; a copy of a third of it shares one in 999 of 1000 cases
ANCHORS = 16
#: fewer shingles are not a text that could be told from a notice
MIN_SHINGLES = 24
#: of the shorter text's shingles, the share that a copy has in common with the longer one
CONTAINED = 0.5
#: two reports that quote the same statement are not copies: of the longer text this much must be shared, ...
ALIKE = 0.3
#: ... unless the shorter one is an excerpt and hardly anything else
EXCERPT = 0.75

#: scripts that put no blanks between words: each sign counts as one
_SIGNS = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")


class Overlap(NamedTuple):
    """What two texts have in common."""

    contained: float  #: share of the shorter one's shingles
    of_longer: float  #: share of the longer one's


def sketch(text: str) -> Hashes:
    """The sketch of a text, hashes in ascending order; empty where it is too short to be told from others."""
    words = _WORD.findall(normalized("NFKC", text).casefold())
    runs = zip(*(islice(words, n, None) for n in range(WORDS)), strict=False)
    hashes = {blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=4).digest() for run in runs}
    if len(hashes) < MIN_SHINGLES:
        return np.empty(0, np.uint32)
    return np.sort(np.frombuffer(b"".join(hashes), ">u4").astype(np.uint32))[:MAX_SHINGLES]


def anchors(hashes: Hashes) -> list[int]:
    """What a sketch is looked up by."""
    return [int(h) for h in hashes[:ANCHORS]]


def overlap(one: Hashes, other: Hashes) -> Overlap:
    """What two texts have in common, by their sketches; of long texts an estimate.

    >>> a = sketch(" ".join(f"word{n}" for n in range(100)))
    >>> b = sketch(" ".join(f"word{n}" for n in range(50)))
    >>> overlap(a, b).contained, round(overlap(a, b).of_longer, 2)
    (1.0, 0.49)
    """
    if not len(one) or not len(other):
        return Overlap(0.0, 0.0)
    # of a sketch that was cut, only what lies below its last hash is known: compare both up to there
    cut = [int(s[-1]) for s in (one, other) if len(s) == MAX_SHINGLES]
    if cut:
        one, other = one[one <= min(cut)], other[other <= min(cut)]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    short, long = sorted((len(one), len(other)))
    return Overlap(shared / max(short, 1), shared / max(long, 1))


def is_copy(one: Hashes, other: Hashes) -> bool:
    """Whether one of two texts was made from the other."""
    found = overlap(one, other)
    return found.contained >= EXCERPT or (found.contained >= CONTAINED and found.of_longer >= ALIKE)
