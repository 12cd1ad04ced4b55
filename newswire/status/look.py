"""What flows: counts per stage, lag, dead letters, feeds, the latest figures. Pure reading, changes nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import NamedTuple

from newswire.dead import letters as dead
from newswire.dead.stuck import current
from newswire.stages.table import ALWAYS, Stage
from newswire.status.tally import Tally
from newswire.status.threads import latest_threads
from newswire.status.waiting import waiting
from newswire.stream.broker import Broker
from newswire.stream.errors import RejectedError
from newswire.stream.following import ThreadChange
from newswire.stream.messages import LANGUAGE_NOT_TAGGED, EnrichedArticle, Figure, Stuck
from newswire.stream.topics import DEAD, ENRICHED, ENTRIES


class StageStatus(NamedTuple):
    """One stage's line."""

    name: str
    done: int  #: messages that it has made so far
    lag: int | None  #: records that wait for it


class Status(NamedTuple):
    """All that a screen shows at one moment."""

    stages: tuple[StageStatus, ...]
    dead: int  #: open dead letters
    figures: tuple[tuple[EnrichedArticle, Figure], ...]  #: the latest, newest first
    revisions: tuple[EnrichedArticle, ...] = ()  #: the latest articles that changed or are gone, newest first
    stuck: tuple[Stuck, ...] = ()  #: where workers stopped and could not go on
    untagged: tuple[tuple[str, int], ...] = ()  #: of the latest articles: languages without tags, most first
    latest: int = 0  #: how many articles that is said of
    languages: tuple[tuple[str, int], ...] = ()  #: of the latest articles, most first; `unknown` where none was found
    threads: tuple[ThreadChange, ...] = ()  #: quantities that several claimants spoke of lately, disputed ones first


def look(
    broker: Broker,
    stored: int,
    tally: Tally,
    stages: Mapping[str, Stage] = ALWAYS,
    *,
    max_figures: int = 8,
    max_revisions: int = 3,
    max_threads: int = 3,
) -> Status:
    """The present state of these stages; `stored` is how many articles the store has committed."""
    lines = stages_now(broker, stored, tally, stages)
    any_dead = any(broker.ends(DEAD.name).values())
    letters = len(dead.open_letters(broker)) if any_dead else 0
    stuck = current(broker) if any_dead else []
    recent = [enriched for enriched in latest(broker) if enriched.ingested is None]  # what is said again is not news
    revisions = (enriched for enriched in recent if enriched.article.previous is not None)
    figures = tuple(islice(figures_of(recent), max_figures))
    untagged = Counter(e.article.language or "unknown" for e in recent if LANGUAGE_NOT_TAGGED in e.article.flags)
    return Status(
        lines,
        letters,
        figures,
        tuple(islice(revisions, max_revisions)),
        tuple(stuck),
        tuple(untagged.most_common()),
        len(recent),
        tuple(Counter(e.article.language or "unknown" for e in recent).most_common()),
        tuple(latest_threads(broker, max_threads)),
    )


def stages_now(
    broker: Broker, stored: int, tally: Tally, stages: Mapping[str, Stage] = ALWAYS
) -> tuple[StageStatus, ...]:
    """The line of each stage, polling first; `stored` is how many articles the store has committed."""
    topics = {
        ENTRIES,
        *(t for stage in stages.values() for t in stage.reads),
        *(s.writes for s in stages.values() if s.writes),
    }
    counts = {topic.name: tally.count(broker, topic.name) for topic in topics}
    lags = {stages[name]: waits.lag for name, waits in waiting(broker, datetime.now(UTC), stages).items()}
    return (
        StageStatus("poll", counts[ENTRIES.name], None),
        *(StageStatus(stage.name, _done(stage, counts, lag, stored), lag) for stage, lag in lags.items()),
    )


def blank(stored: int) -> Status:
    """The state of a pipe whose broker can't be asked."""
    stages = (StageStatus(name, stored if stage.gathers else 0, 0) for name, stage in ALWAYS.items())
    return Status((StageStatus("poll", 0, None), *stages), 0, ())


def _done(stage: Stage, counts: Mapping[str, int], lag: int, stored: int) -> int:
    """Messages that it has made; where it makes none, what it has read."""
    if stage.gathers:
        return stored
    return counts[stage.writes.name] if stage.writes else max(0, sum(counts[topic.name] for topic in stage.reads) - lag)


def latest(broker: Broker, per_partition: int = 8) -> list[EnrichedArticle]:
    """The last enriched articles, newest first."""
    begins, ends = broker.begins(ENRICHED.name), broker.ends(ENRICHED.name)
    start = {p: max(begins.get(p, 0), end - per_partition) for p, end in ends.items()}
    recent: list[tuple[int, EnrichedArticle]] = []
    for record in broker.scan(ENRICHED.name, start):
        try:
            recent.append((record.timestamp_ms, ENRICHED.decode(record.value)))
        except RejectedError:
            continue
    return [enriched for _, enriched in sorted(recent, key=lambda pair: -pair[0])]


def figures_of(recent: Sequence[EnrichedArticle]) -> Iterator[tuple[EnrichedArticle, Figure]]:
    """Their figures; at most three of an article, the telling ones first."""
    for enriched in recent:
        yield from ((enriched, figure) for figure in sorted(enriched.figures, key=_dull)[:3])


def _dull(figure: Figure) -> tuple[bool, bool, bool]:
    """Sorts figures that say more to the front: with somebody who claims them, with a thing, no ordinals."""
    return figure.kind == "ordinal", figure.claim is None, figure.counted is None
