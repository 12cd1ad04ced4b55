"""What becomes of a thread when something in it is revised, re-enriched, withdrawn or moved."""

from collections.abc import Sequence

import msgspec

from newswire.follow.threads.mention import Mention
from newswire.follow.threads.relating import relate
from newswire.follow.threads.values import same

#: of what a report said once, this much is remembered, the latest
_REMEMBERED = 40


def superseded(said: Sequence[Mention], now: Sequence[Mention], *, revised: bool) -> list[Mention]:
    """What stays of the earlier revisions of a report: what they said and the new one does not.

    `said` are its mentions so far, with those superseded before. One that was only re-enriched never said what it no
    longer says.
    """
    before = [m for m in said if m.superseded]
    if revised:
        for mention in said:
            if mention.superseded or mention.thread is None:
                continue
            if not any(m.thread == mention.thread and same(m, mention) for m in now):
                before.append(msgspec.structs.replace(mention, superseded=True))
    return before[-_REMEMBERED:]


def settled(
    thread: Sequence[Mention], went: Sequence[Mention], came: Sequence[Mention]
) -> list[tuple[Mention, Mention]]:
    """Of a thread in order of arrival, the mentions that relate otherwise now: as each was and as it is.

    They are those whose counterpart went and did not come again as it was, and those that were the first.
    """
    back = {(m.key, m.revision, m.thread) for m in came if any(same(m, w) and w.key == m.key for w in went)}
    lost = {(m.key, m.revision) for m in went if (m.key, m.revision, m.thread) not in back}
    superseded_ones = {(m.key, m.revision) for m in thread if m.superseded}
    found: list[tuple[Mention, Mention]] = []
    for n, mention in enumerate(thread):
        if mention.superseded:
            continue
        gone = mention.of is not None and (mention.of, mention.of_revision) in lost - superseded_ones
        first = mention.relation == "first" and n > 0
        if not gone and not first:
            continue
        changed = {id(was): new for was, new in found}
        new = relate(mention, [changed.get(id(m), m) for m in thread[:n]])
        if shown(new) != shown(mention):
            found.append((mention, new))
    return found


def shown(mention: Mention) -> tuple[object, ...]:
    """What others see of a mention."""
    m = mention
    value = m.text, m.value, m.low, m.high, m.bound, m.dimension
    where = m.key, m.revision, m.thread, m.story, m.relation, m.of, m.of_revision, m.recalled
    return *where, m.source, m.institution, m.head, m.what, value, m.status, m.contested_by
