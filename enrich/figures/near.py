"""Words that may stand between others and a number and say how near it is: "from about 40", "of at least 3"."""

from newswire.enrich.lexicon.load import alternatives, read_toml

_ALONE = ("just", "only", "a record", "a preliminary", "exactly", "a total of")
_WORDS = [word for words in read_toml("en/bounds")["before"].values() for word in words if word[-1].isalpha()]
#: what has people by their number: "a city of almost 110,000"
TOWNS = "city|town|village|country|nation|metropolis|borough|suburb"
#: a pattern for one of them and the blank after it
NEAR = rf"(?:(?:{alternatives({*_WORDS, *_ALONE})})\s)"
