"""What follows a claim and is still its source's: clauses after a semicolon, what its number is held against, parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newswire.enrich.claims.lemmas import NUMBER_WORDS
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import beginning

_NUMBER = rf"(?:[$€£]?\d[\d.,]*|\b(?:{NUMBER_WORDS})\b)"
#: the rest of a clause, and its end; a longer one is not looked at
_REST, _END = r"[^;\n]{0,300}?", r"(?=;|\.?[ ]*\n|\.\s[^a-z]|\.?$)"
_DAY = r"(?:\s(?:on|late|early|last|this)\s\w+)?"
#: after a claim: "; four were hurt", "on Friday; four were hurt"
_CLAUSE = re.compile(rf"{_DAY};\s(?P<said>{_REST}(?:\d|\b(?:{NUMBER_WORDS})\b){_REST}){_END}")
#: after a claim: what its number is held against, or a part of it: "up from 30", "of whom 12 were children"
_TAIL = re.compile(
    rf"{_DAY},\s(?P<said>(?:up|down|compared|against|twice|(?:{_NUMBER}\s)?of\s(?:whom|which|them)|including|among\sthem"
    rf"|leaving|raising|bringing)\s[^.;\n]{{0,120}}?{_NUMBER}{_REST}){_END}"
)
#: a sentence about a part of what the one before it tells: "Of these, 12 were children."
_PART = re.compile(
    rf"(?P<said>(?i:(?:Out\sof|Out|Of|Among)\s(?:these|those|them|whom|the\s(?:\w+\s)?{_NUMBER})|Another\s{_NUMBER}"
    rf"|The\sother\s{_NUMBER}|{_NUMBER}\s(?:more|others?)\b){_REST}){_END}"
)


def go_on(claims: Sequence[Linked], speech: Sequence[Span], text: str, sentences: Sentences) -> None:
    """Gives a claim what follows it: clauses of its sentence ("Police said six died; four were hurt"), what its number
    is held against or a part of it, and a sentence about that part."""
    for claim in claims:
        if not claim.content:
            continue
        at = max(claim.cue[1], claim.source[1] if claim.source else 0, *(e for _, e in claim.content))
        sentence = sentences.of(claim.cue[0])
        while (clause := _CLAUSE.match(text, at) or _TAIL.match(text, at)) and sentences.of(
            clause.end() - 1
        ) == sentence:
            if beginning(speech, at, clause.end()):
                break
            claim.content.append(clause.span("said"))
            at = clause.end()
        if sentence + 1 < len(sentences.starts) and sentences.of(at) == sentence and claim.source:
            start = sentences.starts[sentence + 1]
            part = _PART.match(text, start)
            if part and "\n" not in text[at:start] and not beginning(speech, at, part.end()):
                claim.content.append(part.span("said"))
        claim.content.sort()
