"""What of the words that a reader took for a name is the name: without article, title, possessive and address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newswire.enrich.lexicon.load import alternatives, read_table, read_words
from newswire.enrich.names import entity_types
from newswire.enrich.names.coreference import Mention
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import sharing

_ARTICLE = r"(?:the(?!\sHague\b)|a|an)\s+"
_ROLES = [noun for noun, kind, _ in read_table("en/roles") if kind == "PERSON"]
_SHORT = alternatives(read_words("en/names/titles"))
_LEAD = re.compile(rf"{_ARTICLE}|(?:{_SHORT})\.\s*", re.I)
#: before the name of a person also "Dr" and "Vice President"; "General Motors" is a whole name
_TITLE = re.compile(rf"{_LEAD.pattern}|(?:{_SHORT}|(?:(?:vice|prime)\s+)?(?:{alternatives(_ROLES)}))\s+(?=[A-Z])", re.I)
_TRAIL = re.compile(r"(?:['’]|[\s,;:\"“”])+$")
#: addresses of mail and pages, marks and tickers of shares: what is in them names nobody
_HOST = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,200}|(?:https?://|www\.)\S{1,2000}|[@#]\w{1,64}|\((?:[A-Z]{1,6}\.[A-Z]{1,2}|\.[A-Z]{2,8})\)"
)
#: a name of the model that is not one
_NONE = re.compile(r"^(?:[\W\d_]*|[a-z]|[A-Z][a-z]?\.?|https?:.*|@\w+|&.*)$")


def trimmed(field: str, text: str, read: Iterable[Span]) -> Iterator[Mention]:
    """A mention for each span of a reader that is a name, with the characters that are its own."""
    hosts = [Span(m.start(), m.end(), "") for m in _HOST.finditer(text)]
    for span in read:
        start, end = entity_types.widened(text, span.start, span.end)
        kind = entity_types.of_read(span.label, text[start:end])
        mention = _trimmed(field, text, start, end, kind) if kind else None
        if (
            mention
            and not sharing(hosts, mention.start, mention.start + 1)
            and text[mention.end : mention.end + 1] != "$"
        ):
            yield mention


def untitled(name: str) -> str:
    """A name without the titles of a person: "Duarte" of "President Duarte"."""
    while title := _TITLE.match(name):
        name = name[title.end() :]
    return name


def _trimmed(field: str, text: str, start: int, end: int, kind: str) -> Mention | None:
    """A mention without article, title and possessive; None where nothing is left."""
    while lead := (_TITLE if kind == "PERSON" else _LEAD).match(text, start, end):
        start = lead.end()
    if trail := _TRAIL.search(text, start, end):
        end = trail.start()
    if "\n" in text[start:end]:
        end = text.index("\n", start)
    end = start + entity_types.end_of_name(text[start:end])
    name = text[start:end].rstrip()
    if not name or _NONE.match(name) or entity_types.is_nobody(name):
        return None
    return Mention(field, start, start + len(name), name, kind, " ".join(name.split()))
