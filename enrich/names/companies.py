"""Names that begin with that of a city, where the reader finds the city only: "Cambridge Analytica"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newswire.enrich.lexicon.load import read_table, read_toml
from newswire.enrich.names import gazetteer
from newswire.enrich.names.coreference import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: one capitalised word after a place
_NEXT = re.compile(r" ([A-Z][^\W\d_]*[^\W\d_A-Z])(?![\w’'-])")
_DATED = (word for name in ("months", "weekdays") for word in read_toml("en/calendar")[name]["words"])
#: after a place they make no company: "Paris Agreement", "Boston Mayor", "Paris Monday"
_NO_FIRM = frozenset(read_toml("en/names/afterplaces")["other"]["words"]).union(
    word.capitalize() for word in (*_DATED, *(row[0] for row in read_table("en/roles")))
)
#: "the Geneva Convention" is not a place
_LAWS = frozenset(read_toml("en/names/types")["law"]["last"])


def of_places(found: Sequence[Mention], field: str, text: str, parse: Doc) -> Iterator[Mention]:
    """Organisations and treaties whose name begins with that of a city, where the reader found the city only, as
    whatever it took that for."""
    starts = {m.start for m in found}
    for mention in found:
        if mention.type not in ("GPE", "ORG") or gazetteer.is_country(mention.text):
            continue
        word = _NEXT.match(text, mention.end)
        if word is None:
            continue
        name = text[mention.start : word.end()]
        if word[1] in _LAWS:
            yield Mention(field, mention.start, word.end(), name, "LAW", name)
        if word[1] in _NO_FIRM or word.start(1) in starts:
            continue
        span = parse.char_span(mention.start, word.end(), alignment_mode="expand")
        if span is None or span.root.idx != word.start(1) or span.root.tag_ != "NNP":
            continue
        after = parse[span.end] if span.end < len(parse) else None
        if after is None or after.pos_ == "PROPN" or any(t.ent_type_ for t in span[-1:]):
            continue
        yield Mention(field, mention.start, word.end(), name, "ORG", name)
