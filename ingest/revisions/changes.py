"""What changed between two looks at an article: places, by whole paragraphs, in the order of the text."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from newswire.ingest.revisions.reading import Paragraph, is_link, paragraphs, spelled, title_said
from newswire.stream.messages import Change

#: of one article; what is beyond is cut, and says so
MAX_CHANGES = 60
MAX_CHARACTERS = 120_000
#: paragraphs beyond which a diff would take long: then one change says it all
_MAX_PARAGRAPHS = 3_000
#: two lines that share this much of their words are one line, edited
_EDITED = 0.5


def changes_between(
    before_title: str | None,
    before: str,
    after_title: str | None,
    after: str,
    *,
    aside: str | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> tuple[Change, ...]:
    """The changes of title and text; empty where nobody who reads both would see one.

    `aside` is a text beside the body (the standfirst): that it comes into the body or goes is not a change.

    >>> changes_between("t", "Ten died.\\n\\nFire.", "t", "Twelve died.\\n\\nFire.")[0].added
    ('Twelve died.',)
    """
    found = []
    if title_said(before_title) != title_said(after_title):
        found.append(Change(field="title", removed=_some(before_title), added=_some(after_title)))
    return _bounded([*found, *_of_text(before, after, spelled(aside or ""))], max_characters)


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _of_text(before: str, after: str, aside: str) -> list[Change]:
    old, new = paragraphs(before), paragraphs(after)
    if max(len(old), len(new)) > _MAX_PARAGRAPHS:
        ends = (0, len(after))
        return [] if [p.said for p in old] == [p.said for p in new] else [_change(before, old, after, new, ends)]
    found = []
    matcher = SequenceMatcher(None, [p.said for p in old], [p.said for p in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        apart = tag != "replace" and all(p.said == aside for p in (*old[i:j], *new[k:m]))
        if tag == "replace" and _run_on(old[i:j]) == _run_on(new[k:m]):
            continue  # the same words, in other paragraphs
        if tag != "equal" and not apart and not _is_rotation(old, i, j, new, k, m):
            found.append(_change(before, old[i:j], after, new[k:m], _place(new, k, m, after)))
    return found


def _run_on(found: Sequence[Paragraph]) -> str:
    return "".join("".join(p.said for p in found).split())


def _change(
    before: str, old: Sequence[Paragraph], after: str, new: Sequence[Paragraph], ends: tuple[int, int]
) -> Change:
    return Change(
        field="text",
        removed=tuple(before[p.start : p.end] for p in old),
        added=tuple(after[p.start : p.end] for p in new),
        start=ends[0],
        end=ends[1],
    )


def _place(new: Sequence[Paragraph], k: int, m: int, after: str) -> tuple[int, int]:
    """Where paragraphs k to m stand; where there are none, the empty place after the paragraph before."""
    if m > k:
        return new[k].start, new[m - 1].end
    at = new[k - 1].end if k else 0
    return at, at


def _is_rotation(old: Sequence[Paragraph], i: int, j: int, new: Sequence[Paragraph], k: int, m: int) -> bool:
    """Whether the change is of a list of links alone: lines in a row that gave way to quite other ones."""
    if not all(is_link(p.said) for p in (*old[i:j], *new[k:m])):
        return False
    row = _is_row(old, i, j) if j > i else True
    if not (row and (_is_row(new, k, m) if m > k else True)):
        return False
    return not any(_is_edit(a.said, b.said) for a in old[i:j] for b in new[k:m])


def _is_row(found: Sequence[Paragraph], first: int, last: int) -> bool:
    """Whether lines stand in a row of at least two that may be links."""
    return (
        last - first >= 2
        or (first > 0 and is_link(found[first - 1].said))
        or (last < len(found) and is_link(found[last].said))
    )


def _is_edit(a: str, b: str) -> bool:
    one, other = set(a.casefold().split()), set(b.casefold().split())
    return len(one & other) > _EDITED * max(len(one), len(other))


def _bounded(found: list[Change], max_characters: int) -> tuple[Change, ...]:
    kept: list[Change] = []
    left = max_characters
    for change in found[:MAX_CHANGES]:
        size = sum(map(len, (*change.removed, *change.added)))
        if size > left:
            kept.append(_cut(change, left))
            return tuple(kept)
        left -= size
        kept.append(change)
    if len(found) > MAX_CHANGES and kept:
        last = kept[-1]
        kept[-1] = Change(
            field=last.field, removed=last.removed, added=last.added, start=last.start, end=last.end, cut=True
        )
    return tuple(kept)


def _cut(change: Change, left: int) -> Change:
    removed: list[str] = []
    added: list[str] = []
    for kept, told in ((removed, change.removed), (added, change.added)):
        room = left // 2
        for text in told:
            if len(text) > room:
                break
            kept.append(text)
            room -= len(text)
    return Change(
        field=change.field,
        removed=tuple(removed),
        added=tuple(added),
        start=change.start,
        end=change.end,
        cut=True,
    )
