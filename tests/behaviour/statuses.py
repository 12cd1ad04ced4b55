"""Servers that refuse, limit or lose a feed for a while: left alone as they ask, never given up."""

from behaviour.items import growing, reports, rfc822, until
from behaviour.score import never_early
from behaviour.server import Ask, Reply
from behaviour.stage import Programme, Stage

SCENES = Programme("statuses")


def _away(stage: Stage, hours: float, reply: Reply, *, items: int = 6, every: float = 4) -> None:
    """A feed whose server gives that reply for this many hours, and is well then."""
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), items, every=every)))
    site.feed(until(hours, reply, grow))


@SCENES.scene("410 for an hour after the first poll, then the feed is back", hours=60)
def gone_for_an_hour(stage: Stage) -> None:
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 6, every=4)))
    site.feed(lambda ask: Reply(status=410) if 0.5 < ask.hours < 1.9 else grow(ask))
    stage.end("it is well again", lambda p: p.row.failures == 0)


@SCENES.scene("410 for ten days", hours=24 * 19)
def gone_for_days(stage: Stage) -> None:
    _away(stage, 240, Reply(status=410))
    stage.manners(
        "from the third day on it is asked once or twice in a week",
        lambda p: sum(72 < a.hours < 240 for a in p.asked) <= 2,
    )
    stage.manners("but it is asked", lambda p: any(a.answered == 200 for a in p.asked))


@SCENES.scene("404 for three hours", hours=36)
def missing_and_back(stage: Stage) -> None:
    _away(stage, 3, Reply(status=404))


@SCENES.scene("500 for three days", hours=24 * 5)
def down_for_days(stage: Stage) -> None:
    _away(stage, 72, Reply(status=500))
    stage.manners("it is asked less and less", lambda p: sum(a.answered == 500 for a in p.asked) <= 24)
    stage.manners("within a day of its return all is read", lambda p: p.deliveries[-1].hours <= 96.5)


@SCENES.scene("429 with Retry-After in seconds: three hours", hours=36)
def limited_for_seconds(stage: Stage) -> None:
    _away(stage, 2.5, Reply(status=429, headers={"Retry-After": "10800"}))
    stage.manners("nobody comes back before", lambda p: never_early(p.asked, 429, 3))
    stage.manners("somebody does within six hours", lambda p: p.asked[1].hours <= 6)


@SCENES.scene("429 with Retry-After as a date, at noon", hours=36)
def limited_until_a_date(stage: Stage) -> None:
    _away(stage, 5.9, Reply(status=429, headers={"Retry-After": rfc822(6)}))
    stage.manners("nobody comes back before", lambda p: p.asked[1].hours >= 6)
    stage.manners("somebody does within three hours of it", lambda p: p.asked[1].hours <= 9)


@SCENES.scene("503 with Retry-After: two hours, twice", hours=36)
def unavailable_for_seconds(stage: Stage) -> None:
    _away(stage, 2.5, Reply(status=503, headers={"Retry-After": "7200"}))
    stage.manners("nobody comes back before", lambda p: never_early(p.asked, 503, 2))


@SCENES.scene("Retry-After of ten years", hours=24 * 9)
def limited_for_years(stage: Stage) -> None:
    _away(stage, 20, Reply(status=429, headers={"Retry-After": "315360000"}), items=3)
    stage.manners("it is left alone for a day at least", lambda p: never_early(p.asked, 429, 23.9))
    stage.manners("and asked again all the same", lambda p: len(p.asked) > 2)


@SCENES.scene("403 in place of 429 to whoever asks more than once in 55 minutes, on two days of three", hours=72)
def forbidden_means_slower(stage: Stage) -> None:
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 8, every=6)))
    last = [-9.0]

    def answer(ask: Ask) -> Reply:
        since, last[0] = ask.hours - last[0], ask.hours
        return Reply(status=403) if since < 0.92 and ask.hours < 48 else grow(ask)

    site.feed(answer, cls="normal")
    stage.manners("after a 403 it goes slower", lambda p: sum(a.answered == 403 for a in p.asked) <= 24)


@SCENES.scene("403 for a day to everything", hours=60)
def forbidden_for_a_day(stage: Stage) -> None:
    _away(stage, 24, Reply(status=403))
    stage.manners("it is asked less and less", lambda p: sum(a.answered == 403 for a in p.asked) <= 14)


@SCENES.scene("the connection is cut before any answer, for six hours", hours=36)
def connection_cut(stage: Stage) -> None:
    _away(stage, 6, Reply(raw=b""))


@SCENES.scene("204 without a body for six hours", hours=36)
def no_content(stage: Stage) -> None:
    site = stage.site()
    grow = growing(stage.expect(reports(site.url(), 6, every=4)))
    site.feed(lambda ask: Reply(raw=b"HTTP/1.1 204 None\r\n\r\n") if 2 < ask.hours < 8 else grow(ask))
    stage.end("it is well again", lambda p: p.row.failures == 0)


@SCENES.scene("Cache-Control: max-age of a day on a feed that grows every two hours", hours=48)
def max_age_of_a_day(stage: Stage) -> None:
    site = stage.site()
    items = stage.expect(reports(site.url(), 20, every=2))

    def answer(ask: Ask) -> Reply:
        return growing(items, **{"Cache-Control": "max-age=86400"})(ask)

    site.feed(answer, cls="normal")
    stage.manners("it is asked every few hours all the same", lambda p: len(p.asked) >= 12)
