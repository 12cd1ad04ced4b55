"""The word that says what happens to the thing counted, or which quantity a figure is: kill, missing, revenue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from enrich.figures.counted.phrase import find_phrase, lemma
from enrich.figures.events.amounts import of_amount, subject_of
from enrich.figures.events.words import HAPPENINGS, LIGHT, NOUNS, PARTS, SAYING, SIZE, SIZES, STATES, VERBS, WORDS
from enrich.lexicon.people import is_people
from stream.messages import Counted, Figure, What

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: kinds that are an amount of something, where others are a number of things
_AMOUNTS = frozenset(("money", "percent", "measure", "index", "other", "ratio"))
_OLD = re.compile(r"(?:[- ]years?|[- ]months?|[- ]weeks?)?[- ](old)\b")
_AGED = re.compile(r"\b(aged?|ages)(?:\s(?:of|between))?\s$")
_MAGNITUDE = re.compile(r"[- ]?(magnitude)\b", re.IGNORECASE)
_MAGNITUDE_BEFORE = re.compile(r"\b(magnitude)\b[^.;]{0,24}$", re.IGNORECASE)
#: between the thing counted and what became of it
_STATE = re.compile(
    r"(?:\s(?:people|others|more|were|are|was|is|remain(?:ed|s)?|still|now|reported|listed as|left|as|on))*\s([a-z]+)\b"
)
_ON_BOARD = re.compile(r"(?:\s[a-z-]+){0,5}?[\s-](on[ -]board|aboard)\b")
#: between a figure and the one that it is set beside: they are the same quantity
_BESIDE = re.compile(
    r"(?:\s[\w’'-]+){0,10}?,?\s(?:\(|(?:(?:(?:up|down)\s)?from|compared (?:with|to)|against|versus|vs\.?|than"
    r"|including|of which|or|to|and)\s)(?:(?:the|about|around|nearly|some|at least|more than|only|just|roughly)\s)*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|to)\s")
_REACH = 96
#: figures before one that may be the one it is set beside
_SET_BESIDE = 3
_BRACKET = re.compile(r"\s?\((?:[a-z]+\s){0,2}")
#: what a game counts, and what its players do for it
_POINTS, _PLAYS = (
    frozenset(("point", "goal", "try", "touchdown")),
    frozenset(("rebound", "assist", "steal", "block", "save")),
)
_SCORING = frozenset(
    ("add", "finish", "have", "contribute", "collect", "chip", "score", "post", "notch", "get", "record")
)
_DIMENSION = re.compile(r"(?:\s?\([^()]{1,24}\))?[ -](?:or so\s)?([a-z]+)\b")
_DIMENSIONS = dict(pair.split("=") for pair in sorted(WORDS["dimensions"]))
_WORTH = re.compile(r"\b(worth)\s(?:[a-z]+\s){0,3}$")
_CLIMB = 8


def find_what(
    text: str, doc: Doc, number: Span, counted: Counted | None, kind: str, before: Sequence[Figure]
) -> What | None:
    """The word over `number`, the tokens of a figure; None where the sentence has none that tells anything.

    `before` are the figures before it: "rose to 40, from 31" is twice the same quantity.
    """
    found = _by_shape(text, number, kind)
    if found is None and kind == "score":
        found = _made(text, _contest(number))
    if found is not None or kind in ("score", "odds", "ordinal"):
        return found
    twin = before[-1] if before and before[-1].kind == kind and before[-1].end <= number.start_char else None
    if twin and twin.what:
        gap = text[twin.end : number.start_char]
        if _BRACKET.fullmatch(gap) or (twin.unit == "percent" and _JOINED.fullmatch(gap)):
            return twin.what
    last = _last(doc, number, counted)
    if kind in ("count", "ratio", "percent") and (found := _beside(text, last.idx + len(last.text))):
        return found
    word = _word(doc, number, counted, kind, _thing(last, number), last)
    if word is None or word.lemma_.lower() in ("compare", "include"):
        alike = next(
            (f for f in reversed(before[-_SET_BESIDE:]) if f.kind == kind and f.field == before[-1].field), None
        )
        if alike and alike.what and len(gap := text[alike.end : number.start_char]) < _REACH and _BESIDE.fullmatch(gap):
            return alike.what
    made = _made(text, word)
    if made and counted and kind == "count" and made.lemma in _SCORING and counted.head in _POINTS | _PLAYS:
        return replace(made, lemma="score" if counted.head in _POINTS else "have")  # "added 12 points and five assists"
    return made


def _beside(text: str, at: int) -> What | None:
    """What became of things, in the words behind them: "40 dead", "22 still missing", "190 people on board"."""
    if m := _ON_BOARD.match(text, at):
        return _said(m, "aboard")
    m = _STATE.match(text, at)
    return _said(m, "miss" if m[1] == "missing" else m[1]) if m and m[1] in STATES else None


def _word(doc: Doc, number: Span, counted: Counted | None, kind: str, token: Token, last: Token) -> Token | None:
    if kind == "ratio" and counted and number.root.dep_ == "predet":
        return last  # "half the size"
    if kind in _AMOUNTS and not _is_share(token, kind, counted):
        return _noun_behind(doc, number) or of_amount(token, number.root)
    if kind == "duration":
        return _noun_behind(doc, number) or _of_things(token, 0)
    if last.dep_ == "compound" and last.head.i == last.i + 1 and lemma(last.head) in SIZES | WORDS["contests"]:
        return last.head  # "a 50-point lead"
    if last.pos_ == "NOUN" and lemma(last) in HAPPENINGS and last.i != token.i:
        return last  # "12,000 of the casualties"
    return _of_things(token, 0)


def same(what: str | None) -> str | None:
    """One word for all that mean the same: a row is not another one where "killed 41" became "41 died"."""
    return _SAME.get(what, what) if what else what


_SAME = dict(pair.split("=") for pair in sorted(WORDS["same"]))


def _by_shape(text: str, number: Span, kind: str) -> What | None:
    """What the words right around a number tell, whatever the tree."""
    start, end = number.start_char, number.end_char
    if kind in ("measure", "duration") and (m := _DIMENSION.match(text, end)) and m[1] in _DIMENSIONS:
        return _said(m, _DIMENSIONS[m[1]])
    if kind == "money" and (m := _WORTH.search(text, max(0, start - 24), start)):
        return _said(m, "worth")
    if kind == "age":
        before = _AGED.search(text, max(0, start - 24), start)
        found = _said(before or _OLD.search(text[:end], start) or _OLD.match(text, end), "age")
        # "Ann Lee, 34, ...": no word says it but the number
        return found or What(text=text[start:end], start=start, end=end, lemma="age")
    if kind != "index":
        return None
    behind = _MAGNITUDE.search(text[: end + 12], start)
    return _said(behind or _MAGNITUDE_BEFORE.search(text, max(0, start - 40), start), "magnitude")


def _said(m: re.Match[str] | None, word: str) -> What | None:
    return What(text=m[1], start=m.start(1), end=m.end(1), lemma=word) if m else None


def _made(text: str, token: Token | None) -> What | None:
    if token is None or not token.is_alpha:
        return None
    first = token
    before = token.nbor(-1) if token.i else None
    if (
        lemma(token) in WORDS["generic"]
        and before is not None
        and before.dep_ == "compound"
        and before.head.i == token.i
    ):
        first = before if before.is_alpha and before.pos_ == "NOUN" else token
    start, end = first.idx, token.idx + len(token.text)
    word = lemma(token) if first is token else f"{lemma(first)} {lemma(token)}"
    return What(text=text[start:end], start=start, end=end, lemma=word)


def _contest(number: Span) -> Token | None:
    """What a score is of: the noun behind it, else the nearest word of contest before it."""
    sentence = number.sent
    behind = [t for t in sentence if number.end <= t.i < number.end + 2]
    before = [t for t in reversed(list(sentence)) if t.i < number.start]
    return next((t for t in (*behind, *before) if t.lemma_.lower() in WORDS["contests"]), None)


def _is_share(token: Token, kind: str, counted: Counted | None) -> bool:
    """Whether it is a part of things that do or suffer something: "26 % of voters support", "lay 115 miles of line"."""
    return (
        kind in ("percent", "ratio", "measure") and counted is not None and token.dep_ in ("nsubj", "nsubjpass", "dobj")
    )


def _noun_behind(doc: Doc, number: Span) -> Token | None:
    """The noun or participle right behind an amount: "a 20 % down payment", "15 % contained"."""
    if number.end >= len(doc):
        return None
    root = number.root
    over = root.head if root.dep_ in ("compound", "nummod", "nmod") and root.head.i >= number.end else None
    if over is not None and over.pos_ == "NOUN" and over.dep_ != "compound" and lemma(over) not in WORDS["periods"]:
        return over  # "six-year terms"
    at = number.end + (doc[number.end].text == "-")
    token = doc[min(at, len(doc) - 1)]
    alone = token.tag_ == "VBN" and token.dep_ != "amod"
    if alone and token.i < number.sent.end and number.root.dep_ != "nsubj":
        return token
    if token.pos_ not in ("NOUN", "ADJ", "ADV", "PART") or token.dep_ not in (
        "compound",
        "amod",
        "nmod",
        "advmod",
        "prt",
    ):
        return None
    phrase = find_phrase(doc, number.end - 1)
    if phrase is None or doc[phrase[1]].pos_ != "NOUN" or doc[phrase[1]].lemma_.lower() in WORDS["periods"]:
        return None
    return doc[phrase[1]]


def _last(doc: Doc, number: Span, counted: Counted | None) -> Token:
    """The head of the thing counted where it stands behind the number, else the number's own."""
    if counted is not None and number.end_char <= counted.start < number.sent.end_char:
        span = doc.char_span(counted.start, counted.end, alignment_mode="expand")
        if span is not None:
            return span[-1]
    return number.root


