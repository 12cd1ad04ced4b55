"""Settings and schemas: config, schemas."""

import json
from pathlib import Path

import click
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newswire.commands.options import example, given_flags, kafka_option, with_settings
from newswire.settings import Settings, SettingsError, origins
from newswire.stream.safe.controls import shown
from newswire.stream.safe.userinfo import without_userinfo


@click.command(epilog=example("newswire config", "NEWSWIRE_POLL_S=30 newswire config"))
@with_settings
@kafka_option
def config(settings: Settings) -> None:
    """Each setting, its value, and where it was set."""
    where = origins(given_flags())
    table = Table("setting", "value", "from", "meaning")
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        told = "" if value is None else "***" if isinstance(value, SecretStr) else without_userinfo(str(value))
        table.add_row(name, Text(shown(told)), where[name], field.description)
    Console().print(table)


@click.command(epilog=example("newswire schemas docs/schemas"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_settings
def schemas(settings: Settings, folder: Path) -> None:
    """Writes the JSON Schema of each message into FOLDER, and beside FOLDER an AsyncAPI document of the topics."""
    from importlib.metadata import version

    from newswire.stream.contract.asyncapi import asyncapi
    from newswire.stream.contract.schemas import schemas as make

    files = {folder / f"{name}.json": schema for name, schema in make().items()}
    files[folder.parent / "asyncapi.json"] = asyncapi(version("newswire"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
            click.echo(path, err=True)
    except OSError as e:
        raise SettingsError(f"nothing can be written into {folder}: {e.strerror or e}") from e
