"""Parts and wholes: which quantity of a report is a part of another, or the sum of two."""

from collections.abc import Sequence

import msgspec

from newswire.follow.threads.grouping import fits
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.values import equal

#: values so large that a sum of two can't be chance
_SUM = 20
#: how near, in characters, a whole stands to its part
_WHOLE = 400


def part_or_total(mention: Mention, done: Sequence[Mention], every: Sequence[Mention]) -> Mention:
    """A first mention that the text says is a part of another figure, or the whole of others, or the sum of two."""
    value = mention.last
    near = [
        m
        for m in done
        if m.field in (mention.field, "title")
        and (m.field == "title" or mention.start - m.end < _WHOLE)
        and (fits(m, mention) or mention.dimension == "share")
        and m.group != mention.group
        and m.thread
    ]
    if mention.whole and near:
        return _of(mention, "total_of", near[-1])
    if mention.part and value is not None:
        whole = [m for m in near if m.last is not None and (m.last > value or mention.dimension == "share")]
        alike = [m for m in whole if m.meaning == mention.meaning] or whole
        if alike:
            return _of(mention, "part_of", alike[-1])
    if mention.subset and mention.meaning and value is not None:
        whole = [m for m in near if m.meaning == mention.meaning and m.subset is None and (m.last or 0) > value]
        if whole:
            return _of(mention, "part_of", whole[-1])
    if value is None or value < _SUM:
        return mention
    values = [m for m in near if m.last is not None]
    for one in values:
        for other in values:
            if one is not other and one.last and other.last and equal(one.last + other.last, value):
                return _of(mention, "total_of", values[-1])
    later = [
        m.last
        for m in every
        if m.field == mention.field and m.last and abs(m.start - mention.end) < _WHOLE and m.group != mention.group
    ]
    for one in values:
        if one.last and one.last > value and any(equal(one.last, value + rest) for rest in later if rest != one.last):
            return _of(mention, "part_of", one)
    return mention


def _of(mention: Mention, relation: str, of: Mention) -> Mention:
    return msgspec.structs.replace(mention, relation=relation, of=of.key, of_revision=of.revision)
