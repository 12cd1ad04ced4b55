"""Which figures of one report are one quantity, and which take their meaning from the one before."""

from collections.abc import Mapping, Sequence

import msgspec

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.threads.discourse import rival_of, tones
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.sentences import Sentences
from newswire.follow.threads.values import rounded, same, telling

#: values further apart are not said of one thing in one breath
_APART = 12.0
#: characters before and after a number in which words may make it a part
_AFTER, _BEFORE = 14, 18
#: between a part and its whole, or before the whole
_OF = ("of", "of the")
#: from here on a value tells by itself
_TELLING = 1.5
#: a number that lends itself from so far as two paragraphs
_LARGE = 1.9
#: a sum of two that tells, and how near they stand
_SUM_TELLS, _NEARBY = 2.0, 300
#: characters between two numbers that are set against each other
_BETWEEN = 45
#: characters before a number in which words say that it held before
_FORMER = 14


def grouped(mentions: Sequence[Mention], places: Mapping[str, Sentences], known: Meanings) -> list[Mention]:
    """The mentions with their groups; bare numbers with the meaning that the text before lends them."""
    found: list[Mention] = []
    for mention in mentions:
        mention = _parted(mention, places[mention.field], known)
        if mention.part and not _has_whole(mention, found):
            mention = msgspec.structs.replace(mention, part=False)
        found.append(_inherited(mention, found, places[mention.field]))
    groups: list[list[int]] = []
    for n, mention in enumerate(found):
        for group in groups:
            if any(_one(mention, found[m], known) for m in group):
                group.append(n)
                break
        else:
            groups.append([n])
    numbers = {n: number for number, group in enumerate(groups) for n in group}
    found = [msgspec.structs.replace(mention, group=numbers[n]) for n, mention in enumerate(found)]
    found = tones(found, places, known)
    found = [
        msgspec.structs.replace(
            mention,
            former=_against(found, n, places, known) is not None and known.former(_right_before(mention, places)),
            against=_first(_against(found, n, places, known), rival_of(found, n, places)),
            total=mention.total or _is_sum(mention, found),
            whole=_is_whole(found, n, places),
            part=mention.part or (n > 0 and _of_the(found, n, places)),
        )
        for n, mention in enumerate(found)
    ]
    held = {m.against: m.last for m in found if m.former and known.gave_up(_right_before(m, places))}
    return [msgspec.structs.replace(m, instead=held.get(m.group)) if not m.former else m for m in found]


def _right_before(mention: Mention, places: Mapping[str, Sentences]) -> str:
    return places[mention.field].text[max(0, mention.start - _FORMER) : mention.start].lower()


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one


def _against(mentions: Sequence[Mention], n: int, places: Mapping[str, Sentences], known: Meanings) -> int | None:
    """The group of the figure before, where the words between set this one against it."""
    if n == 0 or mentions[n - 1].field != mentions[n].field:
        return None
    one, other = mentions[n - 1], mentions[n]
    where = places[one.field]
    between = where.text[one.end : other.start]
    far = len(between) > _BETWEEN or "." in between or "\n" in between
    if known.gave_up(_right_before(other, places), plainly=True):
        far = where.number(one.start) != where.number(other.start)
    if where.number(one.start) == where.number(other.start) and known.denies(where.text[: one.start], between):
        return one.group
    if known.usual(where.text[other.end : other.end + _BETWEEN].split(".")[0]):
        return None
    if far or not fits(one, other) or one.group == other.group or not known.contrasts(f" {between} "):
        return None
    a, b = one.last, other.last
    return one.group if a and b and 1 / _APART < a / b < _APART else None


def _is_whole(mentions: Sequence[Mention], n: int, places: Mapping[str, Sentences]) -> bool:
    """Five of the nine: the second is not part, and not the same quantity as the first."""
    if n == 0 or mentions[n - 1].field != mentions[n].field:
        return False
    between = places[mentions[n].field].text[mentions[n - 1].end : mentions[n].start]
    return between.strip() in _OF and (mentions[n].last or 0) > (mentions[n - 1].last or 0)


