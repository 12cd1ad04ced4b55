"""Reads the lexicons in `enrich/lexicon`: words and what they mean, and not the rules that use them."""

import gzip
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from newswire.enrich.lexicon.schema import checked, distinct, once

FOLDER = Path(__file__).parent


@cache
def read_toml(name: str) -> dict[str, Any]:
    """The tables of `enrich/lexicon/NAME.toml`. Raises ValueError where a list has a word twice, or two
    lists that exclude each other have the same."""
    tables = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    distinct(name, tables)
    return tables


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `enrich/lexicon/NAME.tsv`, or of NAME.tsv.gz, as `enrich/lexicon/schema.py` has them."""
    path = FOLDER / f"{name}.tsv"
    packed = path.with_name(f"{path.name}.gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    return checked(name, data.decode().splitlines())


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of `enrich/lexicon/NAME.txt`, which white space divides, without comments."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return once(name, [word for line in lines if not line.startswith("#") for word in line.split()])


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; a blank in one stands for any white space."""
    return "|".join(r"\s+".join(map(re.escape, w.split(" "))) for w in sorted(words, key=len, reverse=True))
