"""Claims: who says what in an article, how sure it is said to be, and who contests it.

The reader found the spans of source, cue and content (`enrich/reader`); here they are linked and get their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from newswire.enrich.claims import scripts, status
from newswire.enrich.claims.contests.contesting import Contested, contest
from newswire.enrich.claims.estimates import estimated
from newswire.enrich.claims.link import QUOTES, Linked, go_on, link
from newswire.enrich.claims.referents import Referents
from newswire.enrich.claims.relayed import relayed
from newswire.enrich.claims.reports import with_reports
from newswire.enrich.claims.rules import rules_of
from newswire.enrich.claims.spoken import Spoken
from newswire.enrich.claims.subjects import is_attribute, is_clause, with_subjects
from newswire.enrich.claims.tidy import numbers_apart, tidy
from newswire.enrich.lexicon.load import ENGLISH
from newswire.enrich.passages.document import Document
from newswire.enrich.passages.read import Span
from newswire.enrich.passages.spans import Place
from newswire.stream.messages import Claim, Cue, Mention

_CLOSING, _LETTER = re.compile(r"[\"”]"), re.compile(r"[^\W_]")
#: what becomes of the reader's spans before they are linked, in this order
_SPANS = (tidy, numbers_apart, scripts.add, estimated)


class Attribution:
    """Finds the claims of each document; needs its entities and what the reader read in it."""

    name = "attribution"
    version = "7"

    def __init__(self, lexicon: Path) -> None:
        """`lexicon` is the folder of the language's words."""
        self._lexicon = lexicon
        rules_of(lexicon)  # what it lacks is named now

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for name, read in document.reads.items():
                field = Spoken(document, name, self._lexicon)
                for claim in _claims(read.speech, field):
                    if _is_act(claim, field):
                        document.acts.add(len(document.claims))
                    document.claims.append(claim)
        return batch


def make(lexicon: Path = ENGLISH) -> Attribution:
    """The tagger of claims, of a language whose words are in the folder `lexicon`."""
    return Attribution(lexicon)


def _is_act(claim: Claim, field: Spoken) -> bool:
    if claim.cue is None or any(_is_quoted(field.text, *place) for place in claim.content):
        return False
    if claim.source is None and status.is_hearsay(claim.cue.text):
        return False
    source = (claim.source.start, claim.source.end) if claim.source else None
    if is_attribute(field, (claim.cue.start, claim.cue.end), source):
        return True
    said = claim.content[0]
    told = field.said(said) if said[0] >= claim.cue.end else ""
    return status.is_act(claim.cue.text, told, is_clause=is_clause(field, said))


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a content is a quotation, not only its first words."""
    return text[start] in QUOTES and not _CLOSING.search(text, start + 1, max(start + 1, end - 1))


def _claims(speech: Sequence[Span], field: Spoken) -> Iterator[Claim]:
    for change in _SPANS:
        speech = change(speech, field)
    speech, via = relayed(speech, field)
    linked = link(speech, field)
    go_on(linked, speech, field)
    with_subjects(linked, field)
    linked = with_reports(linked, field)
    for claim in linked:
        claim.via.extend(via.get(claim.cue[0], ()))
        claim.content = [part for place in claim.content for part in _without_brackets(place, field)]
    referents = Referents(field, sorted(c.source for c in linked if c.source))
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
    contests = contest(linked, mentions, field)
    for n, (claim, mention) in enumerate(zip(linked, mentions, strict=True)):
        contested = contests.get(n, Contested())
        # "disputed that figure" says nothing of its own beside the contest of that figure
        if claim.content and not contested.is_pointer and not _is_nobodys(claim, field):
            yield _claim(claim, mention, tuple(referents.mention(*v, None) for v in claim.via), contested, field)


def _without_brackets(place: Place, field: Spoken) -> Iterator[Place]:
    """A content, without numbers that the writer puts into it: "It is 30 miles [48 km] away"."""
    brackets = [match.span() for match in field.each("in brackets", *place)]
    starts, ends = [place[0], *(end for _, end in brackets)], [*(start for start, _ in brackets), place[1]]
    for start, end in zip(starts, ends, strict=True):
        if not brackets or _LETTER.search(field.text, start, end):
            yield start, end


def _is_nobodys(claim: Linked, field: Spoken) -> bool:
    """Whether nobody says what stands before a cue that is not a word of saying: "The outline seems clear"."""
    is_before = claim.source is None and claim.content[0][0] < claim.cue[0]
    return is_before and not status.is_known(field.said(claim.cue))


def _claim(
    claim: Linked, source: Mention | None, via: tuple[Mention, ...], contested: Contested, field: Spoken
) -> Claim:
    cue = field.said(claim.cue)
    said = status.of_cue(cue, field.said(claim.content[0]), [v.text for v in via])
    if contested.is_denial:
        # who denies something does not claim it: nobody is named who does
        source, said = None, "unconfirmed"
    elif contested.is_open and said != "planned":
        said = "unconfirmed"
    return Claim(
        field=field.field,
        content=tuple(claim.content),
        source=source,
        via=via,
        cue=Cue(text=cue, start=claim.cue[0], end=claim.cue[1]),
        status=said,
        contested_by=tuple(contested.by),
    )
