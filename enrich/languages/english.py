"""English: all tags."""

from newswire.enrich.figures.quantities.quantify import quantify
from newswire.enrich.languages.language import Language
from newswire.enrich.languages.parse import Parser
from newswire.enrich.lexicon.load import ENGLISH as LEXICON
from newswire.enrich.numbers.finder import find_numbers
from newswire.enrich.reader.reader import Reader
from newswire.enrich.times.finder import find

ENGLISH = Language(
    code="en",
    tags=("entities", "times", "attribution", "figures"),
    lexicon=LEXICON,
    parser=Parser,
    numbers=find_numbers,
    quantify=quantify,
    times=find,
    reader=Reader,
)
