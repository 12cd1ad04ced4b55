"""Names whose kind their form shows (`names/forms.tsv` of a lexicon), and those that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newswire.enrich.names.coreference import Mention
from newswire.enrich.names.words import Words

_MOST = 40


def of_form(field: str, text: str, words: Words) -> Iterator[Mention]:
    """The names of one field that their form shows, kind by kind."""
    for kind, pattern in words.forms:
        for match in pattern.finditer(text):
            yield Mention(field, *match.span(), match[0], kind, match[0], None, True)


def again(text: str, found: Sequence[Mention], words: Words) -> Iterator[Mention]:
    """A storm or an acronym wherever it stands by itself: "Ana", "the AU"."""
    own_names = [pattern for _, pattern in words.forms if "own" in pattern.groupindex]
    told: dict[str, Mention] = {}
    for mention in found:
        if own := next((m["own"] for pattern in own_names if (m := pattern.fullmatch(mention.text))), None):
            told.setdefault(own, mention)
        elif (
            (short := words["acronym"].match(text, mention.end))
            and mention.type in ("ORG", "LAW")
            and not mention.text.isupper()  # "LIMA (AP)"
        ):
            told.setdefault(short[1], mention)
    if told:
        names = "|".join(map(re.escape, sorted(told, key=len, reverse=True)[:_MOST]))
        for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", text):
            whole = told[match[0]]
            yield Mention(whole.field, *match.span(), match[0], whole.type, whole.name, whole.entity_id, True)
