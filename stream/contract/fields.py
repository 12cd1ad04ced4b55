"""What there is to say of the fields of messages: descriptions, formats, and the words that are known."""

import inspect
import re
from functools import cache
from typing import Any

from newswire.stream import following, watching
from newswire.stream.messages import annotations, articles, dead, feeds

#: where the structs are, a parent before its children
_MODULES = (feeds, articles, annotations, dead, following, watching)
_CLASS = re.compile(r"class (\w+)\((\w+)")
_FIELD = re.compile(r"    (\w+): .*?(?:  #: (.*))?$")

#: fields of words: which are known. A new word does not break anything, so they are not an `enum`
WORDS: dict[str, tuple[str, ...]] = {
    "Article.kind": ("article", "live", "video", "gallery", "index", "other"),
    "Article.access": ("open", "paywall", "consent", "challenge", "shell", "gone"),
    "Entity.type": (
        "PERSON",
        "NORP",
        "ORG",
        "GPE",
        "LOC",
        "FAC",
        "PRODUCT",
        "EVENT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
        "WEAPON",
    ),
    "Time.kind": ("date", "time", "duration", "set"),
    "Contest.how": ("denied", "disputed", "not_confirmed"),
    "Claim.status": (
        "stated",
        "claimed",
        "estimated",
        "unconfirmed",
        "confirmed",
        "planned",
        "conditional",
        "opinion",
    ),
    "Figure.kind": (
        "count",
        "money",
        "percent",
        "measure",
        "duration",
        "age",
        "ratio",
        "ordinal",
        "score",
        "odds",
        "index",
        "other",
    ),
    "Figure.bound": ("exact", "about", "more_than", "at_least", "less_than", "at_most"),
    "Figure.change": ("up", "down"),
    "Change.field": ("title", "text", "access", "how"),
    "ThreadChange.change": ("said", "gone"),
    "ThreadChange.why": ("article", "related", "moved", "merged", "split"),
    "Match.on": ("figures", "claims", "entities", "articles", "threads"),
    "DeadLetter.stage": ("poll", "fetch", "enrich", "store", "follow", "revisit", "watch", "notify"),
}
WORDS |= {
    "Figure.status": WORDS["Claim.status"],
    "ChangedFigure.kind": WORDS["Figure.kind"],
    "ChangedFigure.bound": WORDS["Figure.bound"],
    "Stuck.stage": WORDS["DeadLetter.stage"],
}
#: the same in every struct
_COMMON = {
    "field": "where it stands: text or title",
    "text": "as it stands there",
    "start": "its first character there, counted from 0",
    "end": "the character after its last",
}
_MOMENTS = ("seen", "fetched", "ingested", "failed_at", "retried_at", "at")
_DAYS_OR_MOMENTS = ("published", "updated")
_URLS = (
    "Article.url",
    "Article.canonical_url",
    "FeedEntry.url",
    "FeedEntry.feed",
    "Article.feed",
    "Fetch.url",
    "Match.url",
    "Match.feed",
)


@cache
def descriptions() -> dict[str, str]:
    """`Struct.field` -> what it is, from the comments beside the fields; a struct that inherits has its parent's."""
    found: dict[str, str] = {}
    owner = ""
    for line in "\n".join(map(inspect.getsource, _MODULES)).splitlines():
        if is_class := _CLASS.match(line):
            owner, parent = is_class.groups()
            found |= {
                f"{owner}.{key.partition('.')[2]}": said for key, said in found.items() if key.startswith(f"{parent}.")
            }
        elif line and not line.startswith((" ", "@", ")")):
            owner = ""
        elif owner and (field := _FIELD.match(line)) and field[2]:
            found[f"{owner}.{field[1]}"] = field[2]
    return found


def told(owner: str, field: str) -> dict[str, Any]:
    """What is added to a field's schema: description, format, known words."""
    name = f"{owner}.{field}"
    more: dict[str, Any] = {}
    if said := descriptions().get(name) or _COMMON.get(field):
        more["description"] = said
    if name in WORDS:
        more["x-extensible-enum"] = list(WORDS[name])
    if field in _MOMENTS:
        more["format"] = "date-time"
    elif field in _DAYS_OR_MOMENTS:
        more["x-format"] = "date-time, or date where no time of day is known"
    elif name in _URLS:
        more["format"] = "uri"
    return more
