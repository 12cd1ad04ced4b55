"""The screen: all that matters stands on 80 columns and 24 lines, whatever is wrong; larger ones show more figures."""

import io
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from rich.console import Console

from factories import article, enriched
from newswire.health.alarm import ERROR, WARNING, Alarm
from newswire.screens.desk import render
from newswire.stages.table import ALWAYS as STAGES
from newswire.status.desk import Desk, Feeds
from newswire.status.look import StageStatus, Status
from newswire.status.parts import Part, Parts
from newswire.status.waiting import Waiting
from newswire.stream.following import Stands, ThreadChange, ThreadState
from newswire.stream.messages import Counted, Figure
from newswire.stream.working.probe import THREAD_ITEM

PEOPLE = Counted(text="people", start=0, end=6, head="person")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
STATUS = Status(
    (StageStatus("poll", 312, None), *(StageStatus(name, 300, 7) for name in STAGES)),
    4,
    tuple(
        (
            enriched(article=article(title="A title that is rather long for a narrow screen")),
            Figure(field="text", text="1", start=0, end=1, kind="count", value=n, counted=PEOPLE),
        )
        for n in range(40)
    ),
    untagged=(("de", 3),),
    latest=43,
    languages=(("en", 40), ("de", 3)),
)
AIRFLOW = tuple(Part(name, "running") for name in ("scheduler", "api-server", "dag-processor", "triggerer"))
WORKERS = tuple(Part(name, "running", stage=name, rate=0.5) for name in STAGES)
FEEDS = Feeds(12, ("Daily Example",), 1, NOW.timestamp() - 30, NOW.timestamp() + 90)


def seen(
    *parts: Part,
    alarms: tuple[Alarm, ...] = (),
    size: tuple[int, int] = (80, 24),
    threads: tuple[ThreadChange, ...] = (),
) -> list[str]:
    desk = Desk(
        NOW,
        STATUS._replace(threads=threads),
        {name: Waiting(7, 65.0) for name in STAGES},
        Parts(1, None, parts),
        FEEDS,
        5_000_000_000,
    )
    console = Console(width=size[0], height=size[1], record=True, file=io.StringIO())
    console.print(render(desk, ["Airflow http://127.0.0.1:8080, admin, the password in a file"], alarms, size))
    return console.export_text().rstrip("\n").split("\n")


def test_it_tells_all_at_80_by_24() -> None:
    lines = seen(*WORKERS, *AIRFLOW, Part("compact", "running"))
    text = "\n".join(lines)
    assert len(lines) == 24 and all(len(line) == 80 for line in lines)
    for told in ("312 entries", "300 articles", "a minute", "30", "scheduler ok", "compact ok"):
        assert told in text
    assert "feeds 12, 1 paused, 1 failing: Daily Example, last poll 30 s ago, next in" in text
    assert "4 dead letters; disk 5 GB free" in text
    assert "latest 43 articles: en 40, de 3; 3 without tags for their language" in text
    assert "~" not in text and "people" in text  # room is left for figures


def test_a_disputed_quantity_has_a_line_with_its_range_and_its_claimants() -> None:
    by = (
        Stands(source="Ministry", value=3000.0),
        Stands(source=None, value=9.0),
        Stands(source="Mayor", low=1, high=2),
    )
    state = ThreadState(
        low=1.0, high=3000.0, by=by, disputed=True, mentions=4, outlets=2, first=None, last=None
    )  # fmt: skip
    change = msgspec.structs.replace(THREAD_ITEM.message, head="soldier", what="send", state=state)
    lines = seen(*WORKERS, threads=(change,))
    told = "followed  soldier send: 1 to 3,000, disputed; Ministry 3,000; Mayor 1 to 2"
    assert len(lines) == 24 and any(told in line for line in lines)


def test_what_is_wrong_stands_there_with_its_remedy_and_still_fits() -> None:
    bad = Part("store", "failing", NOW - timedelta(minutes=5), 7, "PermissionError: read-only", stage="store")
    alarms = tuple(
        Alarm("store", "failing_part", severity, 7, 3, "store dies again and again: " + "x" * 300, "newswire logs")
        for severity in (ERROR, ERROR, WARNING, WARNING, WARNING)
    )
    lines = seen(bad, *AIRFLOW, alarms=alarms)
    text = "\n".join(lines)
    assert len(lines) <= 24 and all(len(line) == 80 for line in lines)
    assert "failing 5 min, 7 re" in text
    assert "store dies again and again" in text and "and 3 more: newswire status --check" in text
    assert text.count("-> newswire logs") == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_a_larger_screen_is_filled_and_never_overrun(size: tuple[int, int]) -> None:
    lines = seen(*WORKERS, *AIRFLOW, size=size)
    assert len(lines) <= size[1] and all(len(line) == size[0] for line in lines)
    assert sum("people" in line for line in lines) >= size[1] // 3
