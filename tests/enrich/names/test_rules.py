"""Each rule of names is there for a kind of text: without it its example is read otherwise."""

import re
from copy import copy
from pathlib import Path

import pytest

from languages_stub import GERMAN
from newswire.enrich.lexicon.load import ENGLISH, read_table
from newswire.enrich.names.aliases import Aliases
from newswire.enrich.names.tagger import Entities
from newswire.enrich.names.words import Words, words_of
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Read, Span
from tagging import parser

ALIASES = Aliases()
#: folder of a language -> its rules; those for all languages have English examples
RULES = {
    ENGLISH: [*words_of(ENGLISH).rules],
    GERMAN.lexicon: [name for name, *_ in read_table(f"{GERMAN.lexicon}/names/rules")],
}
_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]+)\}")


def read(example: str) -> Document:
    """A document of an example, in which {Ann Lee|PER} is a name as the reader finds it."""
    text, names, at = "", [], 0
    for mark in _MARK.finditer(example := example.replace("\\n", "\n")):
        text += example[at : mark.start()]
        names.append(Span(len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    text += example[at:]
    made = Document(id="d", texts={"title": "", "text": text})
    [made.parses["text"]] = parser()([text])
    made.reads["text"] = Read(names, [])
    return made


def tagged(example: str, words: Words) -> list[tuple[str, str, str]]:
    made = read(example)
    Entities(ALIASES, words)([made])
    return [(e.text, e.type, e.name) for e in made.entities]


@pytest.mark.parametrize(
    ("lexicon", "name"),
    [(lexicon, name) for lexicon, names in RULES.items() for name in names],
    ids=lambda cell: cell.name if isinstance(cell, Path) else cell,
)
def test_without_a_rule_its_example_is_read_otherwise(lexicon: Path, name: str) -> None:
    words = words_of(lexicon)
    without = copy(words)
    without.rules = {other: rule for other, rule in words.rules.items() if other != name}
    example = words.rules[name].example

    assert tagged(example, without) != tagged(example, words)
