"""Running the pipe: demo, up, once, poll, work."""

import json
import sys

import click

from newswire import app, log
from newswire.commands.options import example, feeds_option, given_flags, kafka_option, with_settings
from newswire.feeds.files import read_feeds
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


@click.command(epilog=example("newswire up --feeds feeds.toml", "newswire up -d", "newswire up --kafka localhost:9092"))
@click.option(
    "--feeds", metavar="FILE", help="Add these feeds: TOML, OPML or plain text with a URL on each line; - is stdin."
)
@click.option("-d", "--detach", is_flag=True, help="In the background: newswire status, logs and stop do the rest.")
@click.option("--no-airflow", is_flag=True, help="A timer polls instead of Airflow.")
@click.option("--port", type=int, help="Port of the Airflow UI; a free one from 8080 on by default.")
@click.option("--plain", is_flag=True, help="Lines instead of a screen.")
@with_settings
@kafka_option
def up(settings: Settings, feeds: str | None, detach: bool, no_airflow: bool, port: int | None, plain: bool) -> None:
    """The whole pipe on the feeds that are subscribed, until Ctrl-C: polling, the workers, and the Airflow UI."""
    found = read_feeds(feeds) if feeds else []
    if not detach:
        from newswire.running import up as run

        run.up(settings, found, airflow=not no_airflow, port=port, plain=plain)
        return
    from newswire.running.control import start

    with app.open_state(settings) as state:
        state.add(found)
    words = [*(["--no-airflow"] if no_airflow else []), *(["--port", str(port)] if port else [])]
    pid = start(settings, words)
    home = f"--home {settings.home}"
    say(f"runs as process {pid}: newswire status {home}, newswire logs -f {home}, newswire stop {home}")


@click.command(epilog=example("newswire once --feeds feeds.toml", "newswire once --feeds - < urls.txt | tail -1"))
@feeds_option
@with_settings
@kafka_option
def once(settings: Settings, feeds: str) -> None:
    """Polls each due feed once; fetches, enriches and stores all that came of it; ends.

    Exits 1 where every feed failed; stderr says why each did.
    """
    from newswire.running.once import once as run

    log.configure(verbose=False)
    counts = run(settings, read_feeds(feeds), lambda line: say(line, err=True))
    click.echo(json.dumps({name: counts[name] for name in ("entries", "articles", "figures", "dead")}))
    if counts["feeds"] and counts["failed"] == counts["feeds"]:
        sys.exit(1)


@click.command(epilog=example("newswire poll", "newswire poll --every 60"))
@click.option("--every", "every_s", type=click.FloatRange(min=1), metavar="SECONDS", help="Repeat at this interval.")
@with_settings
@kafka_option
def poll(settings: Settings, every_s: float | None) -> None:
    """Polls the due feeds: what the DAG's task does."""
    from newswire.running.poll import poll as run

    log.configure(verbose=True)
    run(settings, every_s)


@click.command(epilog=example("newswire work fetch", "newswire work store --until-idle 30"))
@click.argument("stage", type=click.Choice(list(app.STAGES)))
@click.option(
    "--until-idle",
    "until_idle_s",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="End after being idle this long.",
)
@with_settings
@kafka_option
def work(settings: Settings, stage: str, until_idle_s: float | None) -> None:
    """One worker process of a stage; any number of each may run, on any machine that reaches broker and store."""
    from newswire.running.work import work as run

    log.configure(verbose=True)
    if until_idle_s is not None:  # it waits no longer for a batch to fill than it may be idle
        settings = settings.model_copy(update={"flush_s": min(settings.flush_s, until_idle_s)})
    run(stage, settings, until_idle_s=until_idle_s)
