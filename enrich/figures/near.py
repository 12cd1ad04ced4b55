"""Words that may stand between others and a number and say how near it is: "from about 40", "of at least 3"."""

import re

from newswire.enrich.lexicon.load import alternatives, read_toml

#: a blank inside a quantity: no end of a paragraph
GAP = r"(?:[ \t\u00a0\u202f\u2009]|\n(?!\n))"
_ALONE = ("just", "only", "a record", "a preliminary", "exactly", "a total of")
_WORDS = [word for words in read_toml("en/bounds")["before"].values() for word in words if word[-1].isalpha()]
#: what has people by their number: "a city of almost 110,000"
TOWNS = "city|town|village|country|nation|metropolis|borough|suburb"
#: a pattern for one of them and the blank after it
NEAR = rf"(?:(?:{alternatives({*_WORDS, *_ALONE})})\s)"
#: between a number and what it is compared with, or another of a list
AGAINST = (
    r"(?:(?:up\s|down\s)?from|to|rather\sthan|instead\sof|than|versus|vs\.?|against|(?:compared|up|down)\s(?:with|to))"
)
#: after a number and what it counts: "40 people", "40 houses"
MANY = re.compile(r"\s(?:people|men|women|children|[a-z]{3,}s)\b")
#: names of indices, and words for one
INDEX = r"\b(?:Dow|Nasdaq|S&P|FTSE|index|Index|Nikkei|Sensex|Nifty|Hang Seng|DAX|CAC|ASX|TSX|Stoxx|STOXX|Industrials)\b"
#: nothing after a number that it might count
END = re.compile(
    r"\s?(?:[.,;:)]|$)|\s(?:from|to|in|on|at|for|and|but|while|last|this|a|the|after|as|by|when|earlier|previously|per|more"
    r"|fewer|so\sfar|versus|during|over|since|with|until|before|were|was|are|is|had|have|has|year|months?)\b",
    re.IGNORECASE,
)
