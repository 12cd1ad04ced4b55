"""Articles of a small pipe, and where they are still found."""

from pathlib import Path

from click.testing import CliRunner, Result

from homes.home_search import places
from newswire.cli import cli

NAMES = ("amber", "birch", "cedar")


FEED = "https://news.example/rss.xml"


def words(name: str) -> str:
    return f"Officials said 12 soldiers of {name} had left. " + " ".join(f"{name}{n}" for n in range(60))


def found(home: Path, name: str) -> set[str]:
    """Where in home a word of the article stands."""
    import re

    hits = places(home, re.compile(name.encode()))
    return {hit.split("/")[0].split(":")[0] for hit in hits}


def invoke(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["forget", *arguments, "--home", str(home)])
