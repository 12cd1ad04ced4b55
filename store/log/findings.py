"""What is wrong with a store, in words that can be counted."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that is wrong.

    >>> str(Finding("missing_file", "articles/x.parquet"))
    'missing_file: articles/x.parquet'
    """

    word: str  #: snake_case, a constant that can be counted
    where: str  #: what and where, for a person

    def __str__(self) -> str:
        return f"{self.word}: {self.where}"
