"""Claims: who says what in an article, how sure it is said to be, and who contests it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enrich import contents, contests, cues, quotes, sources
from enrich.cues import Found
from enrich.document import Document
from enrich.referents import Referents
from stream.messages import Claim, Contest, Cue, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

_UNNAMED = frozenset(("unnamed", "anonymous", "unidentified", "undisclosed"))
#: verbs that name whom a speaker relies on
_CITE = frozenset(("cite", "quote"))
#: how far behind a cue, in words, it may be told whom the speaker relies on
_CITE_REACH = 12


@dataclass(slots=True)
class _Draft:
    """A claim in the making."""

    cue: Token
    cue_span: Span
    head: Token | None  #: of the source
    tokens: list[Token]
    content: list[Span]
    status: str
    via: list[Token] = field(default_factory=list)
    contested_by: list[Contest] = field(default_factory=list)


class Attribution:
    """Finds the claims of each document; needs its entities."""

    name = "attribution"
    version = "1"

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        for document in batch:
            for name, text, parse in document.parsed():
                document.claims.extend(_claims(document, name, text, parse))
        return batch


def make() -> Attribution:
    """The tagger of claims."""
    return Attribution()


def claim_of(start: int, end: int, field: str, claims: Sequence[Claim]) -> int | None:
    """The index of the innermost claim whose content holds `start:end` of `field`; None for the writer's own words.

    Of two claims of the same words the later one counts: its cue stands nearer to them. What somebody plans is
    told by somebody: "the agency said the North decided to send 12,000" is the agency's figure.
    """
    best: tuple[bool, int, int] | None = None
    for index, claim in enumerate(claims):
        if claim.field != field:
            continue
        if any(first <= start and end <= last for first, last in claim.content):
            size = sum(last - first for first, last in claim.content)
            rank = (claim.status == "planned", size, -index)
            if best is None or rank < best:
                best = rank
    return None if best is None else -best[2]


def _claims(document: Document, name: str, text: str, parse: Doc) -> list[Claim]:
    referents = Referents(document, name, parse)
    drafts = sorted(_drafts(parse), key=lambda d: d.cue.i)
    quoted = list(quotes.find(text))
    _take_quotes(drafts, quoted, parse)
    drafts = _nested_away(drafts)
    mentions: list[Mention | None] = []
    last: Mention | None = None
    for draft in drafts:
        mention = None
        if draft.head is not None:
            mention = referents.mention(draft.head, *sources.span(draft.head, parse), last)
            last = mention
        mentions.append(mention)
    _contest(drafts, mentions, referents, document, name, parse)
    return [
        Claim(
            field=name,
            content=tuple(draft.content),
            source=mention,
            via=tuple(referents.mention(v, *sources.span(v, parse), None) for v in draft.via),
            cue=Cue(text=text[slice(*draft.cue_span)], start=draft.cue_span[0], end=draft.cue_span[1]),
            status=_status(draft),
            contested_by=tuple(draft.contested_by),
        )
        for draft, mention in zip(drafts, mentions, strict=True)
    ]


def _drafts(parse: Doc) -> Iterator[_Draft]:
    """Each cue with its content and the head of its source, as the tree has them."""
    for cue in cues.find(parse):
        token = cue.token
        head = sources.of_cue(cue)
        tokens = contents.of_cue(cue)
        tokens = _in_paragraph(tokens, token)
        content = contents.spans(tokens, parse)
        via = list(_via(token))
        if _cites(token):
            continue
        if not content and not (cue.frame.quotation and head is not None):
            continue
        yield _Draft(token, (token.idx, token.idx + len(token)), head, tokens, content, cue.frame.status, via)
    for token in parse:
        if token.lower_ == "according":
            yield from _according(token, parse)


def _according(token: Token, parse: Doc) -> Iterator[_Draft]:
    to = next(
        (c for c in (*token.children, token.nbor() if token.i + 1 < len(parse) else token) if c.lower_ == "to"), None
    )
    if to is None:
        return
    head = next((c for c in to.children if c.dep_ == "pobj"), None)
    if head is None:
        return
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT":
        clause = clause.head
    own = {t.i for t in token.subtree} | {t.i for t in to.subtree}
    tokens = [t for t in (clause.subtree if clause.pos_ in ("VERB", "AUX") else token.sent) if t.i not in own]
    yield _Draft(token, (token.idx, to.idx + len(to)), head, tokens, contents.spans(tokens, parse), "claimed")


def _in_paragraph(tokens: list[Token], cue: Token) -> list[Token]:
    """The tokens without those that the parser took from the paragraph before or behind."""
    text = cue.doc.text
    first, last = text.rfind("\n", 0, cue.idx), text.find("\n", cue.idx)
    return [t for t in tokens if first < t.idx and (last < 0 or t.idx < last)]


def _via(cue: Token) -> Iterator[Token]:
    """Whom the source relies on: "reported, citing unnamed sources"."""
    last = min(cue.i + _CITE_REACH, cue.sent.end)
    for token in cue.doc[cue.i + 1 : last]:
        if token.tag_ == "VBG" and token.lemma_.lower() in _CITE:
            yield from (c for c in token.children if c.dep_ == "dobj")
        elif cues.is_speech(token) and token.pos_ == "VERB":
            break


def _cites(token: Token) -> bool:
    """Whether a verb only names whom another cue relies on."""
    return (
        token.tag_ == "VBG" and token.lemma_.lower() in _CITE and token.dep_ == "advcl" and cues.is_speech(token.head)
    )


def _take_quotes(drafts: list[_Draft], quoted: list[Span], parse: Doc) -> None:
    """Gives each quotation to the claim whose words it continues or whose cue stands beside it."""
    last: _Draft | None = None
    for start, end in quoted:
        if end - start < 12:
            continue
        owner = next((d for d in drafts if any(s < end and start < e for s, e in d.content)), None)
        if owner is None:
            span = parse.char_span(start, end, alignment_mode="contract")
            if span is None or not len(span):
                continue
            first, final = span[0].sent.start_char, span[-1].sent.end_char
            near = [d for d in drafts if first <= d.cue_span[0] < final and not start < d.cue_span[0] < end]
            said = [d for d in near if d.head is not None and cues.FRAMES.get((d.cue.lemma_.lower(), "verb"))]
            owner = min(said, key=lambda d: min(abs(d.cue_span[0] - end), abs(d.cue_span[1] - start)), default=None)
            if owner is None and last is not None:
                gap = parse.text[last.content[-1][1] : start] if last.content else ""
                if gap.count("\n\n") <= 1 and len(gap) < 60:
                    owner = last
        if owner is not None:
            owner.content = _merged([*owner.content, (start, end)])
            last = owner
    drafts[:] = [d for d in drafts if d.content]


def _merged(spans: list[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _nested_away(drafts: list[_Draft]) -> list[_Draft]:
    """Without the nouns that nobody owns inside somebody's words: they tell where these have them from."""
    kept = []
    for draft in drafts:
        if draft.head is None and draft.cue.pos_ == "NOUN":
            if any(d is not draft and d.content == draft.content for d in drafts):
                continue
            outer = [
                d
                for d in drafts
                if d is not draft and any(s <= draft.cue_span[0] and draft.cue_span[1] <= e for s, e in d.content)
            ]
            if outer:
                min(outer, key=lambda d: sum(e - s for s, e in d.content)).via.append(draft.cue)
                continue
        kept.append(draft)
    return kept


