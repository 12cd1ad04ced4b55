"""What two expressions of time mean together: "a week before 15 January", "from June to August", "3 p.m. on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from newswire.enrich.times.calendar import periods
from newswire.enrich.times.calendar.periods import Period
from newswire.enrich.times.rules import counted, words
from newswire.enrich.times.rules.anchoring import Reading
from newswire.enrich.times.rules.narrowed import narrowed
from newswire.enrich.times.rules.words import COUNT, UNIT, WEEKDAY, YEAR4

_ANCHORED = re.compile(
    rf"(?:(?:\b(?P<w>{WEEKDAY}),?\s+)?\b(?:in\s+)?(?P<n>{COUNT})\s+(?P<unit>{UNIT})\s+"
    rf"(?P<how>before|after|from|since|following)\s+(?:the\s+(?:year\s+)?)?)$",
    re.I,
)
_ON_WEEKDAY = re.compile(rf",?\s+on\s+({WEEKDAY})(?!\w)", re.I)
_RANGE = re.compile(r"\s*(?:to|until|till|through|and|[-–—])\s*(?:the\s+)?$", re.I)
_FROM = re.compile(r"\b(between|from)\s+(?:the\s+)?$", re.I)
_OPEN = re.compile(
    r"\b(since|until|till|by|before|after|prior to|as of)\s+"
    r"(?:the\s+|early\s+|late\s+|mid-?\s*)*(end\s+of\s+(?:the\s+)?)?$",
    re.I,
)
_CLOCK_GAP = re.compile(
    r"\s*(?:,|on|at|around|about|by|from|shortly after|before|(?:local )?time|[A-Z]{2,4}T|\([^()]{1,20}\)|[()\s])*\s*$",
    re.I,
)
_YEAR = re.compile(YEAR4)
#: characters over which a text goes on about the day that it told last
_NEAR = 600
#: how much is read before an expression to see what it hangs on
_BEFORE = 40


class Expression(NamedTuple):
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


def together(text: str, found: list[Expression], now: date | None) -> list[Expression]:
    """The expressions of a text, which are in order, as what they mean beside each other; `now` is the publication."""
    return list(_clocked(text, _opened(text, _joined(text, _anchored(text, _stepped(found))), now), now))


def _stepped(found: list[Expression]) -> Iterator[Expression]:
    """ "the next day" is counted from the day that was told shortly before, else from the publication."""
    last: Expression | None = None
    for this in found:
        steps, day = this.reading.steps, _day(last) if last and this.start - last.end < _NEAR else None
        if steps is not None and day is not None:
            with suppress(OverflowError):
                this = this._replace(reading=Reading(period=periods.day(periods.shifted(day, steps, "day"))))
        if _day(this) is not None:
            last = this
        yield this


def _day(this: Expression) -> date | None:
    """The day of an expression that is one."""
    period = this.reading.period
    return period.first if period is not None and period.first == period.last else None


def _anchored(text: str, found: Iterator[Expression]) -> list[Expression]:
    """ "two weeks before 15 January": a day that is counted from another."""
    kept: list[Expression] = []
    for this in found:
        if kept and this.start < kept[-1].end:
            continue
        match = _ANCHORED.search(text, max(0, this.start - _BEFORE), this.start)
        period, n = this.reading.period, words.count(match["n"]) if match else None
        unit = words.unit(match["unit"]) if match else ""
        if match is None or period is None or n is None or n != int(n) or unit in periods.CLOCK:
            kept.append(this)
            continue
        n = -n if match["how"].lower() == "before" else n
        try:
            when = periods.shifted(period.first, int(n), unit)
        except OverflowError:
            continue
        end, weekday = this.end, match["w"]
        if after := _ON_WEEKDAY.match(text, end):
            end, weekday = after.end(), after[1]
        if weekday:
            when = counted.beside(when, unit, words.weekday(weekday))
        while kept and kept[-1].end > match.start():
            kept.pop()
        kept.append(Expression(match.start(), end, Reading(period=periods.day(when))))
    return kept


def _joined(text: str, found: list[Expression]) -> list[Expression]:
    """ "from June to August 2019", "between Monday and Thursday": one stretch."""
    kept: list[Expression] = []
    for this in found:
        last = kept[-1] if kept else None
        joined = _range(text, last, this) if last and this.start - last.end < 20 else None
        if joined:
            kept.pop()
        kept.append(joined or this)
    return kept


def _range(text: str, last: Expression, this: Expression) -> Expression | None:
    """From the one to the other, where that is what the words between and before them say."""
    first, second = last.reading.period, this.reading.period
    if not (first and second and first.unit == second.unit and _RANGE.fullmatch(text, last.end, this.start)):
        return None
    opened = _FROM.search(text, max(0, last.start - 12), last.start)
    how, is_between = text[last.end : this.start].strip().lower(), opened is not None and opened[1].lower() == "between"
    if (how == "and") != is_between or not (opened or how in ("-", "–", "—", "through")):
        return None
    joined = _between(first, second, bool(_YEAR.search(text, last.start, last.end)))
    start = opened.start() if opened and is_between else last.start
    return Expression(start, this.end, Reading(period=joined)) if joined else None


def _between(first: Period, second: Period, of_year: bool) -> Period | None:
    """From one to the other; "from June to August 2019" begins in 2019, too, where the first has no year of its own."""
    if first.unit == "month" and not of_year and not 0 <= second.first.year - first.first.year <= 1:
        later = first.first.month > second.first.month
        first = periods.month(second.first.year - later, first.first.month)
    return periods.between(first, second) if first.first <= second.first else None


def _opened(text: str, found: list[Expression], now: date | None) -> Iterator[Expression]:
    """ "since 2019" has no end, "before 2018" no beginning."""
    for this in found:
        period = narrowed(text, this.start, this.reading.period)
        match = _OPEN.search(text, max(0, this.start - _BEFORE), this.start)
        if period and match and this.reading.kind == "date":
            # "before the end of April" reaches into it
            word = "by" if match[2] and match[1].lower() == "before" else match[1].lower()
            this = this._replace(reading=this.reading._replace(interval=_open_interval(word, period, now)))
        elif period and period is not this.reading.period and this.reading.interval is None:
            this = this._replace(reading=this.reading._replace(interval=period.interval))
        yield this


def _open_interval(word: str, period: Period, now: date | None) -> str:
    if word == "since" or (word == "as of" and (now is None or period.first > now)):
        return f"{period.first}/.."
    if word == "after" and period.last < date.max:
        return f"{periods.shifted(period.last, 1, 'day')}/.."
    if word in ("before", "prior to") and period.first > date.min:
        return f"../{periods.shifted(period.first, -1, 'day')}"
    # as of a day that is over: how it stood then
    return f"../{period.last}" if word in ("until", "till", "by") else period.interval


def _clocked(text: str, found: Iterator[Expression], now: date | None) -> Iterator[Expression]:
    """Times of the day get the day that stands beside them, else that of publication."""
    whole, told, told_at = list(found), now, 0
    for n, this in enumerate(whole):
        value = this.reading.value
        if this.reading.kind != "time" or value is None or not value.startswith("T"):
            if (own := _day(this)) is not None and (now is None or own <= now):
                told, told_at = own, this.end
            yield this
            continue
        beside = [whole[k] for k in (n - 1, n + 1, n - 2, n + 2) if 0 <= k < len(whole)]
        days = [
            b.reading.period.first
            for b in beside
            if b.reading.period
            and b.reading.period.unit == "day"
            and _CLOCK_GAP.fullmatch(text, min(b.end, this.end), max(b.start, this.start))
        ]
        # "On Sunday a bus crashed. It was 3 p.m. when ..."
        day = days[0] if days else told if "\n" not in text[told_at : this.start] else now
        yield this._replace(
            reading=Reading("time", None, f"{day}{value}" if day else None, f"{day}/{day}" if day else None)
        )
