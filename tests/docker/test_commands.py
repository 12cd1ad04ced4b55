"""Every `newswire ...` in the image and in compose.yaml is one that the command line accepts."""

import json
from pathlib import Path

import click
import pytest
from pydantic import TypeAdapter

from images.image_files import argv, dockerfile, environment, image_environment, outside, services
from newswire.app import STAGES
from newswire.cli import cli
from newswire.settings import PREFIX, SECRETS_DIR, Settings


def accept(words: list[str]) -> str:
    """The command's path, `newswire work`; its options and arguments parsed, nothing run. Raises UsageError."""
    command: click.Command = cli
    context = cli.make_context("newswire", list(words))
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None and name is not None
        command = found
        context = found.make_context(name, rest, parent=context)
    return context.command_path


def commands() -> dict[str, list[str]]:
    """Where it stands -> the words after `newswire`."""
    found = {name: argv(s)[1:] for name, s in services(ours=True).items() if argv(s)[0] == "newswire"}
    check = next(i for i in dockerfile() if i.word == "HEALTHCHECK")
    program, *words = json.loads(check.text.partition("CMD ")[2])
    assert program == "newswire"
    return {**found, "HEALTHCHECK": words}


@pytest.mark.parametrize("place", commands())
def test_the_command_line_accepts_it(place: str) -> None:
    assert accept(commands()[place]).startswith("newswire ")


def test_each_stage_has_a_service() -> None:
    words = commands()
    assert {stage: words[stage] for stage in STAGES} == {stage: ["work", stage] for stage in STAGES}


@pytest.mark.parametrize(
    "words", [["work", "fetsh"], ["wrok", "fetch"], ["status", "--formta", "json"], ["feeds", "x"]]
)
def test_a_slip_would_be_found(words: list[str]) -> None:
    with pytest.raises(click.UsageError):
        accept(words)


def settings_of(place: str) -> dict[str, str]:
    """The NEWSWIRE_* variables of a service, or of the image."""
    given = image_environment() if place == "image" else environment(place)
    return {name: value for name, value in given.items() if name.startswith(PREFIX)}


@pytest.mark.parametrize("place", ["image", *services(ours=True)])
def test_every_variable_is_a_setting_with_a_value_that_it_takes(place: str) -> None:
    given = settings_of(place)
    assert f"{PREFIX}HOME" in given
    for name, value in given.items():
        field = Settings.model_fields[name.removeprefix(PREFIX).lower()]
        if value:  # an empty variable counts as none
            TypeAdapter(field.rebuild_annotation()).validate_strings(value)


@pytest.mark.parametrize("place", services(ours=True))
def test_home_is_a_volume_and_kafka_is_the_broker_of_the_file(place: str) -> None:
    given = settings_of(place)
    mounted = [volume.split(":")[1] for volume in services()[place]["volumes"]]
    assert given[f"{PREFIX}HOME"] in mounted
    host, port = given[f"{PREFIX}KAFKA"].split(":")
    assert f"INSIDE://{host}:{port}," in environment(host)["KAFKA_ADVERTISED_LISTENERS"]


@pytest.mark.parametrize("place", services(ours=True))
def test_secrets_that_are_settings_have_a_name_that_settings_look_for(place: str) -> None:
    names = [name for name in services()[place].get("secrets", []) if name.startswith(PREFIX.lower())]
    assert all(name.removeprefix(PREFIX.lower()) in Settings.model_fields for name in names)
    assert Path("/run/secrets") == SECRETS_DIR


def test_the_services_that_poll_or_import_know_the_state() -> None:
    for place in ("feeds", "airflow-scheduler", "newswire"):
        assert "newswire_state_url" in services()[place]["secrets"]


def test_the_feeds_that_are_imported_are_mounted() -> None:
    service = services()["feeds"]
    assert outside(service, argv(service)[-1]) is not None
