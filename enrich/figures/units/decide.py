"""Which unit a figure has and of which kind it is: decided here, by the first step that knows.

Others find the facts (what stands beside a number, which quantity it goes on from, what is counted) and ask.
"""

from typing import Any

from newswire.enrich.figures.rules import RULES
from newswire.enrich.figures.units import measures, money, rates
from newswire.enrich.figures.units.dollars import Countries
from newswire.enrich.figures.units.unit import Needs, Step, Unit
from newswire.enrich.numbers.number import Number
from newswire.stream.messages import Counted

_AGE, _PERSON, _RATIO, _INDEX = (
    Unit("year-person", "age"), Unit("person", "count"), Unit(None, "ratio"), Unit(None, "index")
)  # fmt: skip
COUNT = Unit(None, "count")


def _longer(own: Unit | None, other: Unit) -> Unit:
    """The unit of a quantity whose neighbour has one, too or alone: "5 and 10 dollars a share"."""
    return own if own and len(own.id or "") >= len(other.id or "") else other


def _nothing(known: Any) -> None:
    """What is counted where nothing is."""


STEPS: tuple[Step, ...] = (
    Step("code with scale", "number", money.scaled_code, "50 MUSD"),
    Step("sign before", "number", money.sign_before, "US$40"),
    Step("sign after", "number", money.sign_after, "1,200€"),
    Step("word of money", "number", money.money_word, "7.5 million Danish crowns"),
    Step("hundredth", "number", money.hundredth, "19 cents"),
    Step("before a fraction", "number", measures.before_fraction, "It took an hour and a half"),
    Step("feet of a height", "number", measures.feet, "She is 5'11\" tall"),
    Step("points of error", "number", measures.points_of_error, "The tax rose by two points, to 21 percent"),
    Step("symbol", "number", measures.symbol, "140 km/h"),
    Step("name", "number", measures.name, "30 degrees Celsius"),
    Step("by the piece", "unit", rates.per, "$5 a share"),
    Step("whose money", "article", Countries.whose, "The Toronto firm paid $1.3 million (US$1 million)"),
    Step("score or odds", "pair", lambda kind: Unit(None, kind), "The bill passed by 52-48"),
    Step("neighbour's", "neighbour", _longer, "Growth fell to 4.1 percent from 4.3"),
    Step("aged", "sentence", lambda k: _AGE if k.is_aged() else None, "Boys aged 16 years left", _nothing),
    Step("times as much", "sentence", lambda k: _RATIO if k.is_times() else None, "It is 3 times the size", _nothing),
    Step("sum told before", "sentence", lambda k: k.sum(), "It had $52 million and a profit of 8 million", _nothing),
    Step("scale told before", "sentence", lambda k: k.scale(), "It was 30 degrees Celsius, then 25 degrees"),
    Step("beside", "sentence", lambda k: k.unit, "It weighs 5 tonnes"),
    Step("form", "sentence", lambda k: Unit(None, k.kind) if k.kind != "count" else None, "One in five fell ill"),
    Step("age", "sentence", lambda k: _AGE if k.is_age() else None, "Ivan Petrov, 34, said so", _nothing),
    Step("people", "sentence", lambda k: _PERSON if k.are_people() else None, "It hired 40 nurses"),
    Step("as before", "sentence", lambda k: k.same and k.same[0], "It built 4 homes. 3 were sold", lambda k: k.same[1]),
    Step("parent", "sentence", lambda k: _PERSON if k.is_parent() else None, "She is a mother of three"),
    Step("crowd", "sentence", lambda k: _PERSON if k.is_crowd() else None, "The march drew thousands"),
    Step("points", "sentence", lambda k: _INDEX if k.are_points() else None, "The Dow fell 90 points"),
    Step("magnitude", "sentence", lambda k: _INDEX if k.is_magnitude() else None, "A magnitude 6.1 quake", _nothing),
    Step("level", "sentence", lambda k: _INDEX if k.is_level() else None, "The index fell to 47.9", _nothing),
    Step("out of", "rate", rates.out_of, "It has 40 cases per 100,000 people"),
)  # fmt: skip


def decide(needs: Needs, *facts: Any) -> Unit | None:
    """The unit by the first step that needs these facts and knows."""
    found = _first(needs, *facts)
    return found[1] if found else None


def of_figure(known: Any, text: str, end: int) -> tuple[Unit, Counted | None]:
    """The unit of the figure that ends at `end` by what is known of it in its sentence, and what it counts."""
    step, unit = _first("sentence", known) or (None, COUNT)
    counted = step.counted(known) if step else known.counted
    return decide("rate", text, unit, end) or unit, counted


def beside(text: str, number: Number) -> Unit | None:
    """The unit of a number by the words and signs beside it, None where it has none of the lexicons."""
    if number.form in ("ratio", "ordinal"):
        return None
    aside = RULES["between number and unit"].match(text, number.end)
    unit = decide("number", text, number._replace(end=aside.end())) if aside else None
    if unit is None or unit.kind == "money":
        aside, unit = None, decide("number", text, number)
    made = unit and (decide("unit", text, unit) or unit)
    return made._replace(end=number.end) if made and aside and aside[1] else made


def _first(needs: Needs, *facts: Any) -> tuple[Step, Unit] | None:
    read = ((step, step.read(*facts)) for step in STEPS if step.needs == needs)
    return next(((step, unit) for step, unit in read if unit), None)
