"""Servers whose ETag and Last-Modified mislead: nothing may stay unseen for more than a day."""

from behaviour.items import growing, reports, rfc822, rss, window
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("validators")
_FROZEN = "Thu, 01 Jan 1970 00:00:00 GMT"
_FAR = "Fri, 01 Mar 2041 00:00:00 GMT"
NOT_MODIFIED = Reply(status=304)


def _liar(stage: Stage, **headers: str) -> None:
    """304 to whoever brings a validator, while the feed grows."""
    site = stage.site()
    items = stage.expect(reports(site.url(), 10, every=4))
    grow = growing(items, **headers)
    site.feed(lambda ask: NOT_MODIFIED if ask.conditional else grow(ask))


@SCENES.scene("304 to every conditional request, though the feed grows; an honest feed beside it", hours=72)
def lying_304(stage: Stage) -> None:
    _liar(stage, ETag='"1"')
    honest = stage.site("honest")
    honest.feed(lambda ask: NOT_MODIFIED if ask.conditional else Reply(rss([]), headers={"ETag": '"h"'}))

    def mine(asked: list[Ask]) -> list[Ask]:
        return [ask for ask in asked if "honest" not in ask.url]

    stage.manners(
        "once found out, the liar gets no validators", lambda p: not any(a.conditional for a in mine(p.asked)[-9:])
    )
    stage.manners(
        "the honest feed keeps its own, but for one look a day",
        lambda p: sum(not a.conditional for a in p.asked if "honest" in a.url) <= 1 + 3,
    )


@SCENES.scene("Last-Modified lies in 2041: by it the feed never changes again", hours=72)
def last_modified_2041(stage: Stage) -> None:
    _liar(stage, **{"Last-Modified": _FAR})


@SCENES.scene("Last-Modified is 1970 whatever changes", hours=72)
def last_modified_1970(stage: Stage) -> None:
    _liar(stage, **{"Last-Modified": _FROZEN})


@SCENES.scene("one ETag for ever, and 304 to whoever brings it, while Last-Modified moves", hours=72)
def etag_frozen_while_time_moves(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 10, every=4))

    def answer(ask: Ask) -> Reply:
        if ask.header("If-None-Match") == b'"same"':
            return NOT_MODIFIED
        newest = window(items, ask.hours)[0]
        return Reply(rss(window(items, ask.hours)), headers={"ETag": '"same"', "Last-Modified": newest.date or ""})

    site.feed(answer)


@SCENES.scene("Last-Modified stands still while the ETag moves, as it should", hours=48)
def time_frozen_while_etag_moves(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 8, every=4))

    def answer(ask: Ask) -> Reply:
        there = window(items, ask.hours)
        etag = f'"{len(there)}"'
        known, since = ask.header("If-None-Match"), ask.header("If-Modified-Since")
        if known == etag.encode() or (known is None and since is not None):
            return NOT_MODIFIED
        return Reply(rss(there), headers={"ETag": etag, "Last-Modified": rfc822(-9)})

    site.feed(answer)
    stage.manners(
        "each report is there within six hours of its appearance",
        lambda p: all(d.hours - i.appears <= 6 for d in p.deliveries for i in items if i.title == d.title),
    )
    stage.manners("a body comes for news and once a day", lambda p: sum(a.answered == 200 for a in p.asked) <= 8 + 2)


@SCENES.scene("validators in odd spelling that must come back byte for byte", hours=48)
def validators_byte_for_byte(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 4, every=6))
    etag, modified = 'W/"caf\u00e9,  42 "'.encode(), b"Mon, 2 March 2026 6:00:00 +0000"

    def answer(ask: Ask) -> Reply:
        there = window(items, ask.hours)
        mine = etag + b" v%d" % len(there)
        if ask.header("If-None-Match") == mine and ask.header("If-Modified-Since") == modified:
            return NOT_MODIFIED
        return Reply(rss(there), headers={"ETag": mine, "Last-Modified": modified})

    site.feed(answer)
    stage.manners(
        "what was sent is what was given",
        lambda p: all(
            (a.header("If-None-Match") or b"").startswith(etag) and a.header("If-Modified-Since") == modified
            for a in p.asked
            if a.conditional
        ),
    )
    stage.manners("a body comes for news and once a day", lambda p: sum(a.answered == 200 for a in p.asked) <= 4 + 2)


@SCENES.scene("another ETag with each answer, the same bytes", hours=24)
def etag_of_the_moment(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 12))
    site.feed(lambda ask: Reply(rss(items), headers={"ETag": f'"{ask.n}"'}))


@SCENES.scene("an honest server with ETag: 304 while nothing changes", hours=96)
def honest_server(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 2, every=48))

    def answer(ask: Ask) -> Reply:
        there = window(items, ask.hours)
        etag = f'"{len(there)}"'
        return (
            NOT_MODIFIED if ask.header("If-None-Match") == etag.encode() else Reply(rss(there), headers={"ETag": etag})
        )

    site.feed(answer)
    stage.manners("a body comes for news and once a day", lambda p: sum(a.answered == 200 for a in p.asked) <= 2 + 4)
