"""Whether a line of a page asks something of its reader, or tells of it."""

import re
from collections.abc import Iterable

from newswire.ingest.extraction.gate.shown import PROSE, Block
from newswire.ingest.extraction.gate.wall_words import ADDRESS, CONSENT_IDEAS, ideas_in
from newswire.ingest.extraction.weight import weight

#: characters from which a line is a sentence, and told rather than asked where it does not speak to the reader
_SENTENCE = 90
ENDS = re.compile(r"[.!?。！？।؟\"'”’»›)\]…]\s*$")
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"")


def asks(text: str) -> bool:
    """Whether it speaks to the reader; whom somebody speaks to in a quotation is another."""
    return bool(ADDRESS.search(_QUOTED.sub("", text)))


def speaks(line: Block, walls: Iterable[re.Pattern[str]], prose: int = PROSE) -> bool:
    """Whether a wall says this: in prose it speaks to the reader, where a report tells of it."""
    return any(wall.search(line.low) for wall in walls) and (weight(line.text) < prose or asks(line.text))


def asks_consent(line: Block) -> bool:
    return len(ideas_in([line.low], CONSENT_IDEAS)) > 1 and asks(line.text)


def is_about(line: Block, ideas: dict[str, re.Pattern[str]]) -> bool:
    if not ideas_in([line.low], ideas):
        return False
    told = weight(line.text) >= _SENTENCE and bool(ENDS.search(line.text))
    return not told or asks(line.text)
