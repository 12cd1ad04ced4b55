"""Names whose kind their form shows (`enrich/lexicon/en/names/forms.tsv`), and those that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.names.coreference import Mention

_FORMS = [
    (kind, re.compile(expression.replace("{WORD}", r"[A-Z][\w’'-]*")))
    for kind, _, expression in read_table("en/names/forms")
]
_OWN = [pattern for _, pattern in _FORMS if "own" in pattern.groupindex]
#: "the African Union (AU)"
_ACRONYM = re.compile(r" \((?:the )?([A-Z][A-Z&-]{1,7})\)")
_MOST = 40


def of_form(field: str, text: str) -> Iterator[Mention]:
    """The names of one field that their form shows, kind by kind."""
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            yield Mention(field, *match.span(), match[0], kind, match[0], None, True)


def again(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """A storm or an acronym wherever it stands by itself: "Ana", "the AU"."""
    told: dict[str, Mention] = {}
    for mention in found:
        if own := next((m["own"] for pattern in _OWN if (m := pattern.fullmatch(mention.text))), None):
            told.setdefault(own, mention)
        elif (
            (short := _ACRONYM.match(text, mention.end))
            and mention.type in ("ORG", "LAW")
            and not mention.text.isupper()  # "LIMA (AP)"
        ):
            told.setdefault(short[1], mention)
    if told:
        names = "|".join(map(re.escape, sorted(told, key=len, reverse=True)[:_MOST]))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text):
            whole = told[match[0]]
            yield Mention(whole.field, *match.span(), match[0], whole.type, whole.name, whole.entity_id, True)
