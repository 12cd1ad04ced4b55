"""Whether the real command line takes what users are told to paste."""

import click


def takes(command: click.Command, words: list[str]) -> None:
    """Whether the command line takes these words. Raises UsageError."""
    if isinstance(command, click.Group):
        name, found, rest = command.resolve_command(click.Context(command), words)
        assert found, name
        takes(found, rest)
    else:
        command.make_context(command.name, list(words))
