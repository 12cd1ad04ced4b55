"""Part of speech, features and irregular lemmas of each token: what spaCy's attribute ruler says, remembered.

The ruler holds some 200 patterns against every token, a seventh of a model's time. All but a few of them look at one
token only: at its tag, its dependency and, for a closed list of words, at the word. What it says of such a token is
asked for once; of the patterns over two words it is asked as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.vocab import Vocab

NAME = "newswire_morphology"
_ASKED: list[int | str] = ["TAG", "DEP", "LOWER", "IS_SPACE"]
_TOLD: list[int | str] = ["TAG", "DEP", "POS", "MORPH", "LEMMA"]
#: stands for every word that no pattern names
_ANY = "x"

Row = tuple[int, ...]


def remember(nlp: Language) -> None:
    """Puts it in the place of a pipeline's attribute ruler."""
    nlp.add_pipe(NAME, after="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")


@Language.factory(NAME)
class Morphology:
    """Sets POS, MORPH and LEMMA as the attribute ruler does that the pipeline had when this was made."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:
        from spacy.pipeline import AttributeRuler

        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._vocab: Vocab = nlp.vocab
        words = [_words(rule) for rule in ruler.patterns]
        self._words = frozenset(nlp.vocab.strings.add(word) for own in words for word in own or ())
        self._of_one, self._others = AttributeRuler(nlp.vocab), AttributeRuler(nlp.vocab)
        self._of_one.add_patterns([rule for rule, own in zip(ruler.patterns, words, strict=True) if own is not None])
        self._others.add_patterns([rule for rule, own in zip(ruler.patterns, words, strict=True) if own is None])
        #: what was asked of a token (`_ASKED`, the word only where a pattern names it) -> what was told
        self._known: dict[Row, Row] = {}

    def __call__(self, doc: Doc) -> Doc:
        told = []
        for tag, dep, lower, is_space in doc.to_array(_ASKED).tolist():
            asked = (tag, dep, lower if lower in self._words else 0, is_space)
            row = self._known.get(asked)
            if row is None:
                row = self._known[asked] = self._ask(*asked)
            told.append(row)
        if told:
            doc.from_array(_TOLD, np.asarray(told, np.uint64))  # type: ignore[arg-type] # its stub knows no uint64
        return self._others(doc)

    def _ask(self, tag: int, dep: int, lower: int, is_space: int) -> Row:
        """What the ruler makes of a token."""
        word = "\n" if is_space else self._vocab.strings[lower] or _ANY
        doc = Doc(self._vocab, words=[word])
        doc.from_array(["TAG", "DEP"], np.asarray([[tag, dep]], np.uint64))  # type: ignore[arg-type]
        (row,) = self._of_one(doc).to_array(_TOLD).tolist()
        return tuple(row)


def _words(rule: Mapping[str, Any]) -> list[str] | None:
    """The words that a rule over single tokens names; None for a rule that asks for more than they tell."""
    named: list[str] = []
    for pattern in rule["patterns"]:
        lower = pattern[0].get("LOWER", {"IN": []})
        words = [lower] if isinstance(lower, str) else lower.get("IN")
        if len(pattern) > 1 or words is None or not pattern[0].keys() <= {*_ASKED}:
            return None
        named += words
    return named
