"""The words around a figure that say what happened, or nothing: `enrich/lexicon/en/events/words.toml`."""

from newswire.enrich.lexicon.load import read_table, read_toml

WORDS = {name: frozenset(table["words"]) for name, table in read_toml("en/events/words").items()}
LIGHT, SIZE, SIZING, SAYING = WORDS["light"], WORDS["size"], WORDS["sizing"], WORDS["saying"]
PARTS, HAPPENINGS, STATES = (WORDS[n] for n in ("parts", "happenings", "states"))
NOUNS = ("NOUN", "PROPN")
VERBS = ("VERB", "AUX")
#: verbs of saying; what the lexicon of claims has of them that happens to people is none of these
SPEECH = frozenset(row[0] for row in read_table("en/claims/cues") if row[1] == "verb") - WORDS["violent"]
