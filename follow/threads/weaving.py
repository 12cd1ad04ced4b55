"""Puts the mentions of a report into threads and relates each to those before it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.threads.matching import JOINS, Profile, match_score
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.parts import part_or_total
from newswire.follow.threads.relating import relate
from newswire.follow.threads.sources import Claimants
from newswire.follow.threads.values import same
from newswire.stream.messages import make_id

#: how much more evidence two new quantities of one report need to be one
_WITHIN = 0.4


def weave(
    mentions: Sequence[Mention],
    story: str,
    earlier: Sequence[Mention],
    elsewhere: Mapping[int, Sequence[Mention]],
    known: Meanings,
    old: Sequence[Mention] = (),
) -> list[Mention]:
    """The report's mentions with thread, relation and counterpart.

    `earlier` are all others of the story, in order of arrival; each mention is related to those that arrived before it.
    `elsewhere` are those of another story that a group's sentence names, `old` what the report said before it came
    again: who says the same value again has said it since then.
    """
    groups: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.group].append(mention)
    threads = _threads(sorted((*earlier, *old), key=lambda m: m.number))
    joined = _assigned(groups, threads, elsewhere, known)
    claimants = Claimants((*earlier, *old), known)
    twins = list(old)
    history = {thread: list(found) for thread, found in threads.items()}
    for found in elsewhere.values():
        for mention in found:
            if mention.thread and mention.thread not in threads:
                history.setdefault(mention.thread, [])
                if mention not in history[mention.thread]:
                    history[mention.thread].append(mention)
    said = {n: next((m for m in group if m.source and m.field == "text"), None) for n, group in groups.items()}
    done: list[Mention] = []
    for mention in mentions:
        body = said[mention.group]
        if body and mention.field == "title":  # a headline has the source that the body names
            mention = msgspec.structs.replace(mention, source=body.source, office=body.office)
        who = claimants.institution(mention.source, mention.office) if mention.source else None
        mention = msgspec.structs.replace(mention, institution=who, story=story)
        if _is_background(groups[mention.group], joined.get(mention.group)):
            done.append(msgspec.structs.replace(mention, relation="background"))
            continue
        thread = joined.get(mention.group) or make_id(story, *map(str, groups[mention.group][0].key))[:16]
        mention = _since(mention, thread, twins)
        own = [m for m in done if m.thread == thread and m.number <= mention.number]
        before = [m for m in history.get(thread, ()) if m.number < mention.number]
        mention = msgspec.structs.replace(relate(mention, [*before, *own]), thread=thread)
        if mention.relation == "first":
            mention = part_or_total(mention, done, mentions)
        done.append(mention)
    return done


def _since(mention: Mention, thread: str, twins: list[Mention]) -> Mention:
    """The mention, with the number and the time at which its report said so first; each twin is taken once."""
    alike = [m for m in twins if m.thread == thread and same(m, mention)]
    if not alike:
        return mention
    twin = next((m for m in alike if m.field == mention.field), alike[0])
    twins.remove(twin)
    return msgspec.structs.replace(mention, number=twin.number, at=twin.at)


def _threads(earlier: Sequence[Mention]) -> dict[str, list[Mention]]:
    threads: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in earlier:
        if mention.thread:
            threads[mention.thread].append(mention)
    return dict(threads)


def _assigned(
    groups: Mapping[int, list[Mention]],
    threads: Mapping[str, list[Mention]],
    elsewhere: Mapping[int, Sequence[Mention]],
    known: Meanings,
) -> dict[int, str]:
    """The thread of each group that has one: pairs by their score, best first."""
    profiles = {thread: Profile(found, known) for thread, found in threads.items()}
    own = {n: Profile(group, known) for n, group in groups.items()}
    pairs: list[tuple[float, int, str]] = []
    for n, new in own.items():
        others = {t: Profile(found, known) for t, found in _threads(elsewhere.get(n, ())).items()}
        others = {t: profile for t, profile in others.items() if t not in profiles and new.shares(profile)}
        for thread, profile in (profiles | others).items():
            score = match_score(new, profile, known)
            if score is not None and score >= JOINS and not (new.old and not new.shares(profile)):
                pairs.append((score, n, thread))
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    apart = _apart(groups)
    joined: dict[int, str] = {}
    for _, n, thread in pairs:
        if n not in joined and not any(joined.get(m) == thread for m in apart[n]):
            joined[n] = thread
    for group in groups.values():
        for mention in group:
            one, other = mention.group, mention.against
            if other is not None and (one in joined) != (other in joined):
                joined.setdefault(one, joined.get(other, ""))
                joined.setdefault(other, joined[one])
            elif other is not None and one not in joined:
                joined[one] = joined[other] = make_id(*map(str, groups[other][0].key))[:16]
    # what is new may still be one quantity with another new one of the report: two claimants of it
    fresh = [n for n in own if n not in joined and not own[n].old]
    for at, n in enumerate(fresh):
        for m in fresh[:at]:
            if n in joined:
                break
            score = match_score(own[n], own[m], known)
            if (
                score is not None
                and score >= JOINS + (0.0 if _two_say(groups[n], groups[m]) else _WITHIN)
                and not (own[n].part or own[m].part)
            ):
                joined[n] = joined.setdefault(m, make_id(*map(str, groups[m][0].key))[:16])
    return joined


def _apart(groups: Mapping[int, Sequence[Mention]]) -> defaultdict[int, set[int]]:
    """The groups that each can't be one quantity with: five of nine."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    ordered = sorted((m for group in groups.values() for m in group), key=lambda m: (m.field, m.start))
    for before, mention in pairwise(ordered):
        if mention.whole and before.field == mention.field:
            found[mention.group].add(before.group)
            found[before.group].add(mention.group)
    return found


def _two_say(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    """Whether two sources are named for them: then a report sets one number against another."""
    a = {m.source for m in one if m.source}
    b = {m.source for m in other if m.source}
    alike = {m.forecast for m in one} == {m.forecast for m in other} and {m.meaning for m in one} & {
        m.meaning for m in other
    }
    return bool(a and b and not a & b and alike)


def _is_background(group: Sequence[Mention], thread: str | None) -> bool:
    return thread is None and any(m.old for m in group)
