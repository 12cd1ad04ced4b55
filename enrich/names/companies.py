"""Names that begin with that of a city, where the reader finds the city only: "Cambridge Analytica"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newswire.enrich.names import gazetteer
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def of_places(found: Sequence[Mention], field: str, text: str, parse: Doc, words: Words) -> Iterator[Mention]:
    """Organisations and treaties whose name begins with that of a city, where the reader found the city only, as
    whatever it took that for."""
    starts = {m.start for m in found}
    for mention in found:
        if mention.type not in ("GPE", "ORG") or gazetteer.is_country(mention.text):
            continue
        word = words["word after a place"].match(text, mention.end)
        if word is None:
            continue
        name = text[mention.start : word.end()]
        if word[1] in words.laws:
            yield Mention(field, mention.start, word.end(), name, "LAW", name)
        if word[1] in words.no_company or word.start(1) in starts:
            continue
        span = parse.char_span(mention.start, word.end(), alignment_mode="expand")
        if span is None or span.root.idx != word.start(1) or span.root.tag_ != "NNP":
            continue
        after = parse[span.end] if span.end < len(parse) else None
        if after is None or after.pos_ == "PROPN" or any(t.ent_type_ for t in span[-1:]):
            continue
        yield Mention(field, mention.start, word.end(), name, "ORG", name)
