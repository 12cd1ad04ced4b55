"""Who says a figure: by its claim, else by the name or the institution that stands beside it."""

from collections.abc import Sequence

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.report import Report
from newswire.follow.threads.sentences import Sentences
from newswire.follow.threads.sources import office
from newswire.follow.words import located
from newswire.stream.messages import Figure, Mention

_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT"})
_SPEAK = frozenset({"ORG", "PERSON"})
#: how far after a figure its source may stand: the 6.6 given by the observatory
_AFTER = 45
#: how far after words of citing who is cited may stand
_CITED = 40


def said_by(
    report: Report, figure: Figure, places: Sentences, figures: Sequence[Figure], known: Meanings
) -> tuple[str | None, str]:
    """The name of who says so, and what stands beside it; (None, "") where nobody does.

    A place says nothing where somebody of the sentence can, and the second of two figures in a claim may have a source
    of its own right after it.
    """
    claim = report.claims[figure.claim] if figure.claim is not None and figure.claim < len(report.claims) else None
    start, end = places.span(places.number(figure.start))
    before, after = start, min(end, figure.end + _AFTER)
    second = False
    for other in figures:
        if other.field == figure.field and start <= other.start < figure.start:
            before = max(before, other.end)
            second |= other.claim == figure.claim
        elif other.field == figure.field and figure.end <= other.start < after:
            after = other.start
    if cited := _cited(report, figure, places.text, (start, end), known):
        return cited
    for mark in (", ", "; ", " and "):
        found = places.text.find(mark, figure.end, after)
        after = found if found >= 0 else after
    if figure.field == "title" and (headed := _headed(report, figure, known)):
        return headed
    if claim and claim.source:
        source = claim.source
        if meant := _meant(report, claim.field, source, places, known):
            return meant
        if second and (later := _named(report, figure.field, places.text, figure.end, after, known)):
            return later
        if not _is_place(report, claim.field, source.start, source.end):
            name = source.name or source.text
            return name, _offices(report, name) or office(report.field(claim.field), source.start, source.end)
        before = start
    elif claim and any(contest.how == "denied" for contest in claim.contested_by):
        return None, ""  # what somebody denies: who is named beside it is who denies, or whom it is said of
    return (
        _named(report, figure.field, places.text, before, figure.start, known, last=True)
        or _named(report, figure.field, places.text, figure.end, after, known)
        or ((claim.source.name or claim.source.text, "") if claim and claim.source else (None, ""))
    )


def _headed(report: Report, figure: Figure, known: Meanings) -> tuple[str, str] | None:
    """Who speaks in a headline: "Mine operator: 28 trapped"."""
    head, colon, _ = report.title.partition(": ")
    return _named(report, "title", report.title, 0, len(head), known) if colon and len(head) < figure.start else None


def _meant(report: Report, field: str, source: Mention, places: Sentences, known: Meanings) -> tuple[str, str] | None:
    """Who a pronoun is that speaks: the only one of its kind whom the sentence before names."""
    kind = known.pronoun(source.text)
    text = report.field(field)
    if kind is None or text != places.text or not (number := places.number(source.start)):
        return None
    start, end = places.span(number - 1)
    entities = [e for e in report.entities if e.field == field and start <= e.start and e.end <= end]
    if kind == "person":
        names = {e.name for e in entities if e.type == "PERSON"}
    else:
        names = {e.name for e in entities if e.type == "ORG"} or {
            word for _, word in located(text, start, end) if known.institution(word)
        }
    if len(names) != 1:
        return None
    (name,) = names
    at = next((e.start for e in entities if e.name == name), text.find(name, start))
    return name, _offices(report, name) or office(text, at, at + len(name))


def _cited(
    report: Report, figure: Figure, text: str, sentence: tuple[int, int], known: Meanings
) -> tuple[str, str] | None:
    """Who is cited after a figure: 1,590 cases, the WHO said on the basis of ministry data."""
    _, end = sentence
    for at in known.cited(text[figure.end : end].lower()):
        at += figure.end
        if found := _named(report, figure.field, text, at, min(end, at + _CITED), known):
            return found
    return None


def _named(
    report: Report, field: str, text: str, start: int, end: int, known: Meanings, *, last: bool = False
) -> tuple[str, str] | None:
    """Who is named between two characters: an organisation or a person, else a word that stands for one."""
    entities = [e for e in report.entities if e.field == field and start <= e.start and e.end <= end]
    spoken = [e for e in entities if e.type in _SPEAK]
    if spoken:
        entity = spoken[-1] if last else spoken[0]
        return entity.name, _offices(report, entity.name) or office(text, entity.start, entity.end)
    words = [(at, word) for at, word in located(text, start, end) if known.institution(word)]
    if not words:
        return None
    at, word = words[-1] if last else words[0]
    return word, office(text, at, at + len(word))


def _offices(report: Report, name: str) -> str:
    """What stands beside a person's name, wherever the report has it."""
    found = [e for e in report.entities if e.type == "PERSON" and e.name == name]
    return " ".join(office(report.field(e.field), e.start, e.end) for e in found[:4])


def _is_place(report: Report, field: str, start: int, end: int) -> bool:
    return any(e.type in _PLACES and e.field == field and e.start <= start and end <= e.end for e in report.entities)