def _status(draft: _Draft) -> str:
    """What the claim's own words make of the status of its cue."""
    if draft.status == "planned":
        return "planned"
    if any(t.lower_ in _UNNAMED for v in draft.via for t in v.subtree):
        return "unconfirmed"
    if draft.status == "confirmed" and any(c.dep_ == "neg" for c in draft.cue.children):
        return "unconfirmed"
    if draft.status == "claimed" and draft.tokens:
        top = next((t for t in draft.tokens if t.dep_ in ("ccomp", "xcomp")), None)
        if top is not None and any(
            c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children) for c in top.children
        ):
            return "conditional"
    return draft.status


def _contest(
    drafts: list[_Draft],
    mentions: list[Mention | None],
    referents: Referents,
    document: Document,
    name: str,
    parse: Doc,
) -> None:
    """Writes into each claim who contests it."""
    places = _places(document, name, parse)
    denials = list(contests.find(parse, places))
    if not denials:
        return
    numbers = {s.start: n for n, s in enumerate(parse.sents)}
    about = [
        contests.keys([t for s, e in d.content for t in parse.char_span(s, e, alignment_mode="expand") or ()], places)
        for d in drafts
    ]
    for denial in denials:
        by = _speaker(denial.cue, drafts, mentions) or referents.mention(
            denial.source, *sources.span(denial.source, parse), None
        )
        here = numbers[denial.cue.sent.start]
        for draft, mention, matter in zip(drafts, mentions, about, strict=True):
            same = mention is not None and by.name is not None and mention.name == by.name
            inside = any(s <= denial.cue.idx < e for s, e in draft.content)
            if same or inside or draft.cue.i == denial.cue.i or mention is None:
                continue
            if denial.origin and not denial.origin & _name_keys(mention):
                continue
            back = here - numbers[draft.cue.sent.start]
            if contests.is_about(denial, matter, back):
                cue = Cue(text=denial.cue.text, start=denial.cue.idx, end=denial.cue.idx + len(denial.cue))
                draft.contested_by.append(
                    Contest(name=by.name, text=by.text, start=by.start, end=by.end, how=denial.how, cue=cue)
                )
                if denial.how == "not_confirmed" and denial.is_anaphoric and draft.status != "planned":
                    draft.status = "unconfirmed"


def _speaker(cue: Token, drafts: list[_Draft], mentions: list[Mention | None]) -> Mention | None:
    """The person in whose words a denial stands: who says that his side could not confirm it contests it."""
    around = [
        (sum(e - s for s, e in d.content), m)
        for d, m in zip(drafts, mentions, strict=True)
        if m is not None and d.cue.i != cue.i and d.head is not None and d.head.ent_type_ == "PERSON"
        if any(s <= cue.idx < e for s, e in d.content)
    ]
    return min(around, key=lambda a: a[0])[1] if around else None


def _places(document: Document, name: str, parse: Doc) -> dict[int, str]:
    """Token -> identity of the name that it belongs to."""
    found = {}
    for entity in document.entities:
        if entity.field == name and entity.type != "WEAPON":
            span = parse.char_span(entity.start, entity.end, alignment_mode="expand")
            for token in span or ():
                found[token.i] = entity.entity_id or f"name:{entity.name.lower()}"
    return found


def _name_keys(mention: Mention) -> frozenset[str]:
    words = frozenset((mention.name or mention.text).lower().split())
    return words | ({mention.entity_id} if mention.entity_id else frozenset())
