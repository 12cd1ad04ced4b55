"""Writes into each claim who contests it, wherever in the article the denial stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from newswire.enrich.claims.contests import denials
from newswire.enrich.claims.contests.denials import Denial
from newswire.enrich.claims.contests.topics import Topics, is_name
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.rules import WORDS
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.load import read_table
from newswire.enrich.lexicon.rules import Way
from newswire.enrich.passages.spans import Place
from newswire.stream.messages import Contest, Cue, Mention

#: denials; no article has more, and each is held against each claim
_MOST = 100
#: as far back as "these reports" may point, in sentences
_NEAR = 2
#: as far as what names only things may be from the claim
_FAR = 12
_WORD = re.compile(r"[a-z]+")
#: "the official toll" is whoever's
_ROLES = frozenset(row[0] for row in read_table("en/roles")) - {"official"} | WORDS["origin"]


@dataclass(slots=True)
class Contested:
    """What was found of a claim's contests."""

    by: list[Contest] = field(default_factory=list)
    is_open: bool = False  #: it was expressly not confirmed
    is_denial: bool = False  #: its content is what its source denies
    is_pointer: bool = False  #: its content only points at what another one claims, which its source denies


class _Claim(NamedTuple):
    """A claim as a denial sees it."""

    place: int  #: its number
    linked: Linked
    source: Mention
    about: frozenset[str]
    sentence: int
    counts: bool  #: it holds a number


class Common(NamedTuple):
    """What a denial and a claim have in common."""

    keys: int  #: of the denial
    common: int  #: that both have
    things: int  #: of these, that are not names
    back: int  #: sentences from the claim to the denial


class Against(NamedTuple):
    """A denial beside a claim."""

    denial: Denial
    claim: _Claim
    sides: frozenset[str]  #: names of the denier, and of whom he speaks for
    origin: frozenset[str]  #: keys of whose words are contested


def contest(claims: Sequence[Linked], mentions: Sequence[Mention | None], field: Spoken) -> Mapping[int, Contested]:
    """Number of a claim -> who denies, disputes or could not confirm it. `mentions` are the claims' sources."""
    found: dict[int, Contested] = {}
    every = list(islice(denials.find(claims, field), _MOST))
    if not every:
        return found
    places, topics = {id(c): n for n, c in enumerate(claims)}, Topics(field)
    denied = {id(d.claim) for d in every if not d.inside}
    told = [c for c in _claims(claims, mentions, topics, field) if id(c.linked) not in denied]
    last: Denial | None = None
    for denial in every:
        number = places[id(denial.claim)]
        by = mentions[number]
        if denial.is_claim() or denial.only_points():
            found.setdefault(number, Contested()).is_denial = True
        if by is None:
            continue
        words = field.said(denial.cue).rstrip()
        cue = Cue(text=words, start=denial.cue[0], end=denial.cue[0] + len(words))
        made = Contest(name=by.name, text=by.text, start=by.start, end=by.end, how=denial.how, cue=cue)
        about, points = denial.about, denial.points
        same = last is not None and last.how == denial.how and field.same_sentence(last.cue[0], denial.cue[0])
        if points and same and last is not None and last.about and not last.points:
            # "Russia denies X, and its spokesman dismissed the claims": the same claims
            about, points = last.about, ""
        last = denial
        sides, origin = _sides(by, denial, told, field), _origin(denial.origin, topics, field)
        others = [c for c in told if not any(a.read(Against(denial, c, sides, origin)) for a in APART)]
        aimed = _contested(about, points, others, topics, denial.cue[0])
        if denial.is_claim() or denial.only_points():
            found[number].by.append(made)
            found[number].is_pointer = denial.only_points() and bool(aimed)
        for claim in aimed:
            contested = found.setdefault(claim.place, Contested())
            contested.by.append(made)
            contested.is_open |= denial.how == "not_confirmed" and bool(denial.points)
    return found


def _claims(
    claims: Sequence[Linked], mentions: Sequence[Mention | None], topics: Topics, field: Spoken
) -> Iterator[_Claim]:
    """The claims that somebody may contest."""
    for n, (linked, source) in enumerate(zip(claims, mentions, strict=True)):
        if source is not None and linked.content:
            about = frozenset(k for s, e in linked.content for k in topics.keys(s, e))
            counts = any(field.search("number", s, e) for s, e in linked.content)
            yield _Claim(n, linked, source, about, field.sentences.of(linked.cue[0]), counts)


