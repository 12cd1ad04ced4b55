"""Numbers that the characters around them make part of a name, a word or an hour: the rows of `en/labels/rules.tsv`.

An expression is searched in the characters around a number, which stands there between ⟨ and ⟩.
"""

import re

from newswire.enrich.figures.naming import SUPERLATIVE
from newswire.enrich.figures.near import MANY, NEAR
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.lexicon.rules import Rules, may_match
from newswire.enrich.numbers.number import CARDINALS, ONES, Number

_WORDS = read_toml("en/labels/words")
_BEFORE, _AFTER = 32, 80
#: the last words of what may name a thing: where none stands near a number, no expression for those is asked
_PIECE = re.compile(r"[\w.&'#§]+")
_LAST = frozenset(
    _PIECE.findall(w.lower())[-1] for table in ("before", "alone", "large") for w in _WORDS[table]["words"]
)
_NEAREST = 4
LABELS = Rules(
    "en/labels/rules",
    {name.upper(): alternatives(words) for table in _WORDS.values() for name, words in table.items() if name != "words"}
    | {name.upper(): alternatives(table["words"]) for name, table in _WORDS.items() if "words" in table}
    | {
        "N": "⟨[^⟩]*⟩",
        "ONE": rf"(?:\d[\d.]*|{alternatives(ONES)})",
        "OFTEN": r"(?<![\w-])(?:{BEFORE})",
        "SELDOM": r"(?<![\w-])(?:{ALONE})",
        "LARGELY": r"(?<![\w-])(?-i:{LARGE})",
        "HOUR": rf"(?:1[0-2]|[1-9]|{alternatives(w for w, n in CARDINALS.items() if 0 < n <= 12)})",
        "MINUTES": alternatives(["half", "quarter", *(w for w, n in CARDINALS.items() if 0 < n < 30), "twenty-five"]),
        # after an hour: no thing that is counted ("at twenty to nine", not "five to ten boats", "at 9 percent")
        "NOTHING": r"(?!\w|[.,:]\d|\s?[%$€£]|[\s-](?!(?:and|but|or|when|while|as|so|because|with|for)\b)[a-z]+s\b"
        r"|[\s-]per\b)",
        "MANY": MANY.pattern,
        # but not "Camp 2 holds 300 men": what the thing does
        "COUNTED": r"{MANY}(?!\s(?:\d|(?:about|some|up\sto|the|an?|its|his|her|their)\b))",
        "SUBJECT": r"\s(?:people|persons|men|women|children|were|had|have|are|was)\b",
        "NEAR": NEAR,
        "SUPERLATIVE": SUPERLATIVE.pattern,
        "INSIDE": r"[a-z],?\s[\"“‘']?",
    },
)


def is_label(text: str, number: Number, unit: Unit | None, *, headline: bool = False) -> bool:
    """Whether the characters around the number make it part of a name, a word or an hour.

    `headline` is whether the text has its words written large, be they names or not.
    """
    start = unit.start if unit else number.start
    before = text[max(0, start - _BEFORE) : start]
    around = f"{before}⟨{text[number.start : number.end]}⟩{text[number.end : number.end + _AFTER]}"
    here = frozenset(name for name, holds in _is(number, unit, before, headline).items() if holds)
    return any(may_match(rule.needs, here) and rule.pattern.search(around) for rule in LABELS.rules.values())


def _is(number: Number, unit: Unit | None, before: str, headline: bool) -> dict[str, bool]:
    """What a row may need a number to be."""
    small = number.form in ("digits", "words", "fraction") and 0 < number.value < 60
    words = _PIECE.findall(before.lower())[-_NEAREST:]
    return {
        "number": True,
        number.form: True,
        "bare": unit is None,
        "letterless": not number.letter,
        "unscaled": number.scale == 1,
        "minutes": small,
        "clock": small and number.value <= 12,
        "hour": number.form in ("digits", "words") and number.scale == 1 and number.value in range(1, 13),
        "named": any(word in _LAST or word.removesuffix("s") in _LAST for word in words),
        "prose": not headline,
    }
