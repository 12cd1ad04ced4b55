"""Claims: who says what in an article, how sure it is said to be, and who contests it.

The reader found the spans of source, cue and content (`enrich/reader`); here they are linked and get their names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from newswire.enrich.claims import quotes, scripts, status
from newswire.enrich.claims.contests.contesting import Contested, contest
from newswire.enrich.claims.contests.topics import Topics
from newswire.enrich.claims.estimates import estimated
from newswire.enrich.claims.following import go_on
from newswire.enrich.claims.link import QUOTES, Linked, link
from newswire.enrich.claims.referents import Referents
from newswire.enrich.claims.relayed import relayed
from newswire.enrich.claims.reports import with_reports
from newswire.enrich.claims.sentences import Sentences
from newswire.enrich.claims.splits import mended, numbers_apart
from newswire.enrich.claims.subjects import is_attribute, is_clause, with_subjects
from newswire.enrich.claims.tidy import tidy
from newswire.enrich.lexicon.load import ENGLISH
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.passage import Field
from newswire.stream.messages import Claim, Cue, Mention

_CLOSING = re.compile(r"[\"”]")


class Attribution:
    """Finds the claims of each document; needs its entities and what the reader read in it."""

    name = "attribution"
    version = "6"

    def __init__(self, lexicon: Path) -> None:
        """`lexicon` is the folder of the language's words."""
        self._lexicon = lexicon

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for name in document.reads:
                document.claims.extend(_claims(Field(document, name, document.texts[name]), self._lexicon))
            document.acts.update(n for n, c in enumerate(document.claims) if _is_act(document, c))
        return batch


def make(lexicon: Path = ENGLISH) -> Attribution:
    """The tagger of claims, of a language whose words are in the folder `lexicon`."""
    return Attribution(lexicon)


def _is_act(document: Document, claim: Claim) -> bool:
    text, parse = document.texts[claim.field], document.parses.get(claim.field)
    if claim.cue is None or any(_is_quoted(text, *place) for place in claim.content):
        return False
    if parse is not None and is_attribute(parse, claim.cue.start, claim.cue.end):
        return True
    start, end = claim.content[0]
    said = text[start:end] if start >= claim.cue.end else ""
    return status.is_act(claim.cue.text, said, is_clause=parse is not None and is_clause(parse, start, end))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a content is a quotation, not only its first words."""
    return text[start] in QUOTES and not _CLOSING.search(text, start + 1, max(start + 1, end - 1))


def _claims(field: Field, lexicon: Path) -> list[Claim]:
    text, document = field.text, field.document
    quoted, sentences = list(quotes.find(text)), Sentences(text)
    places = {e.start for e in field.names if e.type in ("GPE", "LOC", "FAC")}
    read = mended(document.reads[field.field].speech, field)
    read = numbers_apart(tidy(read, text, quoted, sentences), text)
    speech = scripts.add(read, text, quoted, places)
    parse = document.parses.get(field.field)
    if parse is not None:
        speech = estimated(speech, parse, field)
    told = relayed(speech, text, sentences)
    linked = link(told.speech, text, sentences)
    go_on(linked, told.speech, text, sentences)
    if parse is not None:
        with_subjects(linked, parse, field)
        linked = with_reports(linked, parse, text)
    for claim in linked:
        claim.via.extend(told.via.get(claim.cue[0], ()))
    sources = sorted(c.source for c in linked if c.source)
    referents = Referents(field, sentences, sources, quoted, lexicon)
    mentions: list[Mention | None] = []
    last: Mention | None = None
    for claim in linked:
        mention = referents.mention(*claim.source, last) if claim.source else None
        if mention and claim.stands_for:
            meant = referents.mention(*claim.stands_for, last)
            mention = Mention(
                text=mention.text, start=mention.start, end=mention.end, name=meant.name, entity_id=meant.entity_id
            )
        mentions.append(mention)
        last = mention or last
    contests = contest(linked, mentions, Topics(field), text, sentences)
    return [
        _claim(field.field, text, claim, mention, referents, contested)
        for n, (claim, mention) in enumerate(zip(linked, mentions, strict=True))
        # "disputed that figure" says nothing of its own beside the contest of that figure
        if claim.content and not (contested := contests.get(n, Contested())).is_pointer and not _is_nobodys(claim, text)
    ]


def _is_nobodys(claim: Linked, text: str) -> bool:
    """Whether nobody says what stands before a cue that is not a word of saying: "The outline seems clear"."""
    start, end = claim.cue
    return claim.source is None and claim.content[0][0] < start and not status.is_known(text[start:end])


def _claim(
    field: str, text: str, claim: Linked, source: Mention | None, referents: Referents, contested: Contested
) -> Claim:
    start, end = claim.cue
    via = tuple(referents.mention(*place, None) for place in claim.via)
    said = status.of_cue(text[start:end], text[slice(*claim.content[0])], [v.text for v in via])
    if contested.is_denial:
        # who denies something does not claim it: nobody is named who does
        source, said = None, "unconfirmed"
    elif contested.is_open and said != "planned":
        said = "unconfirmed"
    return Claim(
        field=field,
        content=tuple(claim.content),
        source=source,
        via=via,
        cue=Cue(text=text[start:end], start=start, end=end),
        status=said,
        contested_by=tuple(contested.by),
    )
