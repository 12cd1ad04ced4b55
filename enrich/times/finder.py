"""Finds the expressions of time in a field: the longest reading at each place, then what two of them mean together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from enrich.times import month_names as time_names
from enrich.times import tense
from enrich.times.calendar import periods
from enrich.times.calendar.periods import Period
from enrich.times.rules import counted as time_counted
from enrich.times.rules import lengths as time_lengths
from enrich.times.rules import parts as time_parts
from enrich.times.rules import relative as time_relative
from enrich.times.rules import words
from enrich.times.rules import years as time_years
from enrich.times.rules.anchoring import Moment, Reading
from enrich.times.rules.dated import RULES, Rule
from enrich.times.rules.required import held, may_match
from enrich.times.rules.words import COUNT, MONTH, UNIT, WEEKDAY, YEAR4

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: rules register themselves when their module is read
_SOURCES = (time_years, time_relative, time_counted, time_parts, time_lengths)

#: a year alone is one behind these words; elsewhere only where the model sees a date
_YEAR = re.compile(rf"(?<![\w$€£#,.-]){YEAR4}(?![\w-])")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|of|from|before|after|during|early|late|mid|between|through|circa|around|year|not|"
    r"(?<=between )\d{4} and|\d{4} (?:and|to|or))[\s-]+$",
    re.I,
)
#: behind a number that could be a year: what is counted
_COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|\w+ers|percent|per cent|million|billion|miles|km|votes)\b"
)
_ANCHORED = re.compile(
    rf"(?:(?:\b(?P<w>{WEEKDAY}),?\s+)?\b(?:in\s+)?(?P<n>{COUNT})\s+(?P<unit>{UNIT})\s+(?P<how>before|after|from|since|following)\s+(?:the\s+(?:year\s+)?)?)$",
    re.I,
)
_ON_WEEKDAY = re.compile(rf",?\s+on\s+({WEEKDAY})(?!\w)", re.I)
#: what may be a part of a name: "the Sunday Times"
_NAMED = re.compile(rf"(?:the\s+|on\s+)?(?:{MONTH}|{WEEKDAY})", re.I)
_RANGE = re.compile(r"\s*(?:to|until|till|through|and|[-–—])\s*(?:the\s+)?$", re.I)
_FROM = re.compile(r"\b(between|from)\s+(?:the\s+)?$", re.I)
_OPEN = re.compile(
    r"\b(since|until|till|by|before|after|prior to|as of)\s+"
    r"(?:the\s+|early\s+|late\s+|mid-?\s*)*(end\s+of\s+(?:the\s+)?)?$",
    re.I,
)
_CLOCK_GAP = re.compile(r"\s*(?:,|on|at|around|about|by|from|shortly after|before|\s)*\s*$", re.I)
#: all that any rule needs
_PIECES = sorted({piece for rule in RULES for pieces in rule.required for piece in pieces})
#: how much is read before an expression to see what it hangs on
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in a text."""

    start: int
    end: int
    reading: Reading

    @property
    def value(self) -> str | None:
        return self.reading.value or (self.reading.period.value if self.reading.period else None)

    @property
    def interval(self) -> str | None:
        return self.reading.interval or (self.reading.period.interval if self.reading.period else None)


def find(
    text: str, parse: Doc, published: date | datetime | None, names: Sequence[tuple[int, int]] = ()
) -> list[Expression]:
    """The expressions of a text in their order; none overlap. `names` are the spans of named things, in order."""
    now = published.date() if isinstance(published, datetime) else published
    taken = [found for _, found in by_rules(text, parse, now, names)]
    used = bytearray(len(text))
    for found in taken:
        used[found.start : found.end] = b"\1" * (found.end - found.start)
    taken += [found for found in _years(text, parse) if not any(used[found.start : found.end])]
    taken.sort(key=lambda e: e.start)
    return list(_clocked(text, _opened(text, _joined(text, _anchored(text, taken)), now), now))


