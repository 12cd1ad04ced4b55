"""Signs of a figure: what kind it is, what happened to it, how its clause looks at time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newswire.enrich.figures.events.words import SIZE, SIZING, VERBS, WORDS
from newswire.enrich.figures.when.words import ADVERBS, HAPPENINGS, LIGHT, TOLLS, clauses, tense, verb_near
from newswire.enrich.passages.passage import Passage
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Figure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_KINDS = {"index": "measure", "other": "measure", "odds": "ratio"}
_UP_TO = re.compile(r"(?:up to|maximum of|minimum of|least|needed?|require[sd]?)\s$", re.IGNORECASE)
_EACH = re.compile(r"\s(?:each|every|per|a)\s(?:year|month|week|day|hour)", re.IGNORECASE)
_JOINED = re.compile(r"-\w")
_OVER = frozenset(("nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod"))
_BEFORE = 24
#: what is counted in a game, in a vote, and of an accident
_HEADS = {
    "played": WORDS["played"],
    "voted": WORDS["voted"] | {"delegate", "seat"},
    "victim": WORDS["victims"] | {"death", "injury"},
    "happening": HAPPENINGS,
}
_MOST_PATH, _MOST_WORDS = 40, 80


class Signs:
    """A figure in its sentence, and what it shows of its time by itself."""

    def __init__(self, passage: Passage, figure: Figure) -> None:
        text, doc = passage.text, passage.parse
        self.figure = figure
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        #: None where the parser made nothing of its sentence
        self.span: Span | None = span if span is not None and is_readable(span.root) else None
        self.sentence = (figure.start, figure.end)
        self.path: list[Token] = []
        self.verb: Token | None = None
        counted = figure.counted
        beside = counted is not None and counted.start >= figure.end and "\n" not in text[figure.end : counted.end]
        #: the end of what it counts, where that stands beside it
        self.end = max(figure.end, counted.end) if counted and beside else figure.end
        self.sent: Span | None = None
        if self.span is not None:
            root = self.span.root
            self.sent = root.sent
            self.sentence = (self.sent.start_char, self.sent.end_char)
            self.path = [root, *root.ancestors][:_MOST_PATH]
            self.verb = verb_near(_said_of(doc, figure, root))
        self.places = {token.i: n for n, token in enumerate(self.path)}
        # "a 6.4 quake" is of the quake's day, as a count of quakes is
        quake = self.what == "magnitude" and figure.what is not None and figure.what.text.lower() != "magnitude"
        self.kind = "count" if quake else _KINDS.get(figure.kind, figure.kind)
        self.clause = "c=" + next(iter(clauses(self.path)), "main")
        self.own = [f"k={self.kind}", *self._around(text), *self._said()]

    @property
    def what(self) -> str | None:
        return self.figure.what.lemma if self.figure.what else None

    @property
    def head(self) -> str | None:
        return self.figure.counted.head if self.figure.counted else None

    def _around(self, text: str) -> list[str]:
        figure = self.figure
        before = text[max(0, figure.start - _BEFORE) : figure.start]
        found = {
            "hyphen": text[figure.end : figure.end + 1] == "-",
            "joined": ("-" in figure.text and figure.kind != "count") or bool(_JOINED.match(text, figure.end)),
            "one of": figure.text.lower() == "one" and text.startswith(" of", figure.end),
            "up to": bool(_UP_TO.search(before)),
            "each": bool(_EACH.match(text, figure.end)),
            "change": bool(figure.change),
        }
        return [name for name, holds in found.items() if holds]

    def _said(self) -> list[str]:
        if self.span is None:
            return ["unread"]
        what = self.what
        groups = {"toll": TOLLS, "happening": HAPPENINGS, "size": SIZE | SIZING, "light": LIGHT}
        found = ["w=none" if what is None else "w=" + next((n for n, g in groups.items() if what in g), "other")]
        found.append("t=" + tense(self.verb))
        found += [f"h={name}" for name, words in _HEADS.items() if self.head in words]
        top = self.span.root
        while top.dep_ in _OVER and top.head.i != top.i and top.head.pos_ not in VERBS:
            top = top.head
        before = [c for c in top.children if c.dep_ in ("det", "poss")]
        if any(c.lower_ in ("the", "these", "those") for c in before):
            found.append("the")
        if any(c.dep_ == "poss" for c in before):
            found.append("whose")
        sentence = self.sent[:_MOST_WORDS] if self.sent is not None else ()
        return found + sorted({"a=" + ADVERBS[t.lower_] for t in sentence if t.lower_ in ADVERBS})


def _said_of(doc: Doc, figure: Figure, root: Token) -> Token:
    """The verb that tells what happened, where it is in the figure's sentence; else the figure's own word."""
    what = figure.what
    span = doc.char_span(what.start, what.end, alignment_mode="expand") if what is not None else None
    same = span is not None and span.root.pos_ in VERBS and span.root.sent.start == root.sent.start
    return span.root if span is not None and same else root
