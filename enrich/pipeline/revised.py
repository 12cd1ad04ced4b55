"""Which figures a revision took out and put in: both texts are annotated whole, and compared where they differ."""

from collections.abc import Iterable, Sequence

from newswire.enrich.figures.events.what import same
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Article, ChangedFigure, Claim, Figure, FiguresChanged
from newswire.stream.messages.earlier import Earlier


def figures_changed(article: Article, before: Earlier, old: Document, new: Document) -> FiguresChanged:
    """The figures that stand in what was removed and not in what was added in its place, and the other way round.

    What only moved within the article is neither; each figure stands there once.
    """
    removed: list[ChangedFigure] = []
    added: list[ChangedFigure] = []
    moved = _moved(before)
    for change, start, end in before.places:
        ends = (change.start or 0, change.end or 0) if change.field == "text" else (0, len(article.title or ""))
        was = _told(old, change.field, start, end, moved)
        now = _told(new, change.field, *ends, moved)
        removed += _more(was, now)
        added += _more(now, was)
    return FiguresChanged(removed=_once(removed), added=_once(added))


def _moved(before: Earlier) -> frozenset[str]:
    """Paragraphs that were removed in one place and added in another."""
    removed = {p for change, _, _ in before.places for p in change.removed}
    return frozenset(removed & {p for change, _, _ in before.places for p in change.added})


def _told(document: Document, field: str, start: int, end: int, moved: frozenset[str]) -> list[ChangedFigure]:
    """The figures between two characters of a field, but for those in paragraphs that moved."""
    text = document.texts[field]
    return [
        _changed(figure, document.claims)
        for figure in document.figures
        if figure.field == field
        and start <= figure.start < end
        and not (moved and _paragraph(text, figure.start) in moved)
    ]


def _paragraph(text: str, at: int) -> str:
    end = text.find("\n\n", at)
    return text[text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0 : end if end >= 0 else len(text)]


def _changed(figure: Figure, claims: Sequence[Claim]) -> ChangedFigure:
    source = claims[figure.claim].source if figure.claim is not None else None
    return ChangedFigure(
        text=figure.text,
        kind=figure.kind,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        unit=figure.unit,
        head=figure.counted.head if figure.counted else None,
        source=(source.name or source.text) if source else None,
        parts=figure.parts,
        what=figure.what.lemma if figure.what else None,
    )


def _more(these: Iterable[ChangedFigure], than: Iterable[ChangedFigure]) -> list[ChangedFigure]:
    """Those that stand in the first more often than in the second. Who says so does not tell figures apart; what
    happened does, where both say it: 41 dead are not 41 missing, and 41 killed are 41 who died."""
    left: dict[tuple[object, ...], list[str | None]] = {}
    for figure in than:
        left.setdefault(_key(figure), []).append(same(figure.what))
    found = []
    for figure in these:
        others, what = left.get(_key(figure), []), same(figure.what)
        alike = next((n for n, other in enumerate(others) if other == what), None)
        if alike is None:
            alike = next((n for n, other in enumerate(others) if other is None or what is None), None)
        if alike is None:
            found.append(figure)
        else:
            del others[alike]
    return found


def _once(figures: Iterable[ChangedFigure]) -> tuple[ChangedFigure, ...]:
    return tuple({(*_key(figure), same(figure.what)): figure for figure in reversed(list(figures))}.values())[::-1]


def _key(figure: ChangedFigure) -> tuple[object, ...]:
    value = (figure.value, figure.low, figure.high, figure.parts)
    return figure.kind, figure.bound, figure.unit, figure.head, *(value if any(value) else (figure.text,))
