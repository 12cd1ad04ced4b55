"""Keeping the store in shape: compact, retain."""

import json
import re
import time
from datetime import UTC, date, datetime

import click

from newswire import log
from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings, SettingsError

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")


class Days(click.ParamType[tuple[date, date]]):
    """FROM..TO, both included, or one day."""

    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """The first and the last day."""
        found = _DAYS.fullmatch(str(value))
        try:
            if found:
                first, last = (date.fromisoformat(text) for text in (found[1], found[2] or found[1]))
                if first <= last:
                    return first, last
        except ValueError:
            pass
        return self.fail(f"{value!r} is not FROM..TO, as in 2026-11-01..2026-11-30", param, ctx)


@click.command(epilog=example("newswire compact", "newswire compact --days 2026-11-01..2026-11-30"))
@click.option("--days", type=Days(), metavar="FROM..TO", help="Only these days, both included; all by default.")
@click.option("--every", "every_s", type=click.FloatRange(min=1), metavar="SECONDS", help="Again and again.")
@with_settings
def compact(settings: Settings, days: tuple[date, date] | None, every_s: float | None) -> None:
    """Few large files in place of many small ones, beside whatever runs; `newswire up` does it by itself.

    With --every also what `newswire retain` does with the store.
    """
    from newswire.home import prepare, store_rights
    from newswire.retention import tidy_store
    from newswire.supervise import orphaned
    from store.compaction.compact import compact as run
    from stream.errors import NewswireError

    log.configure(verbose=every_s is not None)
    while not orphaned():
        began = time.monotonic()
        try:
            if settings.home.is_dir():
                prepare(settings)
            with store_rights(settings):
                done = run(settings.store_root, datetime.now(UTC), days=days)
            click.echo(json.dumps(done._asdict() if done else {"busy": True}))
            if every_s is not None:
                tidy_store(settings)
        except (NewswireError, OSError) as e:
            if every_s is None:
                raise
            click.echo(f"compaction failed, the next time will do: {e}", err=True)
        if every_s is None:
            return
        while not orphaned() and time.monotonic() - began < every_s:
            time.sleep(min(1.0, every_s))


@click.command(epilog=example("newswire retain"))
@with_settings
@kafka_option
def retain(settings: Settings) -> None:
    """Deletes what need not be kept: topics, archive (archive_days), staged files, store_days, superseded_days.

    `newswire up` does it by itself. Only what is compacted leaves the store.
    """
    from newswire.app import open_broker
    from newswire.retention import tidy, tidy_store

    log.configure(verbose=False)
    if not settings.home.is_dir():
        raise SettingsError(f"there is no pipe at {settings.home}")
    with open_broker(settings) as broker:
        done: dict[str, object] = dict(tidy(settings, broker))
    done["store"] = tidy_store(settings) or {"busy": True}
    click.echo(json.dumps(done))
