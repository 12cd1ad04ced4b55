"""Finds the expressions of time in a field: the longest reading at each place, then what two of them mean together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from newswire.enrich.lexicon.rules import held, may_match
from newswire.enrich.numbers.number import LIKELY_YEAR
from newswire.enrich.passages.passage import Passage
from newswire.enrich.times import month_names, tense
from newswire.enrich.times.calendar import periods
from newswire.enrich.times.rules.anchoring import Moment, Reading, undated
from newswire.enrich.times.rules.table import RULES, Rule
from newswire.enrich.times.rules.words import LARGE, MONTH, OF_TIME, WEEKDAY, YEAR4
from newswire.enrich.times.together import Expression, together

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: a year alone is one after these words; elsewhere only where the model sees a date
_YEAR = re.compile(rf"(?<![\w$€£#,.-]){YEAR4}(?![\w-])")
_YEAR_BEFORE = re.compile(
    rf"\b(?:{OF_TIME}|by|between|through|circa|around|year|not|back to|"
    r"(?<=between )\d{4} and|\d{4} (?:and|to|or))[\s-]+$",
    re.I,
)
#: after a number that could be a year: what is counted
_COUNTED = re.compile(rf"\s+(?:people|troops|men|women|children|\w+ers|per ?cent|{LARGE}|miles|km|votes)\b")
#: before and after four digits that are an amount: "a crowd of 1920", "1945 were wounded"
_SET = re.compile(
    r"\b(?:crowd|total|population|average|capacity|maximum|minimum|fleet|group|workforce|staff|attendance|seats?) "
    r"(?:of )?$"
)
_SUBJECT = re.compile(r"\s(?:were|are|have)\b")
#: what may be a part of a name: "the Sunday Times"
_NAMED = re.compile(rf"(?:the\s+|on\s+)?(?:{MONTH}|{WEEKDAY})", re.I)
#: after a date: what is named after it
_CALLED = re.compile(
    r"\s(?:Memorial|Club|Bridge|Museum|Square|Street|Avenue|Movement|Brigade|Park|Stadium|Commission|Foundation)\b"
)
#: all that any rule needs
_PIECES = frozenset().union(*(pieces for rule in RULES for pieces in rule.needs))


#: a field, its names and the day of its publication known, to the expressions of time in it
FindTimes = Callable[[Passage], Sequence[Expression]]


def find(passage: Passage) -> list[Expression]:
    """The expressions of a field in their order; none overlap."""
    text = passage.text
    taken = [found for _, found in by_rules(passage)]
    used = bytearray(len(text))
    for found in taken:
        used[found.start : found.end] = b"\1" * (found.end - found.start)
    taken += [found for found in _years(text, passage.parse) if not any(used[found.start : found.end])]
    taken.sort(key=lambda e: e.start)
    return together(text, taken, passage.published)


def by_rules(passage: Passage, rules: Sequence[Rule] = RULES) -> Iterator[tuple[Rule, Expression]]:
    """What each rule reads, the longest match first; none overlap."""
    text, named = passage.text, month_names.find(passage)
    matches = sorted(_matches(text, rules), key=lambda found: (found[0].start() - found[0].end(), found[0].start()))
    used = bytearray(len(text))
    for match, rule in matches:
        if any(used[match.start() : match.end()]):
            continue
        if _NAMED.fullmatch(match[0]) and month_names.holds(named, match.start(), match.end()):
            continue
        if re.search(r"\d", match[0]) and _CALLED.match(text, match.end()):
            used[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            continue
        direction = partial(tense.direction, passage.parse, *match.span())
        try:
            if passage.published:
                reading = rule.read(match, Moment(passage.published, direction))
            else:
                reading = undated(rule.read, match, direction)
        except (OverflowError, ValueError):
            # a date beyond the calendar
            continue
        if reading is not None:
            used[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            yield rule, _trimmed(text, Expression(match.start(), match.end(), reading))


def _matches(text: str, among: Sequence[Rule]) -> Iterator[tuple[re.Match[str], Rule]]:
    """What each rule matches, paragraph by paragraph."""
    start, pieces = 0, held(_PIECES, text.lower())
    rules = [rule for rule in among if may_match(rule.needs, pieces)]
    for paragraph in text.splitlines(keepends=True):
        end, here = start + len(paragraph), held(pieces, paragraph.lower())
        for rule in rules:
            if may_match(rule.needs, here):
                for match in rule.pattern.finditer(text, start, end):
                    yield match, rule
        start = end


def _trimmed(text: str, found: Expression) -> Expression:
    """Without a preposition or article that only helped to see it."""
    lead = re.match(r"(?:on|of)\s+(?=the|\w+day)", text[found.start : found.end], re.I)
    return found._replace(start=found.start + lead.end()) if lead else found


def _years(text: str, parse: Doc) -> Iterator[Expression]:
    """Four digits that are a year."""
    for match in _YEAR.finditer(text):
        start, end = match.span()
        before = text[max(0, start - 20) : start]
        if _SET.search(before):
            continue
        if not _YEAR_BEFORE.search(before):
            span = parse.char_span(start, end, alignment_mode="expand")
            if span is None or not (re.match(LIKELY_YEAR, match[0]) and _stands_alone(span.root)):
                continue
            if _SUBJECT.match(text, end) and span.root.dep_ in ("nsubj", "nsubjpass"):
                continue
        if _COUNTED.match(text, end) and int(match[0]) % 100 == 0:
            continue
        yield Expression(start, end, Reading(period=periods.year(int(match[0]))))


def _stands_alone(number: Token) -> bool:
    """Whether four digits count nothing and are not part of a name: "The 2019 vote", "2019 was wet"."""
    if number.ent_type_:
        return False
    return number.dep_ != "nummod" or number.head.tag_ == "NN"
