"""Reports written for the tests, with tags as the pipe would make them."""

from typing import Any

from newswire.follow.report import Report
from newswire.stream.messages import Claim, Contest, Counted, Entity, Figure, Mention, Time, What, When

DAY = 86_400.0
MONDAY = 1_772_409_600.0  # 2026-03-02
NAMES = {
    "Velmar": "GPE", "Costona": "GPE", "Relief Office": "ORG", "Port Authority": "ORG", "Hospital Trust": "ORG",
    "Mira Solt": "PERSON", "Jon Brae": "PERSON",
}  # fmt: skip


def report(key: str, title: str, text: str, *figures: dict[str, Any], day: float = 0.0, **more: Any) -> Report:
    """A report of this many days after Monday; names are the capitalised words given as `names`, by their type."""
    names: dict[str, str] = more.pop("names", {})
    entities = tuple(
        Entity(field=field, text=name, start=at, end=at + len(name), type=kind, name=name)
        for field, body in (("title", title), ("text", text))
        for name, kind in names.items()
        for at in _everywhere(body, name)
    )
    claims: list[Claim] = []
    made = []
    for spec in figures:
        said, denied = spec.pop("source", None), spec.pop("denied_by", None)
        if said:
            at = text.index(said)
            claims.append(
                Claim(
                    field="text",
                    content=(),
                    source=Mention(text=said, start=at, end=at + len(said), name=said),
                    contested_by=(Contest(name=denied, text=denied, start=0, end=0, how="denied"),) if denied else (),
                )
            )
        made.append(_figure(title, text, spec, len(claims) - 1 if said else None))
    when = more.pop("when", ())
    times = tuple(
        Time(field="text", text=w, start=text.index(w), end=text.index(w) + len(w), kind="date", value=i, interval=i)
        for w, i in when
    )
    return Report(
        id=key, title=title, text=text, at=MONDAY + day * DAY, language="en",
        entities=entities, times=times, claims=tuple(claims), figures=tuple(made), **more,
    )  # fmt: skip


def number(
    text: str, value: float | None, head: str | None = None, what: str | None = None, **more: Any
) -> dict[str, Any]:
    """What `report` makes a figure of: its words, its value, the noun after it, what happens to it."""
    return {"words": text, "value": value, "head": head, "what": what, **more}


def _everywhere(body: str, name: str) -> list[int]:
    found, at = [], body.find(name)
    while at >= 0:
        found.append(at)
        at = body.find(name, at + 1)
    return found


def _figure(title: str, text: str, spec: dict[str, Any], claim: int | None) -> Figure:
    field = spec.pop("field", "text")
    body = title if field == "title" else text
    words, head, what = spec.pop("words"), spec.pop("head"), spec.pop("what")
    interval = spec.pop("when", None)
    start = body.index(words)
    end = start + len(words)
    counted = None
    if head:
        at = body.index(head, end)
        counted = Counted(text=head, start=at, end=at + len(head), head=head)
    return Figure(
        field=field, text=words, start=start, end=end, claim=claim, counted=counted,
        kind=spec.pop("kind", "count"),
        what=What(text=what, start=0, end=len(what), lemma=what) if what else None,
        when=When(interval=interval, text="", start=0, end=0) if interval else None,
        **spec,
    )  # fmt: skip


def flood(key: str, day: float, text: str, *figures: dict, title: str = "Flood in Velmar", **more: object) -> Report:
    """Of the flood in Velmar."""
    start = "The river Osk burst its banks at Velmar after a week of rain and flooded the lower town. "
    return report(key, title, start + text, *figures, day=day, names=NAMES, **more)
