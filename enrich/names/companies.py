"""Names of which the reader left out the last word: "Cambridge Analytica", "Courthouse News", "Geneva Convention"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newswire.enrich.names import gazetteer
from newswire.enrich.names.mention import Mention, Text


def of_places(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """Organisations and treaties whose name begins with what the reader took for that of a place or an organisation."""
    starts = {m.start for m in found}
    for mention in found:
        if mention.type not in ("GPE", "ORG") or gazetteer.is_country(mention.text):
            continue
        if law := at.words["law after a place"].match(at.text, mention.end):
            yield at.mention(mention.start, law.end(), "LAW", known=False)
        elif (
            (word := at.words["word after a place"].match(at.text, mention.end))
            and word.start(1) not in starts
            and _is_name(at, mention.start, *word.span(1))
        ):
            yield at.mention(mention.start, word.end(), "ORG", known=False)


def _is_name(at: Text, start: int, word: int, end: int) -> bool:
    """Whether the tree has `start:end` as one name, whose head and last word begins at `word`."""
    span = at.parse.char_span(start, end, alignment_mode="expand") if at.parse else None
    if span is None or span.root.idx != word or span.root.tag_ != "NNP" or span.end == len(span.doc):
        return False
    return span.doc[span.end].pos_ != "PROPN" and not span[-1].ent_type_
