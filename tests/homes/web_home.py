"""A small home for tests of the pages: three articles (one of them hostile), feeds, dead letters; no process runs."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from factories import article, dead_letter
from homes.following_home import follow, reports
from newswire import app
from newswire.home.databases import open_state
from newswire.ingest.polling.lists.feeds import Feed
from newswire.settings import Settings
from newswire.settings.watches import WatchSetting
from newswire.store.writer import Store
from newswire.stream.broker import Message
from newswire.stream.letters import dead_message
from newswire.stream.messages import Change, Contest, EnrichedArticle
from newswire.stream.topics import MATCHES
from newswire.stream.watching import Match
from protocols.store_batches import item, put, store_at

#: a script, a way out of an attribute, an escape for terminals, an override of direction
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> \x1b[31mred\x1b[0m \u202eevil'
FEEDS = ("https://one.example/rss", "https://two.example/rss")


def made(home: Path) -> Settings:
    """The home, filled."""
    watch = WatchSetting(name="deaths", where="counted_head = 'people' and value > 50", notify=None)
    settings = Settings(home=home, watch=(watch,))
    followed = reports(HOSTILE)
    fill(store_at(home / "store"), followed)
    follow(settings, followed)
    with open_state(settings) as state:
        state.add([Feed(FEEDS[0], "One", "desk"), Feed(FEEDS[1], HOSTILE, "normal")])
    with app.open_broker(settings) as broker:
        producer = broker.producer()
        for number in range(3):
            producer.send(dead_message(dead_letter(f"letter{number}", value=HOSTILE.encode())))
        producer.send(
            dead_message(dead_letter("page", reason="no_text", error=HOSTILE, headers=(("ce_id", b"\xff<b>"),)))
        )
        producer.send(Message(MATCHES.name, b"deaths", msgspec.json.encode(match(followed[-1]))))
        producer.close()
    return settings


def match(article: EnrichedArticle) -> Match:
    """What the watch finds in an article of following."""
    return Match(
        match_id="m1",
        watch="deaths",
        on="figures",
        at="2024-10-18T18:00:00Z",
        article_id=article.article.article_id,
        revision=article.article.revision,
        url=article.article.url,
        title=article.article.title,
        quote=article.article.text,
        figure=article.figures[0],
    )


def fill(store: Store, more: Sequence[EnrichedArticle] = ()) -> None:
    """Two articles, of which the first was revised and is contested, and a hostile one; and these."""
    first = item(0, "Ruritania")
    claim = first.message.claims[0]
    contest = Contest(name="Kyiv", text="Officials", start=0, end=9, how="denied")
    contested = type(claim)(**{**_fields(claim), "contested_by": (contest,)})
    old = first.message.article
    revised = article(
        "Ruritania",
        text=old.text.replace("12", "15"),
        previous=old.revision,
        changes=(Change(field="text", removed=(old.text,), added=(old.text.replace("12", "15"),)),),
    )
    later = item(1, "Ruritania", article=revised, claims=(contested,))
    hostile = item(
        2, "evil", article=article("evil", title=HOSTILE, text=f"{HOSTILE} spoke of 12 things.", site=HOSTILE)
    )
    others = [item(3 + n, "")._replace(message=one) for n, one in enumerate(more)]
    put(store, [first, later, hostile, *others])


def _fields(struct: object) -> dict[str, object]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}  # type: ignore[attr-defined]
