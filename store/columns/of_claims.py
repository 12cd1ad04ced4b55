"""The rows of figures and claims, apart from what all rows have: pure functions of their message."""

from collections.abc import Sequence
from typing import Any

import msgspec

from newswire.store.columns.fit import UNSTORED, names_a_day
from newswire.store.columns.times import ends_of
from newswire.stream.messages import Article, Claim, Figure

Row = dict[str, Any]

#: stands between the pieces of a claim whose content is interrupted
ELLIPSIS = " … "


def figure_row(figure: Figure, claims: Sequence[Claim], sources: Sequence[Row]) -> Row:
    """Of a figure, with the columns of its claim: `sources` are those of each of `claims`."""
    row = msgspec.structs.asdict(figure)
    lost: list[str] = []
    for name in ("counted", "when", "what", "where"):
        row.pop(name)
    if figure.counted:
        row |= {f"counted_{name}": value for name, value in msgspec.structs.asdict(figure.counted).items()}
    if figure.what:
        row |= {f"what_{name}": value for name, value in msgspec.structs.asdict(figure.what).items()}
    if figure.where:
        place = figure.where
        row |= {"where_text": place.text, "where_start": place.start, "where_end": place.end}
        row |= {"where_name": place.name, "where_id": place.entity_id}
    if figure.when:
        row |= {f"when_{name}": value for name, value in msgspec.structs.asdict(figure.when).items()}
        row["when_from"], row["when_to"] = ends_of(figure.when.interval)
        first, _, last = (figure.when.interval or "").partition("/")
        for name, text in (("when_from", first), ("when_to", last or first)):
            if row[name] is None and names_a_day(text):
                lost.append(name)
    if figure.claim is not None:
        if 0 <= figure.claim < len(claims):
            row |= sources[figure.claim] | {"claim_status": claims[figure.claim].status}
        else:
            row["claim"] = None
            lost.append("claim")
    return row | {UNSTORED: lost}


def claim_row(claim: Claim, index: int, article: Article) -> Row:
    """Of a claim, the one of this index in its article."""
    known = claim.field in ("text", "title")
    text = (getattr(article, claim.field) if known else None) or ""
    return {
        "claim": index,
        "field": claim.field,
        "text": ELLIPSIS.join(text[start:end] for start, end in claim.content) if known else None,
        "start": min((start for start, _ in claim.content), default=None),
        "end": max((end for _, end in claim.content), default=None),
        "content": [list(span) for span in claim.content],
        "status": claim.status,
        UNSTORED: [] if known else ["text"],
    }


def source_row(claim: Claim) -> Row:
    """Who says so, by which words, who denies it: of the claim, and of each of its figures."""
    row: Row = {"via": msgspec.to_builtins(claim.via), "contested_by": msgspec.to_builtins(claim.contested_by)}
    if claim.source:
        source = claim.source
        row |= {"source_text": source.text, "source_start": source.start, "source_end": source.end}
        row |= {"source_name": source.name, "source_id": source.entity_id}
    if claim.cue:
        row |= {f"cue_{name}": value for name, value in msgspec.structs.asdict(claim.cue).items()}
    return row
