"""Learns from what is stored which acronym stands for which organisation."""

import os
from pathlib import Path

from newswire.enrich.names.aliases import Aliases, Spelled, learn, table
from newswire.home.folder import prepare
from newswire.settings import Settings

#: in one article the acronym and the name that it stands for, which is then the mention's `name`
_SPELLED = """
    select type, text, name, count(distinct article_id)
    from entities
    where type = 'ORG' and name <> text and regexp_full_match(text, '[A-Z][A-Z&]{1,6}') and contains(name, ' ')
    group by all
"""


def learned(settings: Settings) -> Path | None:
    """The file of learned aliases on this machine, None before anything was learned. What lies in a bucket is copied
    to home first. Raises OSError."""
    file = settings.aliases_file
    if not file.is_file():
        return None
    if isinstance(file, Path):
        return file
    prepare(settings)
    copy = settings.home / file.name
    part = copy.with_suffix(f".{os.getpid()}")
    part.write_bytes(file.read_bytes())
    return part.replace(copy)


def learn_aliases(settings: Settings) -> int:
    """Writes the file again from the store; returns how many aliases it has. Workers read it when they start."""
    from newswire.store.query import connect

    with connect(settings.store_root) as connection:
        spelled = [Spelled(*row) for row in connection.execute(_SPELLED).fetchall()]
    rows = learn(spelled)
    file = settings.aliases_file
    prepare(settings)
    folder = file.parent if isinstance(file, Path) else settings.home
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"aliases.{os.getpid()}"
    part.write_text(table(rows))
    Aliases(part)  # what a worker could not read must not take the place of what it can
    if isinstance(file, Path):
        part.replace(file)
    else:
        with part.open("rb") as content:
            file.upload(content)
        part.unlink()
    return sum(aliases.count("|") + 1 for _, _, aliases in rows)
