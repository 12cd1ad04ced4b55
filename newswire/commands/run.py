"""Running the pipe: demo, up, once, poll, work."""

import json
import signal
import time
from datetime import UTC, datetime
from typing import Any

import click

from newswire import app, log
from newswire.commands.options import example, feeds_option, given_flags, kafka_option, with_settings
from newswire.feeds.files import read_feeds
from newswire.home.clock import Watch, note_jump
from newswire.settings import Settings, origins
from newswire.terminal import say


@click.command(epilog=example("newswire demo", "newswire demo --no-airflow"))
@click.option("--no-airflow", is_flag=True, help="A timer polls instead of Airflow.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
@with_settings
@kafka_option
def demo(settings: Settings, no_airflow: bool, plain: bool) -> None:
    """The whole pipe on a small news site of our own, in front of you."""
    from newswire.running import demo as run

    run.demo(settings, origins(given_flags()), airflow=not no_airflow, plain=plain)


@click.command(epilog=example("newswire up --feeds feeds.toml", "newswire up --feeds my.opml --kafka localhost:9092"))
@feeds_option
@click.option("--no-airflow", is_flag=True, help="A timer polls instead of Airflow.")
@click.option("--port", type=int, help="Port of the Airflow UI; a free one from 8080 on by default.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
@with_settings
@kafka_option
def up(settings: Settings, feeds: str, no_airflow: bool, port: int | None, plain: bool) -> None:
    """The whole pipe, until Ctrl-C: polling, the workers, and the Airflow UI."""
    from newswire.running import up as run

    run.up(settings, read_feeds(feeds), airflow=not no_airflow, port=port, plain=plain)


@click.command(epilog=example("newswire once --feeds feeds.toml", "newswire once --feeds - < urls.txt | tail -1"))
@feeds_option
@with_settings
@kafka_option
def once(settings: Settings, feeds: str) -> None:
    """Polls each due feed once; fetches, enriches and stores all that came of it; ends."""
    from newswire.running.once import once as run

    log.configure(verbose=False)
    counts = run(settings, read_feeds(feeds), lambda line: say(line, err=True))
    click.echo(json.dumps(counts))


@click.command(epilog=example("newswire poll", "newswire poll --every 60"))
@click.option("--every", "every_s", type=click.FloatRange(min=1), metavar="SECONDS", help="Again and again.")
@with_settings
@kafka_option
def poll(settings: Settings, every_s: float | None) -> None:
    """Polls the due feeds: what the DAG's task does."""
    from newswire.processes.supervise import orphaned

    log.configure(verbose=True)
    stopped: list[int] = []

    def stop(signum: int, _frame: Any) -> None:
        stopped.append(signum)
        if every_s is None:
            raise KeyboardInterrupt

    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, stop)
    watch = Watch()
    while not stopped and not orphaned():
        began = time.monotonic()
        if by_s := watch.jump():
            note_jump(settings.home, by_s, datetime.now(UTC))
        click.echo(json.dumps(app.poll_shard(settings=settings)))
        while every_s and not stopped and not orphaned() and time.monotonic() - began < every_s:
            time.sleep(min(0.2, every_s))
        if every_s is None:
            return


@click.command(epilog=example("newswire work fetch", "newswire work store --until-idle 30"))
@click.argument("stage", type=click.Choice(list(app.STAGES)))
@click.option("--until-idle", "until_idle_s", type=float, metavar="SECONDS", help="End when idle so long.")
@with_settings
@kafka_option
def work(settings: Settings, stage: str, until_idle_s: float | None) -> None:
    """One worker process of a stage; any number of each may run, on any machine that reaches broker and store."""
    from newswire.running.work import work as run

    log.configure(verbose=True)
    run(stage, settings, until_idle_s=until_idle_s)
