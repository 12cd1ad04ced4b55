"""What a number counts: decided here, by the first row of the table that knows.

Rows are asked in rounds, each when what they look at is known: the words after the number; where those name nothing,
the rest of its sentence; where it is no age and nobody's number, the figures before it; once all figures are found, the
one after it and the one before it, with which it may share; and who "others" are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from msgspec.structs import replace

from newswire.enrich.figures.counted.antecedent import (
    more_of_them,
    noun_aside,
    of_the,
    of_which,
    part_acts,
    people_act,
    plural_before,
    somebody_acts,
    subject_before,
    the_same,
    those_before,
    who_of_them,
)  # fmt: skip
from newswire.enrich.figures.counted.phrase import phrase_after
from newswire.enrich.figures.counted.sharing import (
    are_other_people,
    are_other_things,
    is_against,
    is_by_same_verb,
    is_in_list,
    is_in_turn,
    is_included,
    is_more,
    is_part,
)  # fmt: skip
from newswire.enrich.figures.counted.site import Site, Thing
from newswire.enrich.figures.counted.totals import of_casualties, of_group, of_number, of_size, of_toll, of_total
from newswire.enrich.figures.near import END
from newswire.enrich.figures.units.decide import COUNT, decide
from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.passages.readable import is_readable
from newswire.stream.messages import Figure

#: the rounds
Needs = Literal["words after", "sentence", "figures before", "next figure", "last figure", "others"]
_SHARES, _BARE, _PARTS = ("ratio", "percent"), ("count", "index"), ("count", "ratio")
_ANY = ("count", "ratio", "percent", "money", "measure", "duration", "age", "index", "ordinal", "other")
#: lengths of time may stand between a count and what it is compared with
_PASSED_OVER = ("duration", "age")
#: between two figures that share, in characters
_REACH = 120


class Rule(NamedTuple):
    """A way to tell what a number counts."""

    name: str
    needs: Needs
    #: of a Site, a Thing; of a text, two figures and what stands between them, whether one counts what the other does;
    #: of a text, a figure of others and the figure before it, the head of what they are
    finds: Callable[..., Any]
    example: str
    counts: str  #: the heads of what is counted in the example, else units, which a test demands; "-" is nothing
    kinds: tuple[str, ...] = ("count",)


RULES = (
    Rule("phrase", "words after", phrase_after, "It has nine boats.", "boat", _ANY),
    Rule("who they are", "sentence", who_of_them, "It held 12 sailors, eight of them boys.", "sailor boy", _PARTS),
    Rule("those before", "sentence", those_before, "Doctors say it hurt 40 men, 12 of them badly.", "man man", _PARTS),
    Rule("plural before", "sentence", plural_before, "Troops came, 1,500 of them by sea.", "troop", _PARTS),
    Rule("subject before", "sentence", subject_before, "Voters left. About 900 of them had come.", "voter", _PARTS),
    Rule("noun aside", "sentence", noun_aside, "It fired the employees (two were ill).", "employee", _PARTS),
    Rule("of which", "sentence", of_which, "The plan lists 200 tanks, of which 60 in the north.", "tank tank", _PARTS),
    Rule("of the", "sentence", of_the, "Of the 300 migrants, 40 were ill.", "migrant migrant", _PARTS),
    Rule("town or group", "sentence", of_group, "It is a town of 40,000.", "person"),
    Rule("size", "sentence", of_size, "The population is put at 40,000.", "person"),
    Rule("number", "sentence", of_number, "The number of infections rose to 400.", "infection"),
    Rule("toll", "sentence", of_toll, "The death toll stands at 40.", "death"),
    Rule("casualties", "sentence", of_casualties, "Casualties increased to 167.", "casualty"),
    Rule("total", "sentence", of_total, "It made 40 arrests. The total is now 90.", "arrest arrest"),
    Rule("same", "figures before", the_same, "It held eight men. Nobody saw the eight.", "man person"),
    Rule("more", "figures before", more_of_them, "It sank three ships and hit three more.", "ship ship"),
    Rule("people act", "figures before", people_act, "It held 40 men. 50 were sold.", "man person"),
    Rule("part acts", "figures before", part_acts, "It built 40 homes. 30 were sold.", "home home"),
    Rule("somebody acts", "figures before", somebody_acts, "About 200 showed up.", "person"),
    Rule("part of", "next figure", is_part, "Half of the 40 branches will close.", "branch branch"),
    Rule("list", "next figure", is_in_list, "The teams scored 20 and 25 goals.", "goal goal"),
    Rule("against", "last figure", is_against, "It has 310 ships, rather than 420.", "ship ship"),
    Rule("in turn", "last figure", is_in_turn, "It sold 50 bikes in March and 70 in April.", "bike bike"),
    Rule("further", "last figure", is_more, "The chain has 48 shops and a further 15 in Ireland.", "shop shop"),
    Rule("including", "last figure", is_included, "It will close 150 shops including 50 by March.", "shop shop"),
    Rule("same verb", "last figure", is_by_same_verb, "It averaged 17 arrests and we averaged 462.", "arrest arrest"),
    Rule("other people", "others", are_other_people, "Twelve people died and 30 others fled.", "people person"),
    Rule("other things", "others", are_other_things, "It gutted 14 homes and damaged 30 others.", "home home"),
)  # fmt: skip


def find_counted(site: Site) -> Thing:
    """What the words of its sentence say that a number counts."""
    found = _first("words after", site)
    # of a list without end no sentence tells what is counted
    if found is None and not site.unit and is_readable(site.number.root):
        found = _first("sentence", site)
    return found or Thing(None)


def find_same(site: Site) -> Thing | None:
    """What a number without a noun counts by the figures before it; None where it may count anything."""
    return _first("figures before", site)


def share(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one field, in order; a count that has no thing takes that of its neighbour where words join them.

    Units are shared before, in `newswire.enrich.figures.quantities.ellipsis`.
    """
    done = list(figures)
    for at in range(len(done) - 2, -1, -1):
        a, b = done[at], done[at + 1]
        shares = a.kind in _SHARES and a.counted is None
        may = (shares or _is_bare(a)) and b.kind == "count" and b.counted and b.counted.start >= b.end
        if may and _joined("next figure", text, a, b, a.end):
            done[at] = replace(a, counted=b.counted) if shares else _take(a, b)
    for at in range(1, len(done)):
        a, b = done[at - 1], done[at]
        if not _is_bare(b) or not END.match(text, b.end):
            continue
        if at > 1 and a.kind in _PASSED_OVER:
            a = done[at - 2]
        # a thing taken from another stands before its number
        if a.counted and a.kind in _BARE and _joined("last figure", text, a, b, max(a.end, a.counted.end)):
            done[at] = _take(b, a)
    return [_of_others(text, figure, done[n - 1] if n else None) for n, figure in enumerate(done)]


def _first(needs: Needs, site: Site) -> Thing | None:
    found = (rule.finds(site) for rule in RULES if rule.needs == needs and site.kind in rule.kinds)
    return next((thing for thing in found if thing), None)


def _joined(needs: Needs, text: str, a: Figure, b: Figure, start: int) -> bool:
    gap = text[start : b.start] if 0 < b.start - start < _REACH else ""
    return bool(gap) and any(rule.finds(text, a, b, gap) for rule in RULES if rule.needs == needs)


def _is_bare(figure: Figure) -> bool:
    return figure.kind in _BARE and figure.unit is None and figure.counted is None


def _take(figure: Figure, other: Figure) -> Figure:
    unit = decide("neighbour", None, Unit(other.unit, other.kind)) or COUNT
    return replace(figure, counted=other.counted, unit=unit.id, kind=unit.kind)


def _of_others(text: str, figure: Figure, before: Figure | None) -> Figure:
    """With what "22 others" are as the head of what is counted."""
    if figure.counted is None or figure.counted.head != "other":
        return figure
    heads = (rule.finds(text, figure, before) for rule in RULES if rule.needs == "others")
    head = next((h for h in heads if h), "other")
    return replace(figure, counted=replace(figure.counted, head=head))