def by_rules(
    text: str, parse: Doc, now: date | None, names: Sequence[tuple[int, int]] = (), rules: Sequence[Rule] = RULES
) -> Iterator[tuple[Rule, Expression]]:
    """What each rule reads, the longest match first; none overlap."""
    named = time_names.find(text, parse, names)
    matches = sorted(_matches(text, rules), key=lambda found: (found[0].start() - found[0].end(), found[0].start()))
    used = bytearray(len(text))
    for match, rule in matches:
        if any(used[match.start() : match.end()]):
            continue
        if _NAMED.fullmatch(match[0]) and time_names.holds(named, match.start(), match.end()):
            continue
        moment = _moment(parse, match.start(), match.end(), now)
        try:
            reading = rule.resolve(match, moment)
        except (OverflowError, ValueError):
            # a date beyond the calendar
            continue
        if reading is not None:
            used[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            yield rule, _trimmed(text, Expression(match.start(), match.end(), reading))


def _matches(text: str, among: Sequence[Rule]) -> Iterator[tuple[re.Match[str], Rule]]:
    """What each rule matches, paragraph by paragraph."""
    start, pieces = 0, held(_PIECES, text.lower())
    rules = [rule for rule in among if may_match(rule.required, pieces)]
    for paragraph in text.splitlines(keepends=True):
        end, here = start + len(paragraph), held(pieces, paragraph.lower())
        for rule in rules:
            if may_match(rule.required, here):
                for match in rule.pattern.finditer(text, start, end):
                    yield match, rule
        start = end


def _moment(parse: Doc, start: int, end: int, now: date | None) -> Moment | None:
    return None if now is None else Moment(now, lambda: tense.direction(parse, start, end))


def _trimmed(text: str, found: Expression) -> Expression:
    """Without a preposition or article that only helped to see it."""
    lead = re.match(
        r"(?:(?:on|of|in)\s+(?=the|tuesday|\w+day)|the\s+(?=day|year|month|week))", text[found.start : found.end], re.I
    )
    if lead and text[found.start : found.end].lower().startswith(("on ", "of ")):
        return replace(found, start=found.start + lead.end())
    return found


def _years(text: str, parse: Doc) -> Iterator[Expression]:
    """Four digits that are a year."""
    for match in _YEAR.finditer(text):
        start, end = match.span()
        if not _YEAR_BEFORE.search(text[max(0, start - 20) : start]):
            span = parse.char_span(start, end, alignment_mode="expand")
            if span is None or not _stands_alone(span.root):
                continue
        if _COUNTED.match(text, end) and int(match[0]) % 100 == 0:
            continue
        yield Expression(start, end, Reading(period=periods.year(int(match[0]))))


def _stands_alone(number: Token) -> bool:
    """Whether four digits count nothing and are no part of a name: "The 2019 vote", "2019 was wet"."""
    if number.ent_type_ or number.dep_ != "nummod":
        return not number.ent_type_
    return number.head.tag_ == "NN"


def _anchored(text: str, found: list[Expression]) -> list[Expression]:
    """ "two weeks before 15 January": a day that is counted from another."""
    kept: list[Expression] = []
    for this in found:
        if kept and this.start < kept[-1].end:
            continue
        match = _ANCHORED.search(text, max(0, this.start - _BEFORE), this.start)
        first = this.reading.period.first if this.reading.period else None
        n = words.count(match["n"]) if match else None
        if match is None or first is None or n is None or n != int(n):
            kept.append(this)
            continue
        unit = words.unit(match["unit"])
        if unit in periods.CLOCK:
            kept.append(this)
            continue
        n = -n if match["how"].lower() == "before" else n
        try:
            when = periods.shifted(first, int(n), unit)
        except OverflowError:
            continue
        end, weekday = this.end, match["w"]
        if behind := _ON_WEEKDAY.match(text, end):
            end, weekday = behind.end(), behind[1]
        if weekday:
            when = time_counted.beside(when, unit, words.weekday(weekday))
        while kept and kept[-1].end > match.start():
            kept.pop()
        kept.append(Expression(match.start(), end, Reading(period=periods.day(when))))
    return kept


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """ "from June to August 2019", "between Monday and Thursday": one stretch."""
    kept: list[Expression] = []
    for this in found:
        last = kept[-1] if kept else None
        if last and this.start - last.end < 20 and _RANGE.fullmatch(text, last.end, this.start):
            first, second = last.reading.period, this.reading.period
            opened = _FROM.search(text, max(0, last.start - 12), last.start)
            how = text[last.end : this.start].strip().lower()
            fits = (how == "and") == (opened is not None and opened[1].lower() == "between")
            if (
                first
                and second
                and fits
                and (opened or how in ("-", "–", "—", "through"))
                and first.unit == second.unit
            ):
                joined = _between(first, second)
                if joined:
                    start = opened.start() if opened and opened[1].lower() == "between" else last.start
                    kept[-1] = Expression(start, this.end, Reading(period=joined))
                    continue
        kept.append(this)
    return kept


def _between(first: Period, second: Period) -> Period | None:
    """From one to the other; "from June to August 2019" begins in 2019, too."""
    if first.first is None or second.first is None:
        return None
    if first.unit == "month" and not 0 <= second.first.year - first.first.year <= 1:
        later = first.first.month > second.first.month
        first = periods.month(second.first.year - later, first.first.month)
    return periods.between(first, second) if first.first and first.first <= second.first else None


def _opened(text: str, found: list[Expression], now: date | None) -> Iterator[Expression]:
    """ "since 2019" has no end, "before 2018" no beginning."""
    for this in found:
        period = this.reading.period
        match = _OPEN.search(text, max(0, this.start - _BEFORE), this.start) if period else None
        if period is None or match is None or this.reading.kind != "date":
            yield this
            continue
        # "before the end of April" reaches into it
        word = "by" if match[2] and match[1].lower() == "before" else match[1].lower()
        if word == "as of" and now is not None and period.first is not None and period.first <= now:
            interval = period.interval  # how it stood then
        elif word in ("since", "as of"):
            interval = f"{period.first}/.."
        elif word == "after" and period.last and period.last < date.max:
            interval = f"{periods.shifted(period.last, 1, 'day')}/.."
        elif word in ("before", "prior to") and period.first and period.first > date.min:
            interval = f"../{periods.shifted(period.first, -1, 'day')}"
        else:
            interval = f"../{period.last}" if word in ("until", "till", "by") else period.interval
        yield replace(this, reading=replace(this.reading, interval=interval))


def _clocked(text: str, found: Iterator[Expression], now: date | None) -> Iterator[Expression]:
    """Times of the day get the day that stands beside them, else that of publication."""
    whole = list(found)
    for n, this in enumerate(whole):
        value = this.reading.value
        if this.reading.kind != "time" or value is None or not value.startswith("T"):
            yield this
            continue
        beside = [whole[k] for k in (n - 1, n + 1) if 0 <= k < len(whole)]
        days = [
            b.reading.period.first
            for b in beside
            if b.reading.period
            and b.reading.period.unit == "day"
            and _CLOCK_GAP.fullmatch(text, min(b.end, this.end), max(b.start, this.start))
        ]
        day = days[0] if days else now
        yield replace(
            this, reading=Reading("time", None, f"{day}{value}" if day else None, f"{day}/{day}" if day else None)
        )
