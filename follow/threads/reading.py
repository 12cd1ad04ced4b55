"""Makes mentions of a report's figures: what each counts, whose it is, and which of the report's are one quantity."""

from collections.abc import Sequence

from newswire.follow.meanings.meanings import Meanings, meanings
from newswire.follow.report import Report, instant
from newswire.follow.threads.grouping import grouped
from newswire.follow.threads.mention import Mention
from newswire.follow.threads.sentences import Sentences
from newswire.follow.threads.speakers import said_by
from newswire.follow.threads.values import dimension
from newswire.follow.words import located, tokens
from newswire.stream.following import Denial
from newswire.stream.messages import Figure

#: words kept around a figure, and how far they may stand
_WORDS, _REACH = 12, 90
#: how far before a figure a word may stand that tells what it is
_FAR = 160
#: how far around it what is said of it alone
_CLAUSE = 60
#: seconds after which what happened is another story's
_LONG_AGO = 60 * 86_400.0
_PLANNED = frozenset({"planned", "conditional", "estimated"})


def read(report: Report) -> list[Mention]:
    """The report's mentions, title first, then by position. None has a thread yet."""
    known = meanings(report.language)
    places = {name: Sentences(report.field(name)) for name in ("title", "text")}
    figures = sorted(report.figures, key=lambda f: (f.field != "title", f.start, f.end))
    made = [_mention(report, figure, places[figure.field], known, figures) for figure in figures]
    return grouped(made, places, known)


def _mention(report: Report, figure: Figure, places: Sentences, known: Meanings, figures: Sequence[Figure]) -> Mention:
    name, factor = dimension(figure.kind, figure.unit)
    counted = figure.counted if figure.counted and _belongs(figure, places) else None
    bare = name in ("count", "person") and counted is None and figure.unit != "person"
    name = "count" if name == "person" and counted is None and figure.counted else name
    what = figure.what.lemma if figure.what else None
    source, beside = said_by(report, figure, places, figures, known)
    meaning, sure, subset = _meaning(figure, places, known)
    return Mention(
        report=report.id,
        revision=report.revision,
        field=figure.field,
        start=figure.start,
        end=figure.end,
        text=figure.text,
        dimension="bare" if bare or (figure.counted and not counted and name == "count") else name,
        value=_times(figure.value, factor),
        low=_times(figure.low, factor),
        high=_times(figure.high, factor),
        bound=figure.bound,
        changed=figure.value is None and _is_change(figure),
        head=counted.head if counted else None,
        what=what if what and not known.light_verb(what) else None,
        meaning=meaning,
        sure=sure,
        forecast=known.forecasts(_clause(figure, places)),
        subset=(known.subset(counted.text) if counted else None) or subset,
        near=_near(places.text, figure, places),
        place=(figure.where.name or figure.where.text) if figure.where else None,
        source=source,
        office=beside,
        planned=figure.status in _PLANNED,
        status=figure.status,
        contested_by=_contested(report, figure),
        old=_old(report, figure, places),
        site=report.site,
        at=report.at,
    )


def _contested(report: Report, figure: Figure) -> tuple[Denial, ...]:
    """Who denies the figure's claim, each once for each way of doing so."""
    if figure.claim is None or not 0 <= figure.claim < len(report.claims):
        return ()
    found = [Denial(name=c.name or c.text, how=c.how) for c in report.claims[figure.claim].contested_by]
    return tuple(dict.fromkeys(found))


def _times(value: int | float | None, factor: float) -> float | None:
    try:
        return None if value is None else float(value) * factor
    except OverflowError:
        return None


def _is_change(figure: Figure) -> bool:
    """From one value to another, in digits; not a vague plural."""
    return figure.bound == "exact" and sum(c.isdigit() for c in figure.text) > 1


def _old(report: Report, figure: Figure, places: Sentences) -> bool:
    """Whether it is of a time long before the report: by its own time, else by all those of its sentence."""
    if report.at is None:
        return False
    if figure.when and figure.when.interval:
        intervals: list[str | None] = [figure.when.interval]
    else:
        start, end = places.span(places.number(figure.start))
        intervals = [t.interval for t in report.times if t.field == figure.field and start <= t.start < end]
    ends = [instant((i or "").rpartition("/")[2] or None) for i in intervals]
    return bool(ends) and all(e is not None and e < report.at - _LONG_AGO for e in ends)


def _belongs(figure: Figure, places: Sentences) -> bool:
    """Whether the thing counted stands in the figure's sentence: else it was lent, and perhaps wrongly."""
    counted = figure.counted
    return counted is not None and places.number(counted.start) == places.number(figure.start)


def _meaning(figure: Figure, places: Sentences, known: Meanings) -> tuple[str | None, bool, str | None]:
    """By the word that says it, else the thing counted, else the nearest word that means something; whether it is one
    of the first two; and which part of those counted the word before it says: confirmed infections."""
    money = figure.kind == "money"
    if both := known.together(_clause(figure, places).lower()):
        return both, True, None
    if figure.what and not known.light_verb(figure.what.lemma):
        before = _word_before(places.text, figure.what.start)
        first = known.meaning(before, money=money) if before and not known.light_verb(before) else None
        for word in reversed(figure.what.lemma.split()):
            found = known.meaning(word, money=money)
            if first and known.weak(word):  # a jobless rate, a death rate
                found = first
            if found:
                return found, True, known.subset(before)
    if figure.counted and _belongs(figure, places):
        for word in reversed(list(tokens(figure.counted.text))):
            if not known.light_verb(word) and (found := known.meaning(word, money=money)):
                return found, True, None
        if figure.unit != "person" and not known.anyone(figure.counted.head):
            return None, False, None
    number = places.number(figure.start)
    best = _nearest(figure, places, number, known)
    if best is None and figure.counted is None and number:
        previous = places.span(number - 1)[0]
        if places.paragraph(previous) == places.paragraph(figure.start):
            best = _nearest(figure, places, number - 1, known)
    if best is None:
        return None, False, None
    return best[1], False, known.subset(_word_before(places.text, best[2]))


def _nearest(figure: Figure, places: Sentences, number: int, known: Meanings) -> tuple[float, str, int] | None:
    """The word of a sentence nearest to the figure that means something: how far, what, and where it stands."""
    start, end = places.span(number)
    best: tuple[float, str, int] | None = None
    for at, word in located(places.text, start, end):
        if figure.start <= at < figure.end or known.light_verb(word):
            continue
        if word[0].isupper() and at > start and figure.field == "text":  # of a name
            continue
        distance = figure.start - at if at < figure.start else (at - figure.end) * 1.2
        if distance < _FAR and (best is None or distance < best[0]):
            found = known.meaning(word, money=figure.kind == "money")
            best = (distance, found, at) if found else best
    return best


def _word_before(text: str, at: int) -> str:
    """The word right before a character, with nothing but a space between."""
    word = text[max(0, at - 30) : max(0, at - 1)].rpartition(" ")[2]
    return word if word.isalpha() else ""


def _clause(figure: Figure, places: Sentences) -> str:
    start, end = places.span(places.number(figure.start))
    return places.text[max(start, figure.start - _CLAUSE) : min(end, figure.end + _CLAUSE * 3 // 4)]


def _near(text: str, figure: Figure, places: Sentences) -> tuple[str, ...]:
    start, end = places.span(places.number(figure.start))
    around = (
        f"{text[max(start, figure.start - _REACH) : figure.start]} {text[figure.end : min(end, figure.end + _REACH)]}"
    )
    return tuple(sorted({w.lower() for w in tokens(around) if len(w) > 3 or not w.isascii()}))[:_WORDS]
