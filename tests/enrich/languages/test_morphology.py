"""What the attribute ruler says of tokens is the same, remembered or asked for."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from newswire.enrich.languages.morphology import remember

_RULES = [
    {"patterns": [[{"TAG": "NN"}]], "attrs": {"POS": "NOUN", "MORPH": "Number=Sing"}},
    {"patterns": [[{"TAG": "NN", "LOWER": "nothing"}]], "attrs": {"POS": "PRON"}},
    {"patterns": [[{"LOWER": {"IN": ["is", "are"]}, "DEP": "ROOT"}]], "attrs": {"POS": "VERB", "LEMMA": "be"}},
    {"patterns": [[{"LOWER": {"REGEX": "^no.*ing$"}}]], "attrs": {"LEMMA": "nothing"}},
    {"patterns": [[{"DEP": "expl"}, {"LOWER": "is"}]], "attrs": {"POS": "AUX"}, "index": 1},
    {"patterns": [[{"IS_SPACE": True}]], "attrs": {"POS": "SPACE"}},
]


def ruled(nlp: Language, words: list[str]) -> list[tuple[str, str, str]]:
    tags = ["NN" if word in ("cow", "Nothing") else "VB" for word in words]
    deps = [{"There": "expl", "is": "ROOT"}.get(word, "dep") for word in words]
    doc = Doc(nlp.vocab, words=words, tags=tags, deps=deps, heads=[0] * len(words))
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return [(t.pos_, t.lemma_, str(t.morph)) for t in doc]


def test_tokens_have_what_the_rules_give_them() -> None:
    plain, quick = spacy.blank("en"), spacy.blank("en")
    for nlp in (plain, quick):
        nlp.add_pipe("attribute_ruler").add_patterns(_RULES)
    remember(quick)
    assert quick.pipe_names == ["newswire_morphology"]
    for words in (["There", "is", "\n", "Nothing", "."], ["is", "cow"], ["There", "is"]):
        told = ruled(plain, words)
        assert ruled(quick, words) == told == ruled(quick, words)
    assert told == [("", "", ""), ("AUX", "be", "")]
