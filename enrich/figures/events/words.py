"""The words around a figure that say what happened, or nothing: `enrich/lexicon/en/events.toml`."""

from enrich.lexicon.load import read_toml

WORDS = {name: frozenset(table["words"]) for name, table in read_toml("en/events").items()}
LIGHT, SIZE, SIZING, SAYING = WORDS["light"], WORDS["size"], WORDS["sizing"], WORDS["saying"]
GENERIC, PARTS, HAPPENINGS, STATES, SIZES = (WORDS[n] for n in ("generic", "parts", "happenings", "states", "sizes"))
NOUNS = ("NOUN", "PROPN")
VERBS = ("VERB", "AUX")
