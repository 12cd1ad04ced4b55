"""The expressions of what happens, where and when: the rows of `enrich/lexicon/en/events/rules.tsv`."""

from newswire.enrich.figures.near import NEAR, TOWNS
from newswire.enrich.lexicon.rules import Rules

EXPRESSIONS = Rules("en/events/rules", {"NEAR": NEAR, "TOWN": TOWNS})
