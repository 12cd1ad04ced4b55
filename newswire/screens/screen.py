"""What a pipe has found, in tables and lines: figures, revisions, articles without tags, workers that are stuck."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from newswire.dead.stuck import what_to_do
from newswire.stages.table import STAGES
from newswire.status.look import Status
from newswire.stream.following import Stands, ThreadChange
from newswire.stream.messages import EnrichedArticle, Figure, Stuck
from newswire.stream.safe.controls import shown

BOUNDS = {"about": "~", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
MAKES = {"poll": "entries", **{stage.name: stage.makes for stage in STAGES.values()}}


def line(status: Status) -> str:
    """The same in one line, for where there is no terminal.

    >>> from newswire.status.look import StageStatus
    >>> line(Status((StageStatus("poll", 4, None), StageStatus("fetch", 3, 1)), 0, ()))
    'poll 4 | fetch 3 lag 1 | dead 0'
    """
    stages = (f"{s.name} {s.done}" + (f" lag {s.lag}" if s.lag is not None else "") for s in status.stages)
    untagged = [shown(untagged_line(status))] if status.untagged else []
    stuck = (shown(stuck_line(one)) for one in status.stuck)
    return " | ".join([*stages, f"dead {status.dead}", *untagged, *stuck])


def untagged_line(status: Status) -> str:
    """How many of the latest articles have no tags since their language has none.

    >>> untagged_line(Status((), 0, (), untagged=(("de", 3), ("fr", 1)), latest=40))
    'without tags for their language: 4 of the latest 40 articles (de 3, fr 1)'
    """
    count = sum(n for _, n in status.untagged)
    each = ", ".join(f"{language} {n}" for language, n in status.untagged)
    return f"without tags for their language: {count} of the latest {status.latest} articles ({each})"


def stuck_line(one: Stuck) -> str:
    """Where a worker stopped, why, and what to do."""
    return (
        f"STUCK since {one.at}: {one.stage} at {one.topic} {one.partition} {one.offset}: {one.error}. Fix what that "
        f"names, and it resumes by itself; if it is this one message: {what_to_do(one)}"
    )


def told(enriched: EnrichedArticle, figure: Figure) -> str:
    """A figure in one line."""
    counted = f" {figure.counted.text}" if figure.counted else ""
    return shown(f"figure: {amount(figure)}{counted} ({claimant(enriched, figure)}, {figure.status})")


def claimant(enriched: EnrichedArticle, figure: Figure) -> str:
    """Who says so."""
    claim = enriched.claims[figure.claim] if figure.claim is not None else None
    if claim is None:
        return "the article"
    return (claim.source.name or claim.source.text) if claim.source else "nobody named"


def thread_line(change: ThreadChange) -> str:
    """A followed quantity in one line: what it is, the range that stands, the latest value of each claimant.

    >>> from newswire.stream.working.probe import THREAD_ITEM
    >>> thread_line(THREAD_ITEM.message)
    '1,500'
    """
    state = change.state
    what = " ".join(word for word in (change.head, change.what) if word)
    span = _number(state.low) if state.low == state.high else f"{_number(state.low)} to {_number(state.high)}"
    first = f"{what}: {span}" if what else span
    each = (f"{stands.source} {_value(stands)}" for stands in state.by if stands.source)
    return "; ".join([first + (", disputed" if state.disputed else ""), *each])


def _value(stands: Stands) -> str:
    if stands.value is not None:
        return BOUNDS.get(stands.bound, "") + _number(stands.value)
    return f"{_number(stands.low)} to {_number(stands.high)}"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.10g}"


def figures_table(figures: Sequence[tuple[EnrichedArticle, Figure]]) -> Table:
    """The latest figures, a line each."""
    table = Table(title="Latest figures", title_justify="left", expand=True, box=None, pad_edge=False)
    table.add_column("figure", style="bold", no_wrap=True, min_width=14)
    table.add_column("of what", no_wrap=True, ratio=3)
    table.add_column("who says so", no_wrap=True, ratio=3)
    table.add_column("how sure", no_wrap=True, min_width=9)
    table.add_column("article", no_wrap=True, ratio=4, style="dim")
    for enriched, figure in figures:
        counted = figure.counted.text if figure.counted else ""
        cells = (
            amount(figure),
            counted,
            claimant(enriched, figure),
            figure.status,
            enriched.article.title or enriched.article.url,
        )
        table.add_row(*(Text(shown(cell)) for cell in cells))
    return table


def revisions_table(revisions: Sequence[EnrichedArticle]) -> Table:
    """The latest revisions, a line each: which figures are gone, which came."""
    table = Table(title="Latest revisions", title_justify="left", expand=True, box=None, pad_edge=False)
    table.add_column("what", style="bold", no_wrap=True, min_width=14)
    table.add_column("figures before", no_wrap=True, ratio=3)
    table.add_column("figures now", no_wrap=True, ratio=3)
    table.add_column("article", no_wrap=True, ratio=4, style="dim")
    for enriched in revisions:
        article, changed = enriched.article, enriched.figures_changed
        before = ", ".join(figure.text for figure in changed.removed) if changed else ""
        after = ", ".join(figure.text for figure in changed.added) if changed else ""
        what = "gone" if article.access == "gone" else ", ".join(dict.fromkeys(c.field for c in article.changes))
        cells = (what, before, after, article.title or article.url)
        table.add_row(*(Text(shown(cell)) for cell in cells))
    return table


def amount(figure: Figure) -> str:
    """A figure's value as a person writes it.

    >>> amount(Figure(field="text", text="1,500", start=0, end=5, kind="count", value=1500, bound="about"))
    '~ 1,500'
    """
    if figure.parts:
        number = "-".join(f"{part:,}" for part in figure.parts)
    elif figure.value is not None:
        number = f"{figure.value:,}"
    elif figure.low is not None and figure.high is not None:
        number = f"{figure.low:,} to {figure.high:,}"
    else:
        number = figure.text
    unit = figure.unit if figure.unit and figure.unit != "person" else ""
    return " ".join(part for part in (BOUNDS.get(figure.bound, ""), number, unit) if part)
