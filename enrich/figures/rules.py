"""The expressions of figures: the rows of `enrich/lexicon/en/figures/rules.tsv`, by name."""

from newswire.enrich.figures.near import AGAINST, END, GAP, INDEX, NEAR
from newswire.enrich.lexicon.load import alternatives, read_table, read_toml
from newswire.enrich.lexicon.rules import Rules
from newswire.enrich.numbers.number import CARDINALS, SCALES

_CHANGES, _PHRASES, _LABELS = (read_toml(f"en/{name}") for name in ("changes", "counted/words", "labels/words"))
_MOVES = alternatives([*_CHANGES["up"]["words"], *_CHANGES["down"]["words"]])

RULES = Rules(
    "en/figures/rules",
    {
        "GAP": GAP,
        "NEAR": NEAR,
        "AGAINST": AGAINST,
        "INDEX": INDEX,
        "END": END.pattern,
        "MOVE": _MOVES,
        "CHANGE": alternatives(_CHANGES["nouns"]["words"]),
        "BETWEEN": alternatives(_CHANGES["between"]["words"]),
        "NO_ADJECTIVE": alternatives(_CHANGES["no_adjective"]["words"]),
        "PHRASAL": alternatives(_CHANGES["phrasal"]["words"]),
        "SCORE": alternatives(_PHRASES["score_after"]["words"]),
        "VOTED": alternatives(_PHRASES["score_voted"]["words"]),
        "COUNTING": alternatives(_LABELS["counting"]["words"]),
        "PERCENT": alternatives(
            word
            for row in read_table("en/units")
            if row[0] == "percent"
            for word in f"{row[2]},{row[3]}".split(",")
            if word
        ),
        "SCALE": alternatives(SCALES),
        "SMALL": alternatives(word for word, n in CARDINALS.items() if 0 < n <= 12),
        "NOUNS": r"[a-z]*(?:[a-z]{3}s|people|men|women|children)\b",
    },
)
