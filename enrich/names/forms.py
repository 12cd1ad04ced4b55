"""Names whose kind their form shows, and those that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newswire.enrich.names.mention import Mention, Text

_MOST = 40


def of_form(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """The names that their form shows, kind by kind."""
    for kind, pattern in at.words.forms:
        for match in pattern.finditer(at.text):
            yield at.mention(*match.span(), kind)


def again(found: Sequence[Mention], at: Text) -> Iterator[Mention]:
    """A storm or an acronym wherever it stands by itself: "Ana", "the AU"."""
    own_names = [pattern for _, pattern in at.words.forms if "own" in pattern.groupindex]
    told: dict[str, Mention] = {}
    for mention in found:
        if own := next((m["own"] for pattern in own_names if (m := pattern.fullmatch(mention.text))), None):
            told.setdefault(own, mention)
        elif (
            (short := at.words["acronym"].match(at.text, mention.end))
            and mention.type in ("ORG", "LAW")
            and not mention.text.isupper()  # "LIMA (AP)"
        ):
            told.setdefault(short[1], mention)
    if told:
        names = "|".join(map(re.escape, sorted(told, key=len, reverse=True)[:_MOST]))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", at.text):
            start, end = match.span()
            yield replace(told[match[0]], start=start, end=end, text=match[0], known=True)
