"""What is wrong now, each in a sentence with its remedy and the page that shows more."""

from collections.abc import Sequence
from typing import NamedTuple

from newswire.health.alarm import ERROR, Alarm
from newswire.web.reading.store import StoreReader

#: part of an alarm -> the page where more of it is seen; others have none
_PAGES = {"feeds": "/feeds?state=trouble", "dead letters": "/dead", "store": "/runs", "disk": "/runs"}


class Finding(NamedTuple):
    """One thing that is wrong."""

    grave: bool  #: whether nobody should wait
    what: str
    remedy: str  #: a command, as pasted
    href: str  #: below the application's root; empty for none


def findings(alarms: Sequence[Alarm], store: StoreReader) -> list[Finding]:
    """The gravest first; empty where all is well."""
    found = [
        Finding(
            one.severity == ERROR,
            f"{one.sentence[:1].upper()}{one.sentence[1:]}.",
            one.remedy,
            _PAGES.get(one.part, ""),
        )
        for one in alarms
    ]
    for damage in store.findings:
        found.append(Finding(True, f"The store is damaged: {damage}.", "newswire repair --only store", "/runs"))
    return sorted(found, key=lambda finding: not finding.grave)
