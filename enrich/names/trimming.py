"""What of the words that a reader took for a name is the name: without article, title, possessive and address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newswire.enrich.names import entity_types
from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.words import Words
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import sharing

#: what stands before a name and is not its own; "General Motors" is a whole name
_BEFORE = ("article", "short title")
_BEFORE_PERSON = (*_BEFORE, "title")
#: names of a reader that are none
_NO_NAMES = ("no name", "file or host", "nobody")


def trimmed(field: str, text: str, read: Iterable[Span], words: Words) -> Iterator[Mention]:
    """A mention for each span of a reader that is a name, with the characters that are its own."""
    # of mail and pages, marks and tickers of shares: what is in them names nobody
    addresses = [Span(m.start(), m.end(), "") for m in words["address"].finditer(text)]
    for span in read:
        start, end = entity_types.widened(text, span.start, span.end, words)
        kind = entity_types.of_read(span.label, text[start:end], words)
        mention = _trimmed(field, text, start, end, kind, words) if kind else None
        if (
            mention
            and not sharing(addresses, mention.start, mention.start + 1)
            and text[mention.end : mention.end + 1] != "$"
        ):
            yield mention


def untitled(name: str, words: Words) -> str:
    """A name without the titles of a person: "Duarte" of "President Duarte"."""
    return name[_after(name, 0, len(name), _BEFORE_PERSON, words) :]


def _after(text: str, start: int, end: int, rules: Iterable[str], words: Words) -> int:
    """Where a name begins after all that these rules take off."""
    while found := next((m for rule in rules if (m := words[rule].match(text, start, end))), None):
        start = found.end()
    return start


def _trimmed(field: str, text: str, start: int, end: int, kind: str, words: Words) -> Mention | None:
    """A mention without article, title and possessive; None where nothing is left."""
    start = _after(text, start, end, _BEFORE_PERSON if kind == "PERSON" else _BEFORE, words)
    if trail := words["trailing marks"].search(text, start, end):
        end = trail.start()
    if "\n" in text[start:end]:
        end = text.index("\n", start)
    end = start + entity_types.end_of_name(text[start:end], words)
    name = text[start:end].rstrip()
    if not name or any(words[rule].search(name) for rule in _NO_NAMES):
        return None
    return Mention(field, start, start + len(name), name, kind, " ".join(name.split()))
