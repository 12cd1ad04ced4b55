"""What the words around a figure say of it against another: somebody gives a rival number, or corrects one."""

from collections.abc import Mapping, Sequence

import msgspec

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.sentences import Sentences
from newswire.follow.threads.values import equal

#: a rival number is no further from the first than so, as a ratio
_APART = 12.0
#: sentences back in which the number stands that a rival one is set against, and in which words say so
_BACK, _SAID = 4, 1


def tones(mentions: Sequence[Mention], places: Mapping[str, Sentences], known: Meanings) -> list[Mention]:
    """The mentions, each with what is said of it: rival, corrected, or nothing.

    "The mayor gave a much higher figure. 'We have counted 110.'"; "raised its estimate to 3,100".
    """
    found = []
    for n, mention in enumerate(mentions):
        where = places[mention.field]
        number = where.number(mention.start)
        start, end = where.span(number)
        own = where.text[start:end].lower()
        first = not any(m.field == mention.field and start <= m.start < mention.start for m in mentions[:n])
        before = where.text[where.span(number - 1)[0] : start].lower() if number and first else ""
        alone = before and not any(
            m.field == mention.field and where.number(m.start) == number - 1 for m in mentions[:n]
        )
        tone = None
        if known.corrects(own):
            tone = "corrected"
        elif known.rivals(own) or (alone and known.rivals(before)):
            tone = "rival"
        found.append(msgspec.structs.replace(mention, tone=tone))
    return found


def rival_of(mentions: Sequence[Mention], n: int, places: Mapping[str, Sentences]) -> int | None:
    """The group of the nearest number before that this one, which says little of itself, is a rival of."""
    mention = mentions[n]
    if mention.tone is None:
        return None
    where = places[mention.field]
    back = _BACK if mention.tone == "rival" else _SAID
    for other in reversed(mentions[:n]):
        if other.field != mention.field or where.number(mention.start) - where.number(other.start) > back:
            return None
        if other.group == mention.group or other.part or not _comparable(mention, other):
            continue
        if where.number(mention.start) == where.number(other.start) and _also(where.text[other.end : mention.start]):
            continue
        return other.group
    return None


def _also(between: str) -> bool:
    """Whether a sentence goes on to another thing: all 11,000 have left, and 4,000 have arrived."""
    return " and " in between


def _comparable(one: Mention, other: Mention) -> bool:
    counts = {"count", "person", "bare"}
    if one.dimension != other.dimension and not {one.dimension, other.dimension} <= counts:
        return False
    if one.head and other.head and one.head != other.head:
        return False
    if one.subset != other.subset or (one.planned, one.forecast) != (other.planned, other.forecast):
        return False
    if one.meaning != other.meaning and ((one.meaning and other.meaning) or one.sure):
        return False
    a, b = one.last, other.last
    if a is None or b is None:
        return False
    return (a == 0 or b == 0 or 1 / _APART < a / b < _APART) and not equal(a, b)