def _thing(last: Token, number: Span) -> Token:
    """The highest token of the number and what it counts: what hangs in the sentence."""
    token = last
    for _ in range(_CLIMB):
        up = token.head
        of = token.dep_ == "pobj" and up.lower_ in ("of", "in")
        if of and (up.head.lemma_.lower() in PARTS or number.start <= up.head.i < number.end):
            token = up.head
        elif token.dep_ in ("nummod", "quantmod", "compound", "nmod") and up.i != token.i and up.i <= last.i:
            token = up
        else:
            break
    return token


def _of_things(token: Token, depth: int) -> Token | None:
    """What happens to things: their own word, a participle beside them, the verb over them."""
    up, dep = token.head, token.dep_
    if depth > _CLIMB:
        return None
    if dep == "pobj" and up.lower_ == "of" and up.head.pos_ == "NOUN" and lemma(up.head) in SIZES:
        return up.head
    if token.pos_ == "NOUN" and lemma(token) in HAPPENINGS:
        return token
    for child in token.children:
        if (
            child.dep_ in ("acl", "amod")
            and child.i > token.i
            and child.tag_ in ("VBN", "VBG")
            and child.lemma_ != "include"
        ):
            return child
    if up.i == token.i:
        return None
    if dep in ("conj", "appos", "nummod", "amod", "quantmod") or up.pos_ == "NUM":
        return _of_things(up, depth + 1)
    if up.pos_ in VERBS:
        return _over(token, up)
    if up.pos_ == "ADP" and up.head.i != up.i:
        if up.head.pos_ == "NUM":
            return _of_things(up.head, depth + 1)
        if up.head.pos_ in NOUNS:
            noun = up.head
            return noun if lemma(noun) in HAPPENINGS else _of_things(noun, depth + 1)
        return _over(up, up.head) if up.head.pos_ in VERBS else None
    return None


