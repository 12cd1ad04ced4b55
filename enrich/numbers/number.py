"""A number in a text, and the words and patterns that all kinds of numbers share."""

import re
from typing import NamedTuple

from newswire.enrich.lexicon.load import alternatives, read_toml

Value = int | float

#: news counts no further; words that go on are not a number
HUGE = 10**30


class Number(NamedTuple):
    """A number in a text. `low` and `high` differ where the words leave it open ("dozens")."""

    start: int
    end: int
    low: Value
    high: Value
    form: str  #: digits, words, fraction, ratio, vague, ordinal; none: it only looks like a number ("9/11")
    scale: int = 1  #: what a scale word after it multiplies it with
    parts: tuple[Value, ...] | None = None  #: of a ratio: "one in five" is (1, 5)
    letter: str = ""  #: of "2m", "5 B": after a currency a scale, else perhaps a unit

    @property
    def value(self) -> Value:
        return self.low

    def scaled(self) -> "Number":
        """With its letter read as a scale."""
        times, end = LETTERS[self.letter.strip().lower()], self.end + len(self.letter)
        return Number(self.start, end, exact(self.low * times), exact(self.high * times), self.form, times)


_LEXICON = read_toml("en/numbers")
CARDINALS: dict[str, int] = _LEXICON["cardinals"]
SCALES: dict[str, int] = _LEXICON["scales"]
DENOMINATORS: dict[str, int] = _LEXICON["denominators"]
#: one letter after digits that may be a scale
LETTERS: dict[str, int] = _LEXICON["letters"]
ABBREVIATIONS: dict[str, int] = _LEXICON["abbreviations"]
#: those that are no words of their own ("two mill workers"): "two bn euros"
SHORT = {word: n for word, n in ABBREVIATIONS.items() if not set(word) & set("aeiou")}
#: four digits of a year where the words around say that it is one
YEAR_DIGITS = r"(?:1\d\d\d|2[01]\d\d)"
#: and where nothing else tells: rather a year than an amount
LIKELY_YEAR = r"(?:18|19|20)\d\d"
ONES = [word for word, n in CARDINALS.items() if 0 < n < 10]

SPACE = r"[ \t\u00a0\u2009\u202f]"
GAP = rf"(?:{SPACE}|\n(?!\n)|\u00ad)"
#: the next word, after blanks or a hyphen
NEXT = re.compile(rf"(?:{GAP}+|-|‑)?([a-z]+)\b", re.IGNORECASE)
#: "and a half", "and three-quarters", "and two thirds" after a whole number
AND_FRACTION = re.compile(
    rf"(?:{GAP}|-)and(?:{GAP}|-)((?:(?:an?|one)(?:{GAP}|-))?(?:half|quarter|third)|(?:{alternatives(ONES[1:])})(?:{GAP}|-)"
    rf"(?:quarter|(?:{alternatives(DENOMINATORS)})s))\b",
    re.IGNORECASE,
)


_BETWEEN = re.compile(r"[\s\u00ad-]+")


def exact(value: Value) -> Value:
    """Without the noise of binary fractions: 0.1 * 3 million is 300,000; whole numbers are int."""
    if isinstance(value, float):
        value = round(float(f"{value:.15g}"), 9)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    # JSON readers and the store's columns hold no larger whole number
    return value if abs(value) < 1 << 53 else float(value)


def scale_of(text: str, word: re.Match[str]) -> int | None:
    """What a word after a number multiplies it with, None where it is not a scale.

    A score is one only with an "of" after it; "23 Grand Slam titles" are not thousands.
    """
    name = word[1].lower()
    name = name if name in SCALES else name.removesuffix("s")
    if name == "score" and not text.startswith(" of", word.end()):
        return None
    return None if word[1] in ("Grand", "GRAND") else SCALES.get(name, SHORT.get(name))


def bottom_of(word: str) -> int:
    """What a half, a third, or three of them are parts of: 2, 3."""
    word = word.lower()
    return DENOMINATORS.get(word) or DENOMINATORS[word.removesuffix("s")]


def part_of(words: str) -> float:
    """ "half", "a quarter", "two-thirds" as a number."""
    said = _BETWEEN.split(words.lower())
    return CARDINALS.get(said[0], 1) / bottom_of(said[-1])


def spaced(words: str) -> str:
    """With one blank between words, as the lexicons have them."""
    return " ".join(words.split())


def flat(words: str) -> str:
    return spaced(words.lower())


def share(start: int, end: int, top: int, bottom: int) -> Number:
    """A fraction as a number."""
    return Number(start, end, top / bottom, top / bottom, "fraction")
