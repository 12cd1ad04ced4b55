"""What a question that names something wrong may have meant: names of our views and columns, not of DuckDB's own."""

import re
from difflib import get_close_matches

from newswire.store.schema import TABLES

VIEWS = (*TABLES, *(f"{table}_history" for table in TABLES), "revisions")
_VIEW = re.compile(r"Catalog Error: Table with name (\S+) does not exist!(?:\s*Did you mean .*)?", re.DOTALL)
_COLUMN = re.compile(r'column(?: named)? "([^"]+)"')
_OWN = "Candidate bindings"  # DuckDB's guess, of the views that the question names


def hinted(words: str) -> str:
    """An error in DuckDB's words, with what was meant where that can be guessed.

    >>> hinted('Catalog Error: Table with name figure does not exist!')
    'there is no view figure; did you mean figures?'
    """
    if found := _VIEW.search(words):
        near = get_close_matches(found[1].lower(), VIEWS, n=2)
        meant = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(VIEWS)}"
        return f"there is no view {found[1]}; {meant}"
    if not words.startswith("Binder Error") or not (found := _COLUMN.search(words)):
        return words
    name = found[1].lower()
    if homes := [table for table, its in TABLES.items() if name in its.schema.names]:
        return f"{words.partition(_OWN)[0].rstrip()}\n{name} is a column of {', '.join(homes)}"
    near = get_close_matches(name, sorted({n for its in TABLES.values() for n in its.schema.names}), n=3)
    return words if _OWN in words or not near else f"{words}\nDid you mean {' or '.join(near)}?"
