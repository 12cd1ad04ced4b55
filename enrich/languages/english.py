"""English: all tags."""

from enrich.languages.language import Language
from enrich.languages.parse import Parser
from enrich.numbers.finder import find_numbers
from enrich.reader.reader import Reader
from enrich.times.finder import find

ENGLISH = Language(
    code="en",
    lexicon="en",
    tags=("entities", "times", "attribution", "figures"),
    parser=Parser,
    numbers=find_numbers,
    times=find,
    reader=Reader,
)
