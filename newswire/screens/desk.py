"""The screen of a running pipe and of `newswire status`: fits 80 columns and 24 lines, and fills larger ones."""

import textwrap
from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from newswire.health.alarm import ERROR, Alarm
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.screens import screen
from newswire.status.desk import Desk
from newswire.status.parts import Part
from newswire.stream.safe.controls import shown

_RED, _YELLOW, _GREEN = "bold red", "yellow", "green"
#: of what is wrong this much is shown on a small screen; `newswire status --check` has the rest
_ALARMS = 2
_SENTENCE_LINES = 2
_LARGE = 36
WIDTH, HEIGHT = 80, 24


def render(
    desk: Desk, notes: Sequence[str] = (), alarms: Sequence[Alarm] = (), size: tuple[int, int] = (WIDTH, HEIGHT)
) -> RenderableType:
    """The screen for a terminal of this width and height; `alarms` are what `newswire.health` has found."""
    width, height = size[0] - 4, size[1] - 2  # inside of the frame
    lines: list[RenderableType] = [_line(note) for note in notes]
    lines += [_stages(desk), _line(*_feeds(desk)), *_processes(desk), *_counts(desk)]
    used = len(desk.status.stages) + len(lines)  # the table has a head, too
    shown_alarms, most = (_ALARMS, _SENTENCE_LINES) if height < _LARGE else (5, 8)
    for alarm in alarms[:shown_alarms]:
        told = textwrap.wrap(shown(alarm.sentence), width - 1)
        more = "…" if len(told) > most else ""
        told = told[:most]
        style = _RED if alarm.severity == ERROR else _YELLOW
        lines += [_line(one + (more if one is told[-1] else ""), style) for one in told]
        lines.append(_line(f"  -> {alarm.remedy}"))
        used += len(told) + 1
    if len(alarms) > shown_alarms:
        lines.append(_line(f"and {len(alarms) - shown_alarms} more: newswire status --check", _RED))
        used += 1
    room = height - used
    threads = desk.status.threads[: max(0, min(3, room - 8))]
    if threads:
        lines += [_line(f"followed  {screen.thread_line(one)}") for one in threads]
        room -= len(threads)
    revisions = desk.status.revisions[: max(0, min(3, room - 6))]
    figures = max(0, room - 2 - (len(revisions) + 2 if revisions else 0))
    if figures and desk.status.figures:
        lines.append(screen.figures_table(desk.status.figures[:figures]))
    if revisions:
        lines.append(screen.revisions_table(revisions))
    return Panel(Group(*lines), title="newswire", border_style="red" if alarms else "blue")


def _stages(desk: Desk) -> Table:
    """A line for each stage: what it made, what waits and for how long, how fast, whether its workers run."""
    table = Table(expand=True, box=None, pad_edge=False, header_style="dim")
    for name in ("", "made", "waits", "oldest", "a minute"):
        table.add_column(name, justify="left" if not name else "right", no_wrap=True)
    table.add_column("workers", no_wrap=True, ratio=1)
    for stage in desk.status.stages:
        waits = desk.waiting.get(stage.name)
        age = duration(waits.age_s) if waits and waits.lag else ""
        rate = desk.parts.rate(stage.name)
        lag = Text(str(stage.lag) if stage.lag is not None else "", style=_YELLOW if stage.lag else _GREEN)
        made = f"{stage.done} {screen.MAKES[stage.name]}"
        cells = (Text(stage.name, style="bold"), Text(made), lag, Text(age))
        table.add_row(*cells, Text("" if rate is None else f"{60 * rate:.3g}"), _workers(desk, stage.name))
    return table


def _workers(desk: Desk, stage: str) -> Text:
    parts = [part for part in desk.parts.parts if part.stage == stage or part.name.partition("-")[0] == stage]
    text = Text(no_wrap=True, overflow="ellipsis")
    for part in parts:
        text.append("  " if text else "").append_text(_state(part, desk.at))
    return text


def _processes(desk: Desk) -> list[Text]:
    """Airflow's parts and the others in a line each."""
    stages = {stage.name for stage in desk.status.stages}
    rest = [part for part in desk.parts.parts if part.stage not in stages and part.name.partition("-")[0] not in stages]
    lines = []
    airflow = ("scheduler", "api-server", "dag-processor", "triggerer", "airflow-db")
    for title, chosen in (
        ("airflow", [part for part in rest if part.name in airflow]),
        ("others", [part for part in rest if part.name not in airflow]),
    ):
        if chosen:
            text = Text(f"{title}  ", style="bold", no_wrap=True, overflow="ellipsis")
            for number, part in enumerate(chosen):
                text.append("  " if number else "").append(f"{part.name} ", style="not bold")
                text.append_text(_state(part, desk.at))
            lines.append(text)
    return lines


def _state(part: Part, now: datetime) -> Text:
    """The state of a part, with its age, restarts and last error where it is not as it should be."""
    if part.state in ("running", "done") and not part.restarts and not part.error:
        return Text("ok", style="not bold green")
    age = f" {duration((now - part.since).total_seconds())}" if part.since else ""
    text = Text(style="not bold")
    well = part.state in ("running", "done")
    text.append("ok" if well and not part.error else part.state, style=_GREEN if well else _RED).append(age)
    if part.restarts:
        text.append(f", {part.restarts} restart{'s' if part.restarts > 1 else ''}", style=_YELLOW)
    if part.error:
        text.append(shown(f" ({part.error})"), style="dim" if well else _RED)
    return text


def _feeds(desk: Desk) -> tuple[str, str]:
    feeds, now = desk.feeds, desk.at.timestamp()
    told = [f"feeds {feeds.subscribed}"]
    if feeds.paused:
        told.append(f"{feeds.paused} paused")
    if feeds.failing:
        told.append(f"{len(feeds.failing)} failing: {', '.join(feeds.failing)}"[:40])
    told.append(f"last poll {duration(max(0.0, now - feeds.last_poll))} ago" if feeds.last_poll else "none polled yet")
    if desk.visits:
        told.insert(1, f"{desk.visits} visits to known pages")
    if feeds.next_poll is not None:
        left = feeds.next_poll - now
        told.append(f"next in {duration(left)}" if left > 0 else "next is due")
    return shown(", ".join(told)), _YELLOW if feeds.failing else ""


def _counts(desk: Desk) -> list[Text]:
    status = desk.status
    dead = "1 dead letter" if status.dead == 1 else f"{status.dead} dead letters"
    lines = [_line(f"{dead}; disk {desk.free_bytes / 1e9:.3g} GB free", _RED if status.dead else "")]
    if status.latest:
        told = f"latest {status.latest} articles: " + ", ".join(f"{name} {n}" for name, n in status.languages[:4])
        if without := sum(count for _, count in status.untagged):
            told += f"; {without} without tags for their language"
        lines.append(_line(told, _YELLOW if status.untagged else ""))
    return lines


def _line(text: str, style: str = "") -> Text:
    return Text(shown(text), style=style, no_wrap=True, overflow="ellipsis")
