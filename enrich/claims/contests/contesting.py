"""Writes into each claim who contests it, wherever in the article the denial stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from newswire.enrich.claims.contests import denials
from newswire.enrich.claims.contests.denials import Denial
from newswire.enrich.claims.contests.topics import Topics, is_name
from newswire.enrich.claims.link import Linked
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.lexicon.rules import Way
from newswire.stream.messages import Contest, Cue, Mention

#: denials; no article has more, and each is held against each claim
_MOST = 100
#: as far back as "these reports" may point, in sentences
_NEAR = 2
#: as far as what names only things may be from the claim
_FAR = 12


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


class Pair(NamedTuple):
    """A denial beside a claim."""

    denial: Denial
    claim: _Claim
    sides: frozenset[str]  #: names of the denier, and of whom he speaks for
    origin: frozenset[str]  #: keys of whose words are contested
    keys: frozenset[str]  #: of what is denied
    back: int  #: sentences from the claim to the denial

    @property
    def common(self) -> frozenset[str]:
        return self.keys & self.claim.about

    @property
    def things(self) -> int:
        """How many they have in common that are not names."""
        return sum(not is_name(key) for key in self.common)


def contest(claims: Sequence[Linked], mentions: Sequence[Mention | None], field: Spoken) -> Mapping[int, Contested]:
    """Number of a claim -> who denies, disputes or could not confirm it. `mentions` are the claims' sources."""
    found: dict[int, Contested] = defaultdict(Contested)
    every = list(islice(denials.find(claims, field), _MOST))
    denied, topics = {id(d.claim) for d in every if not d.inside}, Topics(field)
    told = [c for c in _claims(claims, mentions, topics, field) if id(c.linked) not in denied] if every else []
    places = {id(c): n for n, c in enumerate(claims)}
    last: Denial | None = None
    for denial in every:
        own, by = found[places[id(denial.claim)]], mentions[places[id(denial.claim)]]
        own.is_denial |= not denial.inside
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
        sides, origin = _sides(by, denial, told, field), topics.whose(denial.origin)
        keys, here = topics.keys(*about) if about else frozenset(), field.sentences.of(denial.cue[0])
        pairs = [
            Pair(denial, c, sides, origin, keys, here - c.sentence) for c in told if c.counts or points != "number"
        ]
        aimed = _aimed([pair for pair in pairs if not any(way.read(pair) for way in APART)], points)
        if not denial.inside:
            own.by.append(made)
            own.is_pointer = bool(denial.points and aimed)
        for claim in aimed:
            found[claim.place].by.append(made)
            found[claim.place].is_open |= denial.how == "not_confirmed" and bool(denial.points)
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


def _aimed(pairs: Sequence[Pair], points: str) -> list[_Claim]:
    """The claims that a denial is about: by its words, or the nearest that it points back at."""
    named = [pair.claim for pair in pairs if any(way.read(pair) for way in ABOUT)]
    if named or not points:
        return named
    before = [p for p in pairs if 0 <= p.back <= _NEAR and p.claim.linked.content[0][0] < p.denial.cue[0]]
    nearest = min((pair.back for pair in before), default=None)
    return [pair.claim for pair in before if pair.back == nearest]


def _are_many(pair: Pair) -> bool:
    return len(pair.common) >= 3


def _with_name(pair: Pair) -> bool:
    return pair.things < len(pair.common) >= 2


def _are_two(pair: Pair) -> bool:
    return pair.things >= 2 and abs(pair.back) <= _FAR


def _is_near(pair: Pair) -> bool:
    """ "Denied the loss of any aircraft", right after it; "could not confirm the flood", which is all that it says."""
    return pair.things > 0 and 0 <= pair.back <= (_FAR if len(pair.keys) == 1 else 1)


def _is_own(pair: Pair) -> bool:
    return pair.claim.linked is pair.denial.claim


def _is_inside(pair: Pair) -> bool:
    at = pair.denial.cue[0]
    return pair.denial.points != "clause" and any(s <= at < e for s, e in pair.claim.linked.content)


def _on_his_side(pair: Pair) -> bool:
    return (pair.claim.source.name or "").lower() in pair.sides


def _is_anothers(pair: Pair) -> bool:
    """Whether it is not by whom the denial names: "Norway's figure"."""
    name = (pair.claim.source.name or pair.claim.source.text).lower()
    return bool(pair.origin) and not pair.origin & {*name.split(), f"name:{name}", pair.claim.source.entity_id}


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
    Way("inside", _is_inside, "{Norway|S} {said|Q} {that vets told us that police could not confirm the report|C}."),
    Way("his side's", _on_his_side, "{Ann Lee|S} {said|Q} {40 cows died|C}. {She|S} {denied|Q} {that cows died|C}."),
    Way("another one's", _is_anothers, _DIED + "{Ann Lee|S} {rejected|Q} {Norway's figure|C}."),
)


def _sides(by: Mention, denial: Denial, claims: Sequence[_Claim], field: Spoken) -> frozenset[str]:
    """The denier's name, and that of whom he speaks for: "its president" is on the side of whoever spoke before."""
    sides = {by.name}
    if field.match("one's own", by.start, by.end):
        before = [c.source.name for c in claims if c.linked.cue < denial.cue and c.source.name not in (None, by.name)]
        sides |= {*before[-1:]}
    return frozenset(name.lower() for name in sides if name)
