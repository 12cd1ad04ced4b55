"""Names that a model cuts or misses, by the words beside them: "Cambridge Analytica", "Minister for Trade Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from enrich.lexicon.load import alternatives, read_table, read_toml
from enrich.names import gazetteer
from enrich.names.coreference import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: one capitalised word behind a place
_NEXT = re.compile(r" ([A-Z][a-z]{2,}(?:[A-Z][a-z]+)?)(?![\w’'-])")
_LEXICON = read_toml("en/afterplaces")
#: behind a place they make no company: "Paris Agreement", "Boston Mayor"
_NO_FIRM = frozenset(_LEXICON["other"]["words"]) | frozenset(row[0].capitalize() for row in read_table("en/roles"))
_OFFICE = re.compile(
    r"\b(?:Minister|Secretary|Commissioner|Director|Representative|Envoy|Spokesperson|Under-?[Ss]ecretary) (?:for|of)"
    r"(?: the)?(?: (?:and|&|of|[A-Z][a-z]+,?)){1,6}? "
    r"((?!and\b|of\b)[A-Z][a-z'’-]+ [A-Z][\w'’-]+)(?= [a-z]|[,.;:]|['’]s)"
)
_CAPITALS = re.compile(r"\b(?:[A-Z]{4,}|[A-Z][a-z]+[A-Z][A-Za-z]+)\b(?![-\d])")
_DEPARTMENT = re.compile(rf"\b(?:{alternatives(_LEXICON['department']['words'])})\b")


def of_places(found: Sequence[Mention], field: str, text: str, parse: Doc) -> Iterator[Mention]:
    """Organisations whose name begins with that of a city, where only the city was found."""
    starts = {m.start for m in found}
    for mention in found:
        if mention.type != "GPE" or gazetteer.is_country(mention.text):
            continue
        word = _NEXT.match(text, mention.end)
        if word is None or word[1] in _NO_FIRM or word.start(1) in starts:
            continue
        span = parse.char_span(mention.start, word.end(), alignment_mode="expand")
        if span is None or span.root.idx != word.start(1) or span.root.tag_ != "NNP":
            continue
        behind = parse[span.end] if span.end < len(parse) else None
        if behind is None or behind.pos_ == "PROPN" or any(t.ent_type_ for t in span[-1:]):
            continue
        name = text[mention.start : word.end()]
        yield Mention(field, mention.start, word.end(), name, "ORG", name)


def of_capitals(found: Sequence[Mention], field: str, text: str, parse: Doc) -> Iterator[Mention]:
    """Firms of a headline that are written in capitals, or with one inside, and that the model left out: "NVIDIA"."""
    if text.upper() == text:
        return
    taken = [(m.start, m.end) for m in found]
    for match in _CAPITALS.finditer(text):
        span = parse.char_span(*match.span(), alignment_mode="expand")
        if span is None or any(s < match.end() and match.start() < e for s, e in taken):
            continue
        if span.root.pos_ == "PROPN" and span.root.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            yield Mention(field, *match.span(), match[0], "ORG", match[0])


def of_offices(field: str, text: str) -> Iterator[Mention]:
    """Persons behind the name of an office that ends in capitals, too: "Minister for Women and Equalities Ann Lee"."""
    for match in _OFFICE.finditer(text):
        if not _DEPARTMENT.search(match[1]):
            yield Mention(field, *match.span(1), match[1], "PERSON", match[1])
