"""What a cue introduces by the order of words and marks, where the tree fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enrich.claims.cues import is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

#: how far behind its cue a clause may begin: "said in a statement on its website that"
_REACH = 16
#: what stands before an aside
_ASIDE = frozenset((",", "—", "–", "-", "--", "..."))
_WHEN = frozenset(("npadvmod", "advmod", "prt"))
_SAY = frozenset(("say", "report", "note", "add", "tell", "claim", "argue", "state", "write"))


def around_aside(cue: Token, source: Token | None) -> list[Token]:
    """All of a sentence around "..., she said on Friday, ...", which the parser often hangs on a part of it only."""
    if source is None or cue.dep_ not in ("ROOT", "parataxis", "ccomp", "conj") or source.dep_ != "nsubj":
        return []
    sentence = cue.sent
    first, last = min(source.left_edge.i, cue.i), max(source.right_edge.i, cue.i)
    for child in cue.children:
        set_off = cue.doc[child.left_edge.i - 1].text == ","  # "a poll showed, down from 40 percent"
        if (child.i > cue.i and child.dep_ in _WHEN and not set_off) or child.dep_ in ("aux", "neg"):
            first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
        elif child.dep_ in ("dobj", "prep", "dative") and last < child.left_edge.i <= last + 1:
            # "told reporters in Brussels"
            last = max(last, child.right_edge.i)
    doc = cue.doc
    if first - 1 < sentence.start or not (doc[first - 1].text in _ASIDE or doc[first - 1].is_quote):
        return []
    if last + 1 < sentence.end and not (doc[last + 1].is_punct or doc[last + 1].is_space):
        return []
    if last + 1 < sentence.end and doc[last + 1].text == ":":
        # "In one speech, she said: ...": an aside has no colon
        return []
    found = [t for t in (*doc[sentence.start : first], *doc[last + 1 : sentence.end]) if not t.is_space]
    return found if sum(t.is_alpha or t.like_num for t in found[: first - sentence.start]) > 1 else []


def list_on(cue: Token, found: list[Token]) -> list[Token]:
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


def behind_that(cue: Token) -> list[Token]:
    """The clause behind a "that" near the cue, which the parser hung elsewhere: "said in a note on its site that"."""
    sentence = cue.sent
    for i in range(cue.i + 1, min(cue.i + _REACH, sentence.end)):
        token = cue.doc[i]
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "det", "dobj") and token.tag_ == "IN":
            return list(cue.doc[i : sentence.end])
        if token.pos_ == "VERB" and token.tag_ not in ("VBG", "VBN"):
            break
    return []


def and_that(cue: Token, found: list[Token]) -> list[Token]:
    """The further clauses of "said that A closed, and that B opened", which the parser hung elsewhere."""
    if not found:
        return []
    last, sentence, doc = max(t.i for t in found), cue.sent, cue.doc
    i = last + 1
    while i < sentence.end and doc[i].is_punct and not doc[i].is_quote:
        i += 1
    if last < cue.i or i + 1 >= sentence.end or doc[i].pos_ != "CCONJ":
        return []
    that = doc[i + 1]
    if that.lower_ != "that" or that.tag_ != "IN" or that.dep_ != "mark":
        return []
    return [t for t in that.head.subtree if t.i >= that.i]
