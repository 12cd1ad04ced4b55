"""What somebody says: the words that belong to a cue, over the tree and, where the tree fails, over the surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from enrich.claims import nouns, word_order
from enrich.claims.cues import Found
from enrich.lexicon.load import read_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_AMOUNTS = frozenset(
    ("figure", "number", "toll", "cost", "total", "price", "value", "loss", "damage", "rate", "lead", "odds", "share",
     "probability", "chance", "size", "bill", "count", "population", "strength", "support")
)  # fmt: skip
#: "criticised the law as a burden", "blamed the bank for it"
_HOW = frozenset(("as", "for"))
#: what is thought of its subject, and not asked of it ("was told to go"), when it is passive
_BELIEFS = frozenset(("claimed", "estimated", "unconfirmed", "opinion", "confirmed"))
#: what hangs on a cue behind its clause and belongs to the clause
_TAIL = frozenset(("prep", "npadvmod"))
_REASONS = frozenset(
    ("if", "because", "since", "unless", "until", "although", "though", "so", "before", "after", "once", "than")
)
#: by them a thing gets a place in a list
_RANK = frozenset(("rank", "rate", "rat", "list", "seed"))
_PLACE = frozenset(("oprd", "advmod", "prep", "npadvmod", "attr", "xcomp", "dep"))
_STUDIES = frozenset(read_toml("en/claims/findings")["studies"])
#: what hangs on a verb of an amount beside it
_APART = frozenset(("punct", "cc", "conj", "advcl", "ccomp"))
_OBJECTS = frozenset(("dobj", "obj", "oprd", "attr"))


def of_cue(cue: Found, source: Token | None) -> list[Token]:
    """The tokens of what a cue introduces; empty where it introduces nothing. `source` is the head of who says it."""
    token, frame = cue.token, cue.frame
    speaks = frame.quotation or (source is not None and source.lemma_.lower() in _STUDIES)
    if cue.kind == "verb" and frame.clause and speaks and (beside := word_order.around_aside(token, source)):
        return beside
    if cue.kind == "noun":
        return nouns.content(cue)
    if cue.kind == "adj":
        return [t for c in token.children if c.dep_ in ("ccomp", "xcomp") for t in c.subtree] or [
            t for c in token.children if c.dep_ == "prep" and c.lower_ in frame.prepositions for t in nouns.behind(c)
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
        if (
            (dep == "ccomp" and (frame.clause or frame.quotation or frame.recipient))
            or (dep == "xcomp" and (frame.infinitive or (frame.clause and child.pos_ != "VERB")))
            or (dep == "conj" and clauses and _is_modal_too(child, token, clauses))
        ):
            clauses += child.subtree
        elif dep in _OBJECTS and frame.object and not frame.weak:
            rest += child.subtree
        elif dep in _OBJECTS and not frame.object:
            # "accused the firm of dumping oil": the parser hangs the "of" on the firm
            rest += [t for c in child.children if c.lower_ in frame.prepositions for t in nouns.behind(c, ("pcomp",))]
        elif dep == "prep" and (child.lower_ in frame.prepositions or (frame.object and child.lower_ in _HOW)):
            rest += nouns.behind(child)
        elif dep == "prt":
            rest += [t for c in child.children if c.dep_ == "prep" for t in nouns.behind(c)]
    if frame.status in _BELIEFS and {"nsubjpass", "xcomp"} <= {c.dep_ for c in token.children}:
        # "is believed to be seeking cash": what is believed begins with its subject
        return [t for c in token.children if c.dep_ in ("nsubjpass", "xcomp") for t in c.subtree]
    if clauses:
        clauses += _behind_clause(token, clauses)
    if clauses and frame.recipient:
        return _without(clauses, token)
    found = clauses + rest if not clauses or not frame.object else clauses
    if not clauses and frame.clause:
        found = word_order.behind_that(token) or found
    found = [*found, *word_order.list_on(token, found), *word_order.and_that(token, found)]
    gloss = {t.i for g in found if _is_gloss(g) for t in g.subtree}
    return _without([t for t in found if t.i not in gloss], token)


def _behind_clause(cue: Token, clauses: list[Token]) -> list[Token]:
    """What follows the clause of a cue and which the parser hung on the cue: "said it closed, because 40 left"."""
    last = max(t.i for t in clauses)
    if last < cue.i:
        return []
    found: list[Token] = []
    for child in cue.children:
        if child.left_edge.i <= last:
            continue
        dep = child.dep_
        if dep in _TAIL or (dep == "advcl" and any(c.dep_ == "mark" and c.lower_ in _REASONS for c in child.children)):
            found += child.subtree
    return found


def _is_gloss(token: Token) -> bool:
    """Whether the writer explains a name inside somebody's words: "said she met Ann Bo, one of the 40 lawmakers"."""
    if token.dep_ not in ("relcl", "appos") or token.head.pos_ != "PROPN" or token.head.i > token.i:
        return False
    left = token.left_edge
    return left.i > 0 and left.nbor(-1).text == ","


def _is_modal_too(verb: Token, cue: Token, clauses: list[Token]) -> bool:
    """Whether a verb beside the cue goes on with its clause: "says it would cut costs, but would add jobs"."""
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return False
    modals = {c.lower_ for c in verb.children if c.tag_ == "MD"}
    if not modals or any(c.tag_ == "MD" for c in cue.children):
        return False
    return any(t.tag_ == "MD" and t.lower_ in modals for t in clauses)


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
    # "put the toll at 40, among them 11 children"
    behind = {t for c in cue.children if c.i > at.i and (c.dep_ not in _APART or c.pos_ == "NOUN") for t in c.subtree}
    return sorted({*thing.subtree, *at.subtree, *behind}, key=lambda t: t.i)


def _of_sorting(cue: Token) -> list[Token]:
    """ "rated the claim as false", "is ranked third of 40 towns": the thing and what it is said to be."""
    things = [c for c in cue.children if c.dep_ in ("dobj", "nsubjpass")]
    thing = [t for c in things for t in c.subtree]
    place = [t for c in cue.children if c.i > cue.i and c.dep_ in _PLACE and c not in things for t in c.subtree]
    as_such = any(c.dep_ == "prep" and c.lower_ == "as" for c in cue.children)
    # the parser likes to hang the "as" on the thing
    inside = any(t.dep_ == "prep" and t.lower_ == "as" and t.head.pos_ in ("NOUN", "PROPN") for t in thing)
    ranked = cue.lemma_.lower() in _RANK and any(t.like_num or t.ent_type_ == "ORDINAL" for t in place)
    return thing + place if thing and (as_such or inside or ranked) else []


def _without(tokens: list[Token], cue: Token) -> list[Token]:
    """The tokens without the cue and what hangs on it beside them: "It will, she said on Friday, rain"."""
    if not any(t.i == cue.i for t in tokens):
        return tokens
    dropped = {cue.i} | {t.i for c in cue.children if c.dep_ in ("nsubj", "npadvmod", "advmod") for t in c.subtree}
    return [t for t in tokens if t.i not in dropped]
