"""An article that watches wait for: somebody counts troops, and perhaps somebody denies it."""

from typing import Any

import msgspec

from factories import article, enriched
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.stream.messages import Claim, Contest, Counted, EnrichedArticle, Entity, Figure, Mention
from newswire.stream.topics import ENRICHED, cloudevent

KYIV = Mention(text="Kyiv", start=0, end=4, name="Ukraine")
DENIAL = Contest(name="Moscow", text="Moscow", start=0, end=6, how="denied")


def troops(
    text: str = "10,000", offset: int = 0, *, before: str = "", contests: tuple[Contest, ...] = (), **more: Any
) -> Item:
    """An article that says how many troops, at a place of the topic."""
    body = f"{before}Some {text} troops came from North Korea, Kyiv said."
    start = body.index(text)
    figure = Figure(
        field="text",
        text=text,
        start=start,
        end=start + len(text),
        kind="count",
        value=int(text.replace(",", "")),
        unit="person",
        counted=Counted(text="troops", start=start + 7, end=start + 13, head="troop"),
        claim=0,
    )
    korea = body.index("North Korea")
    given: dict[str, Any] = {
        "article": article("a", text=body, language="en", **more),
        "figures": (figure, msgspec.structs.replace(figure, field="title", start=0, end=5)),
        "claims": (Claim(field="text", content=((0, 10),), source=KYIV, contested_by=contests),),
        "entities": (
            Entity(
                field="text",
                text="North Korea",
                start=korea,
                end=korea + 11,
                type="GPE",
                name="North Korea",
                entity_id="iso3166:KP",
            ),
        ),
    }
    return at(enriched(**given), offset)


def at(message: EnrichedArticle, offset: int, type: str = ENRICHED.event) -> Item:
    headers = cloudevent(id="x", type=type, source="s", subject=None, time="t", trace=f"00-{'a' * 32}-{'b' * 16}-01")
    return Item(Record(ENRICHED.name, 2, offset, 1_760_000_000_000, b"key", b"{}", headers), message)
