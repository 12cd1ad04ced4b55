"""Settings and schemas: config, schemas."""

import json
from pathlib import Path

import click
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from newswire.commands.options import example, kafka_option, with_settings
from newswire.settings import Settings, origins, unknown_variables


@click.command(epilog=example("newswire config", "NEWSWIRE_POLL_S=30 newswire config"))
@with_settings
@kafka_option
def config(settings: Settings) -> None:
    """What is set, and where it was set."""
    where = origins({"home": None})
    table = Table("setting", "value", "from", "meaning")
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        default = field.get_default()
        shown = "" if value is None else "***" if isinstance(value, SecretStr) else str(value)
        origin = "flag" if where[name] == "default" and name not in {"home"} and value != default else where[name]
        table.add_row(name, shown, origin, field.description)
    Console().print(table)
    for name in unknown_variables():
        click.echo(f"newswire: the environment sets {name}, which is no setting", err=True)


@click.command(epilog=example("newswire schemas docs/schemas"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_settings
def schemas(settings: Settings, folder: Path) -> None:
    """Writes the JSON Schema of each message into FOLDER."""
    from stream.schemas import schemas as make

    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in make().items():
        (folder / f"{name}.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
        click.echo(folder / f"{name}.json", err=True)
