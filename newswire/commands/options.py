"""Options that commands share: --home and --allow-private on each, and the settings that come of them."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from newswire.settings import Settings, load, unknown_variables

Command = Callable[..., Any]
_FLAGS = "newswire.flags"


def with_settings(function: Command) -> Command:
    """Adds --home and --allow-private, and calls the command with `settings` first.

    Flags of the command whose names are settings (kafka) count as flags, too.
    """

    @click.option("--home", type=click.Path(file_okay=False, path_type=Path), help="Folder of all that the pipe keeps.")
    @click.option("--allow-private", is_flag=True, default=None, help="Reach private and loopback addresses, too.")
    @wraps(function)
    def command(**options: Any) -> Any:
        flags = {name: options.pop(name) for name in list(options) if name in Settings.model_fields}
        settings = load(flags)
        click.get_current_context().meta[_FLAGS] = flags
        for name in unknown_variables():
            click.echo(f"newswire: {name} in the environment is not a setting (see `newswire config`)", err=True)
        return function(settings, **options)

    return command


def given_flags() -> dict[str, Any]:
    """The flags of the running command that are settings; None where one was not given."""
    flags: dict[str, Any] = click.get_current_context().meta[_FLAGS]
    return flags


kafka_option = click.option("--kafka", metavar="HOST:PORT", help="Use this Kafka instead of the embedded broker.")

feeds_option = click.option(
    "--feeds",
    metavar="FILE",
    required=True,
    help="TOML, OPML or plain text with a URL on each line; - reads stdin.",
)


def example(*lines: str) -> str:
    """An epilog with examples, kept as written."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
