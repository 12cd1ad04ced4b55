"""What the pages show of following, for tests: four reports of three outlets, a revision, a conflict, a denial."""

from dataclasses import dataclass
from typing import Any

from newswire.follow.stage import FollowHandler
from newswire.home.databases import open_following
from newswire.settings import Settings
from newswire.stream.broker import Record
from newswire.stream.handler import Item
from newswire.stream.messages import (
    Article,
    Claim,
    Contest,
    Counted,
    EnrichedArticle,
    Entity,
    Figure,
    Mention,
    What,
    make_id,
)
from protocols.store_batches import TOPIC

TEXT = "The flood at Velmar drove families from the lower town. The {who} said {value} people died there.{more}"
DENIAL = " The Mayor denied it."


@dataclass(frozen=True)
class Said:
    """A report: its outlet, who says how many, when, and whether somebody denies it."""

    site: str
    who: str
    value: int
    hour: int
    denied: bool = False
    bound: str = "exact"
    title: str = "Flood in Velmar"


REPORTS = (
    Said("one.example", "Relief Office", 41, 8),
    Said("two.example", "Red Circle", 60, 10, bound="at_least"),
    Said("one.example", "Relief Office", 57, 14),
    Said("three.example", "Red Circle", 60, 16, denied=True),
)


def article_id(number: int) -> str:
    """Of one of the reports."""
    return make_id("article", f"https://news.example/flood{number}")


def reports(hostile: str) -> list[EnrichedArticle]:
    """REPORTS with tags, as the pipe would make them; and one whose title and source are hostile."""
    made = [_enriched(number, said) for number, said in enumerate(REPORTS)]
    return [*made, _enriched(len(REPORTS), Said(hostile, hostile, 70, 18, title=hostile))]


def follow(settings: Settings, articles: list[EnrichedArticle]) -> None:
    """What the stage does with them."""
    with open_following(settings) as database:
        handler = FollowHandler(database.write)
        for number, one in enumerate(articles):
            handler([Item(Record(TOPIC, 0, number, 0, None, b"", (("ce_id", b"%d" % number),)), one)])


def _enriched(number: int, said: Said) -> EnrichedArticle:
    text = TEXT.format(who=said.who, value=said.value, more=DENIAL if said.denied else "")
    at = text.index(f" {said.value} people") + 1
    end = at + len(str(said.value))
    who = text.index(said.who)
    contests = [Contest(name="the Mayor", text="The Mayor", start=0, end=3, how="denied")] if said.denied else []
    claim = Claim(
        field="text",
        content=((at, len(text)),),
        source=Mention(text=said.who, start=who, end=who + len(said.who), name=said.who),
        contested_by=tuple(contests),
        status="claimed",
    )
    people = Counted(text="people", start=end + 1, end=end + 7, head="people")
    figure: dict[str, Any] = {"field": "text", "text": str(said.value), "start": at, "end": end, "kind": "count"}
    figure |= {"value": said.value, "unit": "person", "counted": people, "claim": 0, "bound": said.bound}
    died = What(text="died", start=end + 8, end=end + 12, lemma="die")
    place = text.index("Velmar")
    names = [Entity(field="text", text="Velmar", start=place, end=place + 6, type="GPE", name="Velmar")]
    url = f"https://news.example/flood{number}"
    return EnrichedArticle(
        article=Article(
            article_id=make_id("article", url),
            revision=make_id("flood", str(number), text),
            url=url,
            site=said.site,
            title=said.title,
            text=text,
            language="en",
            published=f"2024-10-18T{said.hour:02}:00:00Z",
        ),
        entities=tuple(names),
        claims=(claim,),
        figures=(Figure(**figure, what=died, status="claimed"),),
    )
