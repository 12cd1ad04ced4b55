"""What is wrong now, each in a sentence with its remedy, for the top of the Pipeline page."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newswire.dead.stuck import what_to_do
from newswire.home.clock import told
from newswire.home.databases import read_state
from newswire.screens.feeds_screen import health
from newswire.status.history import Sample
from newswire.web.sources import Sources
from newswire.web.words import span

#: seconds that a record may wait, and letters that may lie, before somebody should look
_AGE_S, _DEAD = 600, 1
_FREE = 0.05


class Finding(NamedTuple):
    """One thing that is wrong."""

    grave: bool  #: whether the pipe stands still or loses something
    what: str
    remedy: str
    href: str  #: below the application's root; empty for none


def findings(sources: Sources, samples: Sequence[Sample], broken: str) -> list[Finding]:
    """The gravest first; empty where all is well."""
    home = sources.settings.home
    if not home.is_dir():
        return [Finding(True, f"There is no pipe at {home} yet.", "newswire up starts one.", "")]
    found = (
        [Finding(True, f"The broker does not answer: {broken}", "newswire up starts it again.", "")] if broken else []
    )
    found += _of_stages(samples)
    if not broken:
        found += _stuck(sources)
    found += _of_feeds(sources)
    dead = next((sample.done or 0 for sample in samples if sample.stage == "dead"), 0)
    if dead >= _DEAD:
        reason = sources.letters.reasons()[0]
        what = f"{dead:,} dead letter{'' if dead == 1 else 's'}, most of them {reason[1]} in {reason[0]}."
        found.append(Finding(False, what, "Open one to see its cause, then send them back.", "/dead"))
    for damage in sources.store.findings:
        found.append(Finding(True, f"The store is damaged: {damage}", "newswire repair --only store", "/runs"))
    usage = shutil.disk_usage(home)
    if usage.free < _FREE * usage.total:
        free = usage.free / 1e9
        found.append(
            Finding(True, f"The disk of home has {free:.1f} GB left.", "Run retain, or lower archive_days.", "/runs")
        )
    return sorted(found, key=lambda finding: not finding.grave)


def _of_stages(samples: Sequence[Sample]) -> list[Finding]:
    return [
        Finding(
            True,
            f"{sample.stage}: {sample.lag:,} waiting, the oldest for {span(sample.age)}.",
            f"Is its worker running? newswire status tells; {sample.stage}_workers starts more of them.",
            "",
        )
        for sample in samples
        if sample.lag and (sample.age or 0) > _AGE_S and sample.stage != "revisit"
    ]


def _stuck(sources: Sources) -> list[Finding]:
    stuck = sources.letters.stuck()
    return [
        Finding(
            True, f"{one.stage} stands at {one.topic} {one.partition} {one.offset}: {one.error}", what_to_do(one), ""
        )
        for one in stuck
    ]


def _of_feeds(sources: Sources) -> list[Finding]:
    with read_state(sources.settings) as state:
        rows = state.rows() if state else []
        behind = state.clock_behind(datetime.now(UTC)) if state else 0.0
    found = []
    if clock := told(sources.settings.home, datetime.now(UTC), behind):
        found.append(Finding(True, clock, "Set the clock right; feeds are polled meanwhile.", ""))
    asked = [row for row in rows if row.paused is None]
    bad = [row for row in asked if health(row) not in ("ok", "new")]
    if bad:
        every = len(bad) == len(asked)
        words = f"All {len(bad)} feeds fail" if every else f"{len(bad)} of {len(asked)} feeds fail"
        example = bad[0].name or bad[0].url
        what = f"{words}; {example}: {bad[0].last_error or health(bad[0])}."
        remedy = (
            "Does this machine reach the net?" if every else "Each says what it answered and when it is asked next."
        )
        found.append(Finding(every, what, remedy, "/feeds?state=trouble"))
    if not rows:
        found.append(Finding(False, "No feeds are polled.", "Add one.", "/feeds"))
    return found