def _contested(about: Place | None, points: str, claims: Sequence[_Claim], topics: Topics, cue: int) -> list[_Claim]:
    """The claims that a denial with its cue at a character is about."""
    keys, here = topics.keys(*about) if about else frozenset(), topics.field.sentences.of(cue)
    claims = [c for c in claims if c.counts or points != "number"]
    named = [c for c in claims if any(a.read(_common(keys, c, here - c.sentence)) for a in ABOUT)]
    if named or not points:
        return named
    fitting = [c for c in claims if 0 <= here - c.sentence <= _NEAR and c.linked.content[0][0] < cue]
    nearest = max((c.sentence for c in fitting), default=None)
    return [c for c in fitting if c.sentence == nearest]


def _common(keys: frozenset[str], claim: _Claim, back: int) -> Common:
    common = keys & claim.about
    return Common(len(keys), len(common), sum(not is_name(k) for k in common), back)


def _are_many(c: Common) -> bool:
    return c.common >= 3


def _with_name(c: Common) -> bool:
    return c.common >= 2 and c.things < c.common


def _are_two(c: Common) -> bool:
    return c.things >= 2 and abs(c.back) <= _FAR


def _is_near(c: Common) -> bool:
    """ "Denied the loss of any aircraft", right after it; "could not confirm the flood", which is all that it says."""
    return c.things > 0 and 0 <= c.back <= (_FAR if c.keys == 1 else 1)


def _is_own(a: Against) -> bool:
    return a.claim.linked is a.denial.claim


def _is_inside(a: Against) -> bool:
    return a.denial.points != "clause" and any(s <= a.denial.cue[0] < e for s, e in a.claim.linked.content)


def _on_his_side(a: Against) -> bool:
    return (a.claim.source.name or "").lower() in a.sides


def _is_anothers(a: Against) -> bool:
    return bool(a.origin) and not a.origin & _name_keys(a.claim.source)


_DIED, _SANK = "{Police|S} {said|Q} {40 cows died|C}. ", "{Police|S} {said|Q} {Bo Moe sank a ship in port|C}. "
_DENIED = "{Ann Lee|S} {denied|Q} {that "
#: reasons for a denial to be about a claim
ABOUT = (
    Way("three words", _are_many, _SANK + "Go. " * 13 + _DENIED + "any ships sank in ports|C}."),
    Way("a name and more", _with_name, _SANK + "Go. " * 13 + _DENIED + "Bo Moe stole a ship|C}."),
    Way("two words", _are_two, _DIED + "Go. Go. Go. " + _DENIED + "any cows died|C}."),
    Way("a word", _is_near, _DIED + _DENIED + "cows were hurt|C}."),
)
#: reasons for a denial not to contest a claim
APART = (
    Way("its own", _is_own, _DIED + "{We|S} {said|Q} {that we could not confirm this|C}."),
    Way(
        "inside", _is_inside, "{Norway|S} {said|Q} {that vets had told it that police could not confirm the report|C}."
    ),
    Way("his side's", _on_his_side, "{Ann Lee|S} {said|Q} {40 cows died|C}. {She|S} {denied|Q} {that cows died|C}."),
    Way("another one's", _is_anothers, _DIED + "{Ann Lee|S} {rejected|Q} {Norway's figure|C}."),
)


def _sides(by: Mention, denial: Denial, claims: Sequence[_Claim], field: Spoken) -> frozenset[str]:
    """The denier's name, and that of whom he speaks for: "its president" is on the side of whoever spoke before."""
    sides = {by.name.lower()} if by.name else set()
    if field.match("one's own", by.start, by.end):
        before = [c for c in claims if c.linked.cue < denial.cue and c.source.name and c.source.name != by.name]
        sides |= {(c.source.name or "").lower() for c in before[-1:]}
    return frozenset(sides)


def _origin(said: Place | None, topics: Topics, field: Spoken) -> frozenset[str]:
    """The keys of whose words are contested: ids of names, capitalised words, and the noun: "from the agency"."""
    if said is None:
        return frozenset()
    named = {m[0].lower() for m in field.each("capitals that tell whose it is", *said)}
    return topics.identities(*said) | named | (_ROLES & set(_WORD.findall(field.text, *said)))


def _name_keys(mention: Mention) -> frozenset[str]:
    name = (mention.name or mention.text).lower()
    return frozenset((*name.split(), f"name:{name}")) | ({mention.entity_id} if mention.entity_id else frozenset())
