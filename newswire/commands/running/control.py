"""A pipe in the background: stop, logs, unit."""

import shutil
import sys
from pathlib import Path

import click

from newswire.commands.options import example, with_settings
from newswire.home.folder import check
from newswire.settings import Settings
from newswire.terminal import say

UNIT = """\
# systemd unit of a newswire pipe:
#   newswire unit --home {home} > ~/.config/systemd/user/newswire.service
#   systemctl --user daemon-reload && systemctl --user enable --now newswire
#   loginctl enable-linger    # so that it runs while you are not logged in
[Unit]
Description=newswire: streaming news ingestion
After=network-online.target
Wants=network-online.target

[Service]
ExecStart={program} up --plain --home {home}{words}
WorkingDirectory={folder}
# as Ctrl-C: each part ends its work, nothing is lost
KillSignal=SIGINT
KillMode=mixed
TimeoutStopSec=120
Restart=on-failure
RestartSec=5
UMask=0077

[Install]
WantedBy=default.target
"""


@click.command(epilog=example("newswire stop", "newswire stop --home ~/.newswire"))
@with_settings
def stop(settings: Settings) -> None:
    """Stops a pipe that runs in the background or elsewhere, as Ctrl-C does, and waits until all of it has ended."""
    from newswire.running.control import stop as run

    check(settings)
    say("stopped; a new start goes on from here" if run(settings.home) else f"no pipe runs in {settings.home}")


@click.command(epilog=example("newswire logs", "newswire logs -f store", "newswire logs scheduler --lines 200"))
@click.argument("part", required=False)
@click.option("-f", "--follow", "follows", is_flag=True, help="Go on as lines are added.")
@click.option(
    "--lines", type=click.IntRange(min=0), default=20, show_default=True, help="How many of the last lines of each log."
)
@with_settings
def logs(settings: Settings, part: str | None, follows: bool, lines: int) -> None:
    """The logs of the pipe's parts, or of one."""
    from newswire.running.workers import until_signal
    from newswire.screens.follow_logs import follow, last_lines, log_files

    check(settings)
    files = log_files(settings.home, part)
    for file in files:
        for line in last_lines(file, lines) if lines else []:
            say(line if part else f"{file.stem:>13} | {line}")
    if follows:
        with until_signal() as stopped:
            for name, line in follow(files, stopped):
                say(line if part else f"{name:>13} | {line}")


@click.command(epilog=example("newswire unit > ~/.config/systemd/user/newswire.service"))
@click.option("--no-airflow", is_flag=True, help="A timer polls instead of Airflow.")
@with_settings
def unit(settings: Settings, no_airflow: bool) -> None:
    """A systemd unit that runs this pipe, on stdout."""
    program = shutil.which("newswire") or str(Path(sys.executable).with_name("newswire"))
    words = (" --no-airflow" if no_airflow else "") + (" --allow-private" if settings.allow_private else "")
    words += f" --kafka {settings.kafka}" if settings.kafka else ""
    click.echo(UNIT.format(home=settings.home, program=program, words=words, folder=Path.cwd()), nl=False)
