"""Reads the lexicons: words and what they mean, and not the rules that use them.

The name of one is its place in `enrich/lexicon` without its ending, "en/units", or the whole path of one that is kept
elsewhere; both are `f"{language.lexicon}/units"`.
"""

import gzip
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from newswire.enrich.lexicon.schema import checked, distinct, once
from newswire.stream.errors import FatalError

FOLDER = Path(__file__).parent
#: the folder of the words of English, and of a language of which nothing else is said
ENGLISH = Path("en")
#: an expression that matches nothing
NEVER = "(?!)"


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of NAME.toml. Raises ValueError where a list has a word twice, or two lists that exclude each
    other have the same."""
    tables = tomllib.loads(_read(name, "toml").decode())
    distinct(name, tables)
    return tables


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of NAME.tsv, or of NAME.tsv.gz, as `enrich/lexicon/schema.py` has them."""
    is_packed = (FOLDER / f"{name}.tsv.gz").exists()
    data = gzip.decompress(_read(name, "tsv.gz")) if is_packed else _read(name, "tsv")
    return checked(name, data.decode().splitlines())


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of NAME.txt, which white space divides, without comments."""
    lines = _read(name, "txt").decode().splitlines()
    return once(name, [word for line in lines if not line.startswith("#") for word in line.split()])


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a blank in one stands for any white space.
    Where there are none it matches nothing."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, w.split(" "))) for w in longest) or NEVER


def _read(name: str, ending: str) -> bytes:
    path = FOLDER / f"{name}.{ending}"
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise FatalError(
            f"{path} is missing: the lexicon of a language has the files of {FOLDER / ENGLISH} that its tags need; one "
            "that has nothing to say may be empty (docs/enrich.md)"
        ) from e
