"""The expressions of numbers: the rows of `enrich/lexicon/en/numbers/rules.tsv`, by name."""

from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.lexicon.rules import Rules
from newswire.enrich.numbers.number import ABBREVIATIONS, GAP, ONES, SPACE

#: glyph -> numerator and denominator
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)} | {
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)
}  # fmt: skip

RULES = Rules(
    "en/numbers/rules",
    {
        "GAP": GAP,
        "SPACE": SPACE,
        "GLYPHS": "".join(GLYPHS),
        "ABBREVIATION": alternatives(ABBREVIATIONS),
        "BOUND": alternatives(word for words in read_toml("en/bounds")["before"].values() for word in words),
        "ONES": alternatives(["zero", *ONES]),
    },
)
