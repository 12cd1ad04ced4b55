"""What of the words that a reader took for a name is the name: without article, title, possessive and address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newswire.enrich.names import entity_types
from newswire.enrich.names.mention import Mention, Text
from newswire.enrich.names.words import Words
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import sharing

#: what stands before a name and is not its own; "General Motors" is a whole name
_BEFORE = ("article", "short title")
_BEFORE_PERSON = (*_BEFORE, "title")
#: names of a reader that are none
_NO_NAMES = ("no name", "file or host", "nobody")


def trimmed(read: Sequence[Span], at: Text) -> Iterator[Mention]:
    """A mention for each span of a reader that is a name, with the characters that are its own."""
    # of mail and pages, marks and tickers of shares: what is in them names nobody
    addresses = [Span(*m.span(), "") for m in at.words["address"].finditer(at.text)]
    for span in entity_types.whole(read, at):
        start, end = entity_types.widened(span.start, span.end, at)
        kind = entity_types.of_read(span.label, at.text[start:end], at.words)
        mention = _trimmed(start, end, kind, at) if kind else None
        if mention and not sharing(addresses, mention.start, mention.start + 1) and not is_currency(mention.end, at):
            yield mention


def is_currency(end: int, at: Text) -> bool:
    """Whether what ends here is a part of a currency's sign: the US in US$ is not a place."""
    return at.text.startswith("$", end)


def untitled(name: str, words: Words) -> str:
    """A name without the titles of a person: "Duarte" of "President Duarte"."""
    return name[_after(name, 0, len(name), _BEFORE_PERSON, words) :]


def _after(text: str, start: int, end: int, rules: Iterable[str], words: Words) -> int:
    """Where a name begins after all that these rules take off."""
    while found := next((m for rule in rules if (m := words[rule].match(text, start, end))), None):
        start = found.end()
    return start


def _trimmed(start: int, end: int, kind: str, at: Text) -> Mention | None:
    """A mention without article, title and possessive; None where nothing is left."""
    start = _after(at.text, start, end, _BEFORE_PERSON if kind == "PERSON" else _BEFORE, at.words)
    if trail := at.words["trailing marks"].search(at.text, start, end):
        end = trail.start()
    name = at.text[start:end].partition("\n")[0]
    name = name[: entity_types.end_of_name(name, at.words)].rstrip()
    if not name or any(at.words[rule].search(name) for rule in _NO_NAMES):
        return None
    return at.mention(start, start + len(name), kind, " ".join(name.split()), known=False)
