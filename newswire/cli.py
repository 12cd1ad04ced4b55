"""The command line: which sub-commands there are. Each is imported only when it is asked for."""

import sys
from difflib import get_close_matches

import click

#: name -> (module below newswire.commands, function)
COMMANDS = {
    "demo": ("running.run", "demo"),
    "up": ("running.run", "up"),
    "once": ("running.run", "once"),
    "stop": ("running.control", "stop"),
    "logs": ("running.control", "logs"),
    "unit": ("running.control", "unit"),
    "poll": ("running.run", "poll"),
    "work": ("running.run", "work"),
    "feeds": ("feeds", "feeds"),
    "websub": ("running.websub", "websub"),
    "status": ("reading.status", "status"),
    "tail": ("reading.tail", "tail"),
    "watch": ("watches", "watch"),
    "dead": ("keeping.dead", "dead"),
    "web": ("running.web", "web"),
    "explain": ("running.web", "explain"),
    "query": ("reading.data", "query"),
    "verify": ("reading.data", "verify"),
    "repair": ("reading.data", "repair"),
    "compact": ("keeping.keep", "compact"),
    "retain": ("keeping.keep", "retain"),
    "backup": ("keeping.backup", "backup"),
    "restore": ("keeping.backup", "restore"),
    "re-enrich": ("keeping.reenrich", "re_enrich"),
    "forget": ("keeping.forget", "forget"),
    "parse": ("hand", "parse"),
    "extract": ("hand", "extract"),
    "annotate": ("hand", "annotate"),
    "follow": ("reading.follow", "follow"),
    "replay": ("keeping.replay", "replay"),
    "aliases": ("keeping.aliases", "aliases"),
    "kafka": ("running.kafka", "kafka"),
    "config": ("setup", "config"),
    "schemas": ("setup", "schemas"),
}

EPILOG = """\b
Try it:
  newswire demo                                   all of it, on a small news site of our own
  newswire up --feeds feeds.toml                  all of it, on real feeds
  newswire once --feeds feeds.toml                one round, then end
  echo "Some 1,500 troops arrived, Kyiv said." | newswire annotate --plain
  newswire query "select value, unit, counted_head, source_name from figures"
"""


class LazyGroup(click.Group):
    """Lists its commands in the order of `COMMANDS` and imports one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(__import__(f"newswire.commands.{module}", fromlist=[function]), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as e:
            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f"Did you mean {near[0]}? " if near else ""
            there = ", ".join(COMMANDS)
            raise click.UsageError(f"No such command {args[0]!r}. {meant}There are: {there}.", ctx) from e


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newswire")
def cli() -> None:
    """Streaming news ingestion: feeds in, entities and figures with their claimants out."""


def main() -> None:
    """Entry point. A closed pipe ends quietly, an error of ours in one line."""
    from newswire.settings import SettingsError
    from newswire.stream.errors import NewswireError
    from newswire.stream.s3.bucket import S3Error
    from newswire.terminal import say

    try:
        cli()
    except (SettingsError, NewswireError) as e:
        say(f"newswire: {e}", err=True)
        sys.exit(2 if isinstance(e, SettingsError) else 1)
    except S3Error as e:
        say(f"newswire: {e}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # the reader has enough: nothing more can be written, not even what Python flushes at exit
        sys.stdout = None
        sys.exit(0)
