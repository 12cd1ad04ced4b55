"""Names of organisations that the crawl teaches: aliases learn, ls."""

import click

from newswire import log
from newswire.commands.options import example, with_settings
from newswire.settings import Settings
from newswire.terminal import write_data


@click.group()
def aliases() -> None:
    """Which names stand for the same organisation, as learned from the stored articles."""
    log.configure(verbose=False)


@aliases.command(epilog=example("newswire aliases learn"))
@with_settings
def learn(settings: Settings) -> None:
    """Reads the store: an acronym that at least three articles spell out alike is known to all articles from then on.

    Enrich workers read the table when they start. The DAG learn_aliases does this once a day.
    """
    from newswire.keeping.aliases import learn_aliases

    click.echo(f"{learn_aliases(settings)} aliases", err=True)


@aliases.command(epilog=example("newswire aliases ls"))
@with_settings
def ls(settings: Settings) -> None:
    """Prints what was learned: type, name, its aliases."""
    from newswire.keeping.aliases import learned

    file = learned(settings)
    if file is None:
        click.echo("nothing was learned yet: newswire aliases learn", err=True)
        return
    for line in file.read_text().splitlines():
        if not line.startswith("#"):
            write_data(f"{line}\n")