def _of_the(mentions: Sequence[Mention], n: int, places: Mapping[str, Sentences]) -> bool:
    """Of the 97, 44 died at home: the second is a part of the first."""
    one, other = mentions[n - 1], mentions[n]
    text = places[other.field].text
    if one.field != other.field or not one.last or not other.last or one.last <= other.last:
        return False
    between = text[one.end : other.start]
    return text[: one.start].rstrip().lower().endswith(_OF) and "," in between and "." not in between


def _is_sum(mention: Mention, every: Sequence[Mention]) -> bool:
    """Whether its value is the sum of two others nearby, large enough for that not to be chance."""
    if mention.last is None or telling(mention.last) < _SUM_TELLS:
        return False
    near = {
        m.last
        for m in every
        if m.last and m.field == mention.field and abs(m.start - mention.start) < _NEARBY and m.group != mention.group
    }
    return any(mention.last - value in near and mention.last != 2 * value for value in near)


def _parted(mention: Mention, places: Sentences, known: Meanings) -> Mention:
    """With the words beside it that make it a part or a total."""
    text = places.text.lower()
    start, end = places.span(places.number(mention.start))
    after = text[mention.end : mention.end + _AFTER].lstrip()
    before = text[max(start, mention.start - _BEFORE) : mention.start].rstrip()
    share = mention.dimension == "share" and any(c.isdigit() for c in mention.text)
    part, total = known.is_part(before, after) and not share, known.is_total(text[start:end])
    return msgspec.structs.replace(mention, part=part, total=total)


def _has_whole(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether a larger figure stands before, of which it may be a part."""
    return (
        any(
            m.field == mention.field and fits(m, mention) and (m.last or m.high or 0) > (mention.last or 0)
            for m in before
        )
        or mention.dimension == "share"
    )


def _inherited(mention: Mention, before: Sequence[Mention], places: Sentences) -> Mention:
    """ "The police counted 1,150", after the tractors of the farmers: what is counted stands before."""
    if mention.dimension != "bare" or mention.meaning or mention.what or mention.field != "text":
        return mention
    for other in reversed(before):
        most = 2 if telling(mention.value) >= _LARGE else 1
        far = places.paragraph(mention.start) - places.paragraph(other.start) > most
        if other.field != mention.field or far:
            return mention
        if other.part or other.value is None or mention.value is None or other.value <= 0 or mention.value <= 0:
            continue
        if other.dimension not in ("count", "person", "bare") and (mention.value == int(mention.value)):
            continue
        if 1 / _APART <= mention.value / other.value <= _APART:
            return msgspec.structs.replace(
                mention,
                dimension=other.dimension,
                head=other.head,
                what=other.what,
                meaning=other.meaning,
                sure=other.sure,
                subset=other.subset,
                place=mention.place or other.place,
            )
    return mention


def _one(one: Mention, other: Mention, known: Meanings) -> bool:
    """Whether two mentions of a report are one quantity."""
    if not fits(one, other) or one.subset != other.subset or (one.part != other.part):
        return False
    if same(one, other):
        told = telling(one.last)
    elif rounded(one, other) and "title" in (one.field, other.field):
        told = _TELLING
    else:
        return False
    clear = one.meaning and other.meaning
    if clear and one.meaning != other.meaning:
        alike = known.related(one.meaning or "", other.meaning or "")
        enough = _TELLING if alike or "bare" in (one.dimension, other.dimension) else _SUM_TELLS
        return told >= enough and (alike or not (one.sure and other.sure))
    return bool(told >= _TELLING or clear or (one.head and one.head == other.head))


def fits(one: Mention, other: Mention) -> bool:
    """Whether their values can be compared at all."""
    a, b = one.dimension, other.dimension
    if a == b:
        return True
    if "bare" in (a, b):
        return True
    return {a, b} <= {"count", "person"}
