"""What somebody says: the words that belong to a cue, over the tree and, where the tree fails, over the surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from enrich.cues import Found, is_speech

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

#: how far behind its cue a clause may begin: "said in a statement on its website that"
_REACH = 16
#: what stands before an aside
_ASIDE = frozenset((",", "—", "–", "-", "--", "..."))
_AMOUNTS = frozenset(
    ("figure", "number", "toll", "cost", "total", "price", "value", "loss", "damage", "rate", "lead", "odds", "share",
     "probability", "chance", "size", "bill", "count", "population", "strength", "support")
)  # fmt: skip
#: "criticised the law as a burden", "blamed the bank for it"
_HOW = frozenset(("as", "for"))
#: what is thought of its subject, and not asked of it ("was told to go"), when it is passive
_BELIEFS = frozenset(("claimed", "estimated", "unconfirmed", "opinion", "confirmed"))
_FORECASTS = frozenset(("forecast", "estimate", "projection", "outlook", "prediction", "expectation", "target"))
#: what becomes of a forecast
REVISE = frozenset(
    ("raise", "cut", "lower", "increase", "lift", "trim", "slash", "reduce", "revise", "edge", "upgrade", "downgrade",
     "boost", "hold", "keep", "maintain", "leave")
)  # fmt: skip
_SAY = frozenset(("say", "report", "note", "add", "tell", "claim", "argue", "state", "write"))
_OBJECTS = frozenset(("dobj", "obj", "oprd", "attr"))


def of_cue(cue: Found, source: Token | None) -> list[Token]:
    """The tokens of what a cue introduces; empty where it introduces nothing. `source` is the head of who says it."""
    token, frame = cue.token, cue.frame
    if cue.kind == "verb" and frame.clause and frame.quotation and (beside := _around_aside(token, source)):
        return beside
    if cue.kind == "noun":
        return _of_noun(cue)
    if cue.kind == "adj":
        return [t for c in token.children if c.dep_ in ("ccomp", "xcomp") for t in c.subtree] or [
            t for c in token.children if c.dep_ == "prep" and c.lower_ in frame.prepositions for t in _behind(c)
        ]
    if frame.sorting:
        return _of_sorting(token)
    if frame.amount:
        return _of_amount(token)
    if frame.clause and token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in token.children):
        # "as many experts have pointed out, he is free to go"
        own = {t.i for t in token.subtree}
        return [t for t in token.head.subtree if t.i not in own]
    clauses: list[Token] = []
    rest: list[Token] = []
    subordinate = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    for child in token.children:
        dep = child.dep_
        if subordinate and child.i < token.i:
            # "..., she said on Friday, that he decided to go": nothing before the "that" is decided
            continue
        if (dep == "ccomp" and (frame.clause or frame.quotation or frame.recipient)) or (
            dep == "xcomp" and (frame.infinitive or (frame.clause and child.pos_ != "VERB"))
        ):
            clauses += child.subtree
        elif dep in _OBJECTS and frame.object and not frame.weak:
            rest += child.subtree
        elif dep == "prep" and (child.lower_ in frame.prepositions or (frame.object and child.lower_ in _HOW)):
            rest += _behind(child)
        elif dep == "prt":
            rest += [t for c in child.children if c.dep_ == "prep" for t in _behind(c)]
    if frame.status in _BELIEFS and {"nsubjpass", "xcomp"} <= {c.dep_ for c in token.children}:
        # "is believed to be seeking cash": what is believed begins with its subject
        return [t for c in token.children if c.dep_ in ("nsubjpass", "xcomp") for t in c.subtree]
    if clauses and frame.recipient:
        return _without(clauses, token)
    found = clauses + rest if not clauses or not frame.object else clauses
    if not clauses and frame.clause:
        found = _on_surface(token) or found
    return _without([*found, *_list_on(token, found)], token)


def _list_on(cue: Token, found: list[Token]) -> list[Token]:
    """What follows a clause behind semicolons, up to the next one who speaks: "said A holds 4 tons; B holds 5"."""
    if not found or max(t.i for t in found) < cue.i:
        return []
    last = max(t.i for t in found)
    if last + 1 >= cue.sent.end or cue.doc[last + 1].text != ";":
        return []
    rest = cue.doc[last + 1 : cue.sent.end]
    for t in rest:
        if is_speech(t) and t.pos_ == "VERB" and t.lemma_.lower() in _SAY:
            stops = [p.i for p in rest if p.text == ";" and p.i < t.i]
            return list(cue.doc[last + 1 : stops[-1]]) if stops else []
    return list(rest)


def spans(tokens: Iterable[Token], parse: Doc) -> list[Span]:
    """The tokens as stretches of characters; punctuation between two of them makes no gap, none stands at an end."""
    indexes = sorted({t.i for t in tokens})
    pieces: list[list[int]] = []
    for i in indexes:
        if pieces and all(parse[j].is_punct or parse[j].is_space for j in range(pieces[-1][-1] + 1, i)):
            pieces[-1].append(i)
        else:
            pieces.append([i])
    found = []
    for piece in pieces:
        first, last = piece[0], piece[-1]
        while first <= last and (parse[first].is_space or (parse[first].is_punct and not parse[first].is_quote)):
            first += 1
        while last >= first and (parse[last].is_space or (parse[last].is_punct and not parse[last].is_quote)):
            last -= 1
        if first <= last:
            found.append((parse[first].idx, parse[last].idx + len(parse[last])))
    return found


def _of_amount(cue: Token) -> list[Token]:
    """ "puts the toll at 40": the thing and its number."""
    thing = next((c for c in cue.children if c.dep_ == "dobj" and c.lemma_.lower() in _AMOUNTS), None)
    at = next((c for c in cue.children if c.dep_ == "prep" and c.lower_ == "at"), None)
    if at is None and thing is not None:
        at = next((c for c in thing.children if c.dep_ == "prep" and c.lower_ == "at"), None)
    if thing is None or at is None:
        return []
    return sorted({*thing.subtree, *at.subtree}, key=lambda t: t.i)


def _of_sorting(cue: Token) -> list[Token]:
    """ "rated the claim as false": the thing and what it is said to be."""
    thing = [t for c in cue.children if c.dep_ in ("dobj", "nsubjpass") for t in c.subtree]
    kind = [t for c in cue.children if c.dep_ == "prep" and c.lower_ == "as" for t in c.subtree]
    # the parser likes to hang the "as" on the thing
    inside = any(t.dep_ == "prep" and t.lower_ == "as" and t.head.pos_ in ("NOUN", "PROPN") for t in thing)
    return thing + kind if thing and (kind or inside) else []


def _around_aside(cue: Token, source: Token | None) -> list[Token]:
    """All of a sentence around "..., she said on Friday, ...", which the parser often hangs on a part of it only."""
    if source is None or cue.dep_ not in ("ROOT", "parataxis", "ccomp", "conj") or source.dep_ != "nsubj":
        return []
    sentence = cue.sent
    first, last = min(source.left_edge.i, cue.i), max(source.right_edge.i, cue.i)
    for child in cue.children:
        if (child.i > cue.i and child.dep_ in ("npadvmod", "advmod", "prt")) or child.dep_ in ("aux", "neg"):
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
        elif child.dep_ in ("dobj", "prep", "dative") and last < child.left_edge.i <= last + 1:
            # "told reporters in Brussels"
            last = max(last, child.right_edge.i)
    doc = cue.doc
    if first - 1 < sentence.start or not (doc[first - 1].text in _ASIDE or doc[first - 1].is_quote):
        return []
    if last + 1 < sentence.end and not (doc[last + 1].is_punct or doc[last + 1].is_space):
        return []
    found = [t for t in (*doc[sentence.start : first], *doc[last + 1 : sentence.end]) if not t.is_space]
    return found if sum(t.is_alpha for t in found[: first - sentence.start]) > 1 else []


def _of_noun(cue: Found) -> list[Token]:
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
        return [t for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "about") for t in _behind(c)]
    return []


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _behind(preposition: Token) -> list[Token]:
    return [t for c in preposition.children if c.dep_ in ("pobj", "pcomp") for t in c.subtree]


def _without(tokens: list[Token], cue: Token) -> list[Token]:
    """The tokens without the cue and what hangs on it beside them: "It will, she said on Friday, rain"."""
    if not any(t.i == cue.i for t in tokens):
        return tokens
    dropped = {cue.i} | {t.i for c in cue.children if c.dep_ in ("nsubj", "npadvmod", "advmod") for t in c.subtree}
    return [t for t in tokens if t.i not in dropped]


def _on_surface(cue: Token) -> list[Token]:
    """The clause behind a "that" near the cue, which the parser hung elsewhere: "said in a note on its site that"."""
    sentence = cue.sent
    for i in range(cue.i + 1, min(cue.i + _REACH, sentence.end)):
        token = cue.doc[i]
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "det", "dobj") and token.tag_ == "IN":
            return list(cue.doc[i : sentence.end])
        if token.pos_ == "VERB" and token.tag_ not in ("VBG", "VBN"):
            break
    return []
