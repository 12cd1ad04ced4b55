"""What each number of a text points at, as people annotated it (training/rows): windows to learn from.

Roles: `figure` (nothing: it is not a figure; else no word), `people` (no word: people are counted), `counted` (the
last word of the thing counted; no word: people that no noun names) and `from` (its first word), `what` (the word that
says what happens), `when` (a word of an expression of time), `who` (the last word of who says so; nothing: the writer;
no word: nobody named), `where`. The product asks for `figure`, `what` and `where`; for the others the rules, and the
learned time, are as good (docs/decisions/0038), but what is learned with them is.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newswire.enrich.lexicon.load import read_toml
from newswire.enrich.reader.words import is_number
from training.model import ROLES
from training.teachers import windows_of
from training.texts import WINDOW
from training.words import Features, Featuriser, words_of

#: places of a window that are no words
NOTHING, NO_WORD = 0, 1
#: sentences that stand alone are read so often alone, else in company
ALONE = 0.3

_LEXICON = read_toml("en/numbers")
#: words that are numbers, or part of some; a score is more often one of a game
NUMBER_WORDS = frozenset(
    word
    for table in ("cardinals", "scales", "vague", "ordinals", "several")
    for words in _LEXICON[table]
    for word in words.split()
    if len(word) > 2
) | {"half", "third", "thirds", "quarter", "quarters"} - {"score"}

Span = list[int]


class Pointed(NamedTuple):
    """A window, the places of its numbers' first pieces, and by number and role the places that are right."""

    features: Features
    numbers: list[int]
    right: list[list[list[int]]]  #: empty: nobody knows, or what is right stands outside of the window
    of: list[tuple[str, int, int]]  #: of each number: text, figure, and where the text begins among its company
    words: list[tuple[int, int]]  #: characters, in that company


def windows(
    texts: Sequence[dict[str, Any]], featurise: Featuriser, style: int, rng: random.Random
) -> Iterator[Pointed]:
    """Windows of all texts; single sentences in company of others, as far as there is room."""
    for text in texts:
        if not text.get("sentence"):
            yield from _of([text], featurise, style)
    lone = [text for text in texts if text.get("sentence")]
    rng.shuffle(lone)
    taken: list[dict[str, Any]] = []
    size, wanted = 0, 0
    for text in lone:
        length = len(words_of(text["text"]))
        if taken and size + length > wanted:
            yield from _of(taken, featurise, style)
            taken, size = [], 0
        if not taken:
            wanted = 0 if rng.random() < ALONE else rng.choice((60, WINDOW))
        taken.append(text)
        size += length
    if taken:
        yield from _of(taken, featurise, style)


def anchor(text: str, start: int, end: int, words: Sequence[tuple[int, int]]) -> int | None:
    """The word by which a figure is known: the first number in it."""
    inside = [n for n, (a, b) in enumerate(words) if a < end and start < b]
    return next((n for n in inside if is_number(text[slice(*words[n])], NUMBER_WORDS)), None)


def _of(texts: Sequence[dict[str, Any]], featurise: Featuriser, style: int) -> Iterator[Pointed]:
    whole, figures = "", []
    for text in texts:
        at = len(whole)
        whole += text["text"] + " "
        figures += [(text["id"], n, at, f) for n, f in enumerate(text["figures"])]
    words = words_of(whole)
    places = [(anchor(whole, f["start"] + at, f["end"] + at, words), id, n, at, f) for id, n, at, f in figures]
    ranges = windows_of(len(words))
    for first, last in ranges:
        mine = [p for p in places if p[0] is not None and _keeps(p[0], first, last, ranges)]
        if not mine:
            continue
        features = featurise([whole[a:b] for a, b in words[first:last]], style)
        numbers, right, of = [], [], []
        for number, id, n, at, figure in mine:
            if number - first >= len(features.first):
                continue
            numbers.append(features.first[number - first])
            right.append([_right(role, figure, at, words, first, features.first) for role in ROLES])
            of.append((id, n, at))
        if numbers:
            yield Pointed(features, numbers, right, of, words[first : first + len(features.first)])


def _keeps(word: int, first: int, last: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a window is the one in which a word lies most central."""
    depth = [
        min(word - a if a else 999, b - 1 - word if b < ranges[-1][1] else 999) for a, b in ranges if a <= word < b
    ]
    mine = min(word - first if first else 999, last - 1 - word if last < ranges[-1][1] else 999)
    return first <= word < last and mine == max(depth)


def _right(
    role: str, figure: dict[str, Any], at: int, words: Sequence[tuple[int, int]], first: int, pieces: Sequence[int]
) -> list[int]:
    if role == "figure":
        return [NOTHING if figure.get("none") else NO_WORD]
    key = {"from": "counted", "people": "unit"}.get(role, role)
    if figure.get("none") or key not in figure:
        return []
    wanted = figure[key]
    if role == "people":
        return [NO_WORD if wanted == "person" else NOTHING]
    if wanted is None or wanted == "WRITER":
        return [NOTHING]
    if isinstance(wanted, str):  # people that no noun names, nobody named
        return [NO_WORD]
    found: list[int] = []
    spans: Iterable[Span] = wanted if role == "when" else [wanted]
    for start, end in spans:
        inside = [n for n, (a, b) in enumerate(words) if a < end + at and start + at < b]
        if role == "from":
            inside = inside[:1]
        elif role != "when":
            inside = inside[-1:]
        found += [pieces[n - first] for n in inside if 0 <= n - first < len(pieces)]
    if found and figure.get("optional") and role == "when":
        found.append(NOTHING)
    return found
