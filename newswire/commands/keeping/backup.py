"""A home copied while its pipe runs, and restored elsewhere: backup, restore."""

from pathlib import Path

import click

from newswire.commands.options import example, with_settings
from newswire.settings import Settings
from newswire.terminal import say


@click.command(epilog=example("newswire backup /mnt/backup/2026-11-27", "newswire backup /mnt/b --home /srv/newswire"))
@click.argument("folder", type=click.Path(path_type=Path))
@with_settings
def backup(settings: Settings, folder: Path) -> None:
    """Copies the home to FOLDER, which must not exist yet, while the pipe runs.

    Store, topics, feeds and archive are copied so that a pipe which goes on from the copy loses nothing and doubles
    nothing. Airflow's own database, logs and the index of words are left out: they are made again. Of what lies
    elsewhere than in home (Kafka, PostgreSQL, a bucket), see docs/deploy.md.
    """
    from newswire.backup.take import take

    manifest = take(settings, folder, lambda part: say(f"{part} ...", err=True))
    say(f"{len(manifest.files)} files, {manifest.bytes / 1e6:,.1f} MB in {folder}", err=True)
    say(f"newswire restore {folder} --home DIR makes a home of it", err=True)


@click.command(epilog=example("newswire restore /mnt/backup/2026-11-27 --home /srv/newswire"))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_settings
def restore(settings: Settings, folder: Path) -> None:
    """Makes a home of a backup, each file checked; then `newswire verify` and `newswire up` go on with it.

    Stop the pipe that was backed up first: otherwise both poll the same feeds.
    """
    from newswire.backup.restore import restore as run

    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if total and done * 10 // total > told:
            told = done * 10 // total
            say(f"{told * 10} % of {total / 1e6:,.1f} MB", err=True)

    manifest = run(folder, settings.home, progress)
    say(f"{settings.home} is as {manifest.home} was at {manifest.at}: newswire verify --home {settings.home}", err=True)