def _over(token: Token, verb: Token) -> Token | None:
    """The word that a verb says of what hangs under it: its own, or what it is joined to."""
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "xcomp", "attr", "ccomp", "advmod") and child.lemma_.lower() in STATES:
            return child
        if child.dep_ in ("oprd", "xcomp") and child.tag_ == "VBN":
            return child
    subject = token.dep_ in ("nsubj", "nsubjpass")
    word = verb.lemma_.lower()
    if subject and word in SAYING:
        inner = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        theirs = inner is not None and any(c.dep_ == "nsubj" and c.lower_ == "they" for c in inner.children)
        return inner if theirs and inner is not None and inner.lemma_ != "be" else verb
    if word in LIGHT and not subject:
        between = [t for t in verb.doc[verb.i + 1 : token.i] if t.pos_ == "VERB"]
        if between and token.dep_ == "prep":
            return between[-1]
    if (word in LIGHT or word in SIZE) and not subject:
        said_of = subject_of(verb)
        if said_of is not None and said_of.pos_ == "NOUN" and (lemma(said_of) in HAPPENINGS or token.dep_ == "prep"):
            return (
                said_of if not is_people(lemma(said_of)) else verb
            )  # "the fatalities included four", "points rose to 3"
        if word in SIZE and token.dep_ == "prep":
            return None
    return verb
