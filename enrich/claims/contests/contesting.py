"""Writes into each claim who contests it, wherever in the article the denial stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newswire.enrich.claims.contests import denials
from newswire.enrich.claims.contests.denials import Denial
from newswire.enrich.claims.contests.topics import Topics, is_name
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.lexicon.load import read_table
from newswire.stream.messages import Contest, Cue, Mention

#: denials; no article has more, and each is held against each claim
_MOST = 100
#: as far back as "these reports" may point, in sentences
_NEAR = 2
#: as far as what names only things may be from the claim
_FAR = 12
_OWN = re.compile(r"(?:its|their|his|her)\b", re.I)
#: capitalised words of a denial's object tell whose words it is about: "the Danish figure"
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_ROLE = re.compile(r"[a-z]+")
#: "the official toll" is whoever's
_ROLES = frozenset(row[0] for row in read_table("en/roles")) - {"official"} | {"intelligence", "media"}


@dataclass(slots=True)
class Contested:
    """What was found of a claim's contests."""

    by: list[Contest] = field(default_factory=list)
    is_open: bool = False  #: it was expressly not confirmed
    is_denial: bool = False  #: its content is what its source denies
    is_pointer: bool = False  #: its content only points at what another one claims, which its source denies


@dataclass(slots=True)
class _Claim:
    """A claim as a denial sees it."""

    place: int  #: its number
    linked: Linked
    source: Mention
    about: frozenset[str]
    sentence: int
    counts: bool  #: it holds a number


def contest(
    claims: Sequence[Linked], mentions: Sequence[Mention | None], topics: Topics, text: str, sentences: Sentences
) -> Mapping[int, Contested]:
    """Number of a claim -> who denies, disputes or could not confirm it. `mentions` are the claims' sources."""
    found: dict[int, Contested] = {}
    places = {id(c): n for n, c in enumerate(claims)}
    every = list(denials.find(list(claims), text))[:_MOST]
    if not every:
        return found
    denied = {id(d.claim) for d in every if not d.inside}
    told = [c for c in _claims(claims, mentions, topics, sentences) if id(c.linked) not in denied]
    last: Denial | None = None
    for denial in every:
        number = places[id(denial.claim)]
        by = mentions[number]
        if denial.is_claim() or denial.only_points():
            found.setdefault(number, Contested()).is_denial = True
        if by is None:
            continue
        cue = Cue(
            text=text[slice(*denial.cue)].rstrip(),
            start=denial.cue[0],
            end=denial.cue[0] + len(text[slice(*denial.cue)].rstrip()),
        )
        made = Contest(name=by.name, text=by.text, start=by.start, end=by.end, how=denial.how, cue=cue)
        if denial.is_claim():
            found[number].by.append(made)
        here = sentences.of(denial.cue[0])
        about, points = denial.about, denial.points
        same = last is not None and last.how == denial.how and sentences.of(last.cue[0]) == here
        if points and same and last is not None and last.about and not last.points:
            # "Russia denies X, and its spokesman dismissed the claims": the same claims
            about, points = last.about, ""
        last = denial
        sides = _sides(by, denial, told)
        origin = _origin(denial.origin, topics, text)
        others = [c for c in told if not _is_own(c, denial, sides, origin)]
        aimed = _contested(denial, about, points, others, topics, here)
        if denial.only_points():
            found[number].is_pointer = bool(aimed)
            found[number].by.append(made)
        for claim in aimed:
            contested = found.setdefault(claim.place, Contested())
            contested.by.append(made)
            contested.is_open |= denial.how == "not_confirmed" and bool(denial.points)
    return found


def _claims(
    claims: Sequence[Linked], mentions: Sequence[Mention | None], topics: Topics, sentences: Sentences
) -> Iterator[_Claim]:
    """The claims that somebody may contest."""
    for n, (linked, source) in enumerate(zip(claims, mentions, strict=True)):
        if source is not None and linked.content:
            about = frozenset(k for s, e in linked.content for k in topics.keys(s, e))
            counts = any(topics.counts(s, e) for s, e in linked.content)
            yield _Claim(n, linked, source, about, sentences.of(linked.cue[0]), counts)


def _contested(
    denial: Denial, about: tuple[int, int] | None, points: str, claims: Sequence[_Claim], topics: Topics, here: int
) -> list[_Claim]:
    """The claims that a denial in sentence `here` is about."""
    keys = topics.keys(*about) if about else frozenset()
    named = [c for c in claims if (c.counts or points != "number") and _is_about(keys, c, here - c.sentence)]
    if named or not points:
        return named
    fitting = [
        c
        for c in claims
        if 0 <= here - c.sentence <= _NEAR
        and c.linked.content[0][0] < denial.cue[0]
        and (c.counts or points != "number")
    ]
    nearest = max((c.sentence for c in fitting), default=None)
    return [c for c in fitting if c.sentence == nearest]


def _is_about(keys: frozenset[str], claim: _Claim, back: int) -> bool:
    """Whether a denial names what a claim says, that many sentences before it (negative: after it)."""
    common = keys & claim.about
    things = [k for k in common if not is_name(k)]
    if len(common) >= 3 or (len(common) >= 2 and len(things) < len(common)):
        return True
    if len(things) >= 2:
        return abs(back) <= _FAR
    # "could not confirm the flood": all that it is about; "denied the loss of any aircraft", right after it
    return bool(things) and back >= 0 and (back <= 1 or (len(keys) == 1 and back <= _FAR))


def _is_own(claim: _Claim, denial: Denial, sides: frozenset[str], origin: frozenset[str]) -> bool:
    """Whether it is the denier's own claim, has the denial in its words, or is not by whom the denial names."""
    if claim.linked is denial.claim:
        return True
    if any(s <= denial.cue[0] < e for s, e in claim.linked.content) and denial.points != "clause":
        return True
    if claim.source.name is not None and claim.source.name.lower() in sides:
        return True
    return bool(origin) and not origin & _name_keys(claim.source)


def _sides(by: Mention, denial: Denial, claims: Sequence[_Claim]) -> frozenset[str]:
    """The denier's name, and that of whom he speaks for: "its president" is on the side of whoever spoke before."""
    sides = {by.name.lower()} if by.name else set()
    if _OWN.match(by.text):
        before = [c for c in claims if c.linked.cue < denial.cue and c.source.name and c.source.name != by.name]
        if before:
            sides.add((before[-1].source.name or "").lower())
    return frozenset(sides)


def _origin(said: tuple[int, int] | None, topics: Topics, text: str) -> frozenset[str]:
    """The keys of whose words are contested: ids of names, capitalised words, and the noun: "from the agency"."""
    if said is None:
        return frozenset()
    named = {w.lower() for w in _CAPITAL.findall(text, *said)}
    return topics.identities(*said) | named | {w.lower() for w in _ROLE.findall(text, *said) if w in _ROLES}


def _name_keys(mention: Mention) -> frozenset[str]:
    name = (mention.name or mention.text).lower()
    return frozenset((*name.split(), f"name:{name}")) | ({mention.entity_id} if mention.entity_id else frozenset())
