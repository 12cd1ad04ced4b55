"""Stories that turn out to be one, and reports that turn out to be of another: what a new report brings to light."""

import msgspec

from newswire.follow.stories.choose import JOINS, Moved, Neighbours
from newswire.stream.messages import make_id

#: nearest reports that are looked at again
_AGAIN = 8
#: a report that is no more like its story than so, on average, does not belong there
_SPLITS = 0.03
#: reports of a story that is joined to another, at most
_WHOLE = 12


def misplaced(near: Neighbours, new: str) -> list[Moved]:
    """Nearest reports that now are more like another story than like their own, or like none, moved."""
    moved = []
    for key in near.nearest[:_AGAIN]:
        was = near.kept[key].story
        ranked = near.ranked(key)
        if was not in near.stories or not ranked:
            continue
        best, story = ranked[0]
        own = next((likely for likely, s in ranked if s == was), None)
        told = near.kept[key].told
        if best > JOINS and story != was and not near.closed(story, told.at, key):
            moved.append(_move(near, key, story, "moved"))
        elif own is not None and own < _SPLITS and best <= JOINS:
            moved.append(_move(near, key, make_id("story", key, new)[:16], "split"))
    return moved


def merged(near: Neighbours, new: str) -> list[Moved]:
    """The reports of a small story near the new report, moved into its story: on average, all of both are alike."""
    story = near.kept[new].story
    moved: list[Moved] = []
    for likely, other in near.ranked(new):
        members = [key for key in near.stories[other] if key in near.kept]
        if other != story and likely > JOINS and len(members) <= _WHOLE and near.linked(story, other, new):
            moved += [_move(near, key, story, "merged") for key in members]
    return moved


def _move(near: Neighbours, key: str, story: str, why: str) -> Moved:
    was = near.kept[key].story
    near.stories[was] = [m for m in near.stories[was] if m != key]
    near.take_in(msgspec.structs.replace(near.kept[key], story=story))
    return Moved(report=key, was=was, story=story, why=why)
