"""Whether the words around an expression of time look forward or back: will, said, is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newswire.enrich.passages.readable import is_readable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: what is to come, and what may be
WILL, MAY = frozenset(("will", "shall", "'ll", "’ll")), frozenset(("would", "could", "may", "might", "should", "can"))
MODAL = WILL | MAY | {"wo"}
_FUTURE = MODAL | {"must", "ll"}
_SET = frozenset(("due", "scheduled", "expected", "planned", "slated", "set", "poised", "going", "supposed", "likely"))
#: in the present they tell what is to come: "the strike ends on Friday"
_SCHEDULED = frozenset(
    ("end", "begin", "start", "open", "close", "meet", "vote", "expire", "resume", "return", "reopen")
)
#: verbs whose infinitive has happened or not, but is not to come
DONE = frozenset("fail manage begin start continue help seem appear use happen".split())  # noqa: SIM905
#: and those after which it tells what came of it: "came from behind to win", "rose 3 percent to close at 40"
_LED_TO = frozenset(
    "come go rally rise fall climb drop gain lose slip jump surge tumble slide rebound recover overcome survive edge "  # noqa: SIM905
    "beat defeat upset hold fight grow shrink top score return live".split()
)
_MAX_CLIMB = 12


def direction(parse: Doc, start: int, end: int) -> int:
    """1 where the verb over `start:end` looks forward, -1 where back, 0 where neither can be told."""
    span = parse.char_span(start, end, alignment_mode="expand")
    if span is None:
        return 0
    token = span.root
    if not is_readable(token):
        return 0
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            found = _of_verb(token)
            if found is not None:
                return found
        if token.head is token:
            break
        token = token.head
    return 0


def _of_verb(verb: Token) -> int | None:
    """The direction of one verb; None where it is that of the verb above."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(h.lower_ in _FUTURE for h in helpers):
        return -1 if any(h.lower_ == "have" for h in helpers) else 1  # "may have played a part"
    if verb.lower_ in _SET and (verb.tag_ != "VBD" or any(c.dep_ in ("auxpass",) for c in verb.children)):
        return 1
    if any(h.lower_ in ("had", "has", "have", "was", "were", "did", "been", "'ve", "’ve") for h in helpers):
        return -1
    if any(c.lower_ in _SET and c.dep_ in ("acomp", "xcomp") for c in verb.children):
        return 1
    if verb.tag_ == "VBD":
        return -1
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in _SCHEDULED and not helpers:
        return 1
    if verb.tag_ == "VB" and any(h.lower_ == "to" for h in helpers):
        return None if verb.head.lemma_.lower() in DONE | _LED_TO else 1
    if verb.tag_ in ("VBN", "VBG") and not helpers:
        # "a raid launched on Friday" looks back; "the talks starting on Friday" as the verb above
        return -1 if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") else None
    return 0
