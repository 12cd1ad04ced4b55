"""What a figure has from its sentence: its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.passages.readable import is_readable
from newswire.enrich.times.tense import MAY, WILL
from newswire.stream.messages import Claim

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLANNED = frozenset(["plan", "intend", "aim", "pledge", "promise", "decide", "schedule", "set", "want", "seek"])
#: that plan only what an infinitive says: "agreed to pay $5m", "is expected to cost $5m"; "expects $5m" is an estimate
_PLANNED_TO = frozenset(["agree", "expect"])
#: tags of verbs that are sure, or not, by themselves
_OF_ITS_OWN_TIME = ("VBD", "VBP", "VBZ")
_ESTIMATED = frozenset(["estimate", "estimated", "expect", "forecast", "project", "reckon"])


def find_status(token: Token, claim: Claim | None, before: str) -> str:
    """The claim's status, unless verb and words at the figure say more."""
    own = _own_status(token, before)
    if claim is None:
        return own or "stated"
    return own if own and claim.status in ("claimed", "stated") else claim.status


def _own_status(token: Token, before: str) -> str | None:
    if before.lower().rstrip().endswith(("estimated", "estimated at")):
        return "estimated"
    verb = governor(token) if is_readable(token) else None
    below: Token | None = None
    while verb is not None:
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if helpers & MAY:
            return "conditional"
        infinitive = below is not None and below.dep_ == "xcomp"
        if helpers & WILL or verb.lemma_ in _PLANNED or (infinitive and verb.lemma_ in _PLANNED_TO):
            return "planned"
        if verb.lemma_ in _ESTIMATED:
            return "estimated"
        # "will sell some and close 40", not "had planned to dance but broke her leg at 12"
        joined = verb.dep_ == "conj" and not helpers and verb.tag_ not in _OF_ITS_OWN_TIME
        if verb.dep_ != "xcomp" and not joined:
            break
        below, verb = verb, verb.head if verb.head.i != verb.i else None
    return None


def governor(token: Token) -> Token | None:
    """The verb that the token depends on."""
    for _ in range(24):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None
