"""Looking into a running pipe: status."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec

from newswire import app, log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.home.clock import told
from newswire.home.databases import read_state
from newswire.home.folder import check
from newswire.settings import Settings
from newswire.store.log.findings import Finding
from newswire.stream.broker import Broker
from newswire.stream.errors import FatalError
from newswire.terminal import say

if TYPE_CHECKING:
    from newswire.status.look import Status


@click.command(epilog=example("newswire status", "newswire status --check", "newswire status --format json"))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option("--check", "checks", is_flag=True, help="Say what is wrong, with its remedy; exit 1 where something is.")
@click.option("--max-lag", type=click.IntRange(min=0), help="With --check: records that may wait for a stage.")
@click.option("--max-age", "max_age_s", type=float, metavar="SECONDS", help="How long a record may wait for a stage.")
@click.option("--max-dead", type=click.IntRange(min=0), help="Dead letters that may be open.")
@with_settings
@kafka_option
def status(settings: Settings, form: str, checks: bool) -> None:
    """What flows and what waits, the processes, feeds, dead letters, the latest figures. Changes nothing.

    Exits 2 where there is no pipe, 3 where something is damaged or missing, which it names on stderr.
    """
    from rich.console import Console

    from newswire.dead.stuck import what_to_do
    from newswire.health.check import check as alarms_of
    from newswire.mending.glance import DAMAGED, glance, said
    from newswire.screens.desk import render
    from newswire.status.desk import desk_now
    from newswire.status.waiting import waiting

    log.configure(verbose=False)
    if not settings.kafka:
        check(settings)
    if checks:
        sys.exit(_check(settings, form))
    findings: list[Finding] = []
    now = datetime.now(UTC)
    with app.read_broker(settings) as broker:
        seen, heads = _look(settings, broker, findings)
        waits = waiting(broker, now, app.stages_of(settings)) if broker and not findings else {}
        findings += glance(settings, broker)
    clock = told(settings.home, now, _clock_behind(settings, findings))
    desk = desk_now(settings, seen, waits, now)
    if form == "json":
        stages = {
            s.name: {
                "done": s.done,
                "lag": s.lag,
                "age_s": round(waits[s.name].age_s, 1) if s.name in waits else None,
                "rate": desk.parts.rate(s.name),
                "waiting": heads.get(s.name, {}),
            }
            for s in desk.status.stages
        }
        stuck = [msgspec.to_builtins(one) | {"what_to_do": what_to_do(one)} for one in seen.stuck]
        untagged = {"of": seen.latest, "languages": dict(seen.untagged)}
        damage = [finding._asdict() for finding in findings]
        told_all = {"stages": stages, "dead": seen.dead, "stuck": stuck, "untagged": untagged, "clock": clock}
        click.echo(json.dumps(told_all | {"damage": damage} | desk.as_json()))
    else:
        console = Console()
        size = (console.width, console.height) if console.is_terminal else (max(console.width, 80), 60)
        ui = [f"Airflow {desk.parts.airflow}"] if desk.parts.airflow else []
        alarms = [] if findings else alarms_of(settings, now)
        console.print(render(desk, [*([clock] if clock else []), *ui], alarms, size))
    if findings:
        say(said(findings), err=True)
        sys.exit(DAMAGED)


def _check(settings: Settings, form: str) -> int:
    """Says what is wrong; 1 where something is that should not wait."""
    from newswire.health.alarm import ERROR
    from newswire.health.check import check as alarms_of
    from newswire.health.check import worst

    alarms = alarms_of(settings)
    if form == "json":
        click.echo(json.dumps({"status": worst(alarms), "alarms": [alarm._asdict() for alarm in alarms]}))
    else:
        for alarm in alarms:
            say(f"{'RED' if alarm.severity == ERROR else 'yellow'}  {alarm}")
        if not alarms:
            say("all is well")
    return 1 if worst(alarms) == ERROR else 0


def _look(settings: Settings, broker: Broker | None, findings: list[Finding]) -> tuple[Status, dict[str, Any]]:
    """What the broker tells, and where each stage stands; zeros where there is none yet, or it can't be read."""
    from newswire.dead.stuck import waiting
    from newswire.status.look import blank, look
    from newswire.status.stored import Stored
    from newswire.status.tally import Tally

    stored = Stored(settings.store_root).rows()["articles"]
    try:
        if broker:
            stages = app.stages_of(settings)
            # of what a stage reads beside its own topic, with that topic's name
            stands = {
                name: {p if topic == stage.topic.name else f"{topic}/{p}": at for topic, p, at in waiting(broker, name)}
                for name, stage in stages.items()
            }
            return look(broker, stored, Tally(settings.home), stages), stands
    except FatalError as e:
        if settings.kafka:
            raise
        findings.append(Finding("damaged_broker", str(e)))
    return blank(stored), {}


def _clock_behind(settings: Settings, findings: list[Finding]) -> float:
    try:
        with read_state(settings) as state:
            return state.clock_behind(datetime.now(UTC)) if state else 0.0
    except FatalError as e:
        findings.append(Finding("damaged_feeds", str(e)))
        return 0.0
