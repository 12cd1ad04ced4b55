"""What a noun introduces: "the claim that ...", "her estimate of the cost", "raised its forecast to 4 percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enrich.claims.cues import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORECASTS = frozenset(("forecast", "estimate", "projection", "outlook", "prediction", "expectation", "target"))
#: what becomes of a forecast
REVISE = frozenset(
    ("raise", "cut", "lower", "increase", "lift", "trim", "slash", "reduce", "revise", "edge", "upgrade", "downgrade",
     "boost", "hold", "keep", "maintain", "leave")
)  # fmt: skip


def content(cue: Found) -> list[Token]:
    """The clause of a noun ("the claim that ..."), or what its owner's noun is of ("her estimate of the cost")."""
    token, frame = cue.token, cue.frame
    clauses = [
        t
        for c in token.children
        if c.dep_ in ("ccomp", "acl", "relcl") and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        for t in c.subtree
    ]
    if clauses:
        return clauses
    if frame.infinitive and (
        tied := [t for c in token.children if c.dep_ in ("acl", "xcomp") and _is_infinitive(c) for t in c.subtree]
    ):
        return tied
    if token.lemma_.lower() in _FORECASTS and token.dep_ == "dobj" and token.head.lemma_.lower() in REVISE:
        # "raised its forecast for growth by 0.1 points to 4 percent"
        beside = [c for c in token.head.children if c.dep_ in ("prep", "npadvmod") and c.i > token.i]
        own = {t.i for c in token.children if c.dep_ == "poss" for t in c.subtree}
        found = [t for c in (token, *beside) for t in c.subtree if t.i not in own]
        return [t for t in found if t.i != token.i] if any(t.like_num for t in found) else []
    if any(c.dep_ == "poss" for c in token.children):
        return [t for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "about") for t in behind(c)]
    return []


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def behind(preposition: Token, deps: tuple[str, ...] = ("pobj", "pcomp")) -> list[Token]:
    """What a preposition governs."""
    return [t for c in preposition.children if c.dep_ in deps for t in c.subtree]
