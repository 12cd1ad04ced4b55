"""Which entries of a feed's window are new: by identity and fingerprint, never by date.

An entry goes by its guid and by its URL, each as far as nothing else in the window has the same one: feeds write one
guid under every item, or one URL, and feeds that change their guids keep their URLs. It is known when the fingerprint
that was stored under one of them is still its own: what a reader reads and where it leads. A counting pixel in the
markup, http instead of https, and a time of update that moves under all items at once are nothing new.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from newswire.ingest.parsing.plain import plain_text
from newswire.ingest.urls import canonical_url
from newswire.stream.errors import RejectedError
from newswire.stream.messages import Entry, make_id

_HALF = 16


class Identified(NamedTuple):
    """An entry, what it goes by (the best first, at least one), and what it says."""

    entry: Entry
    identities: tuple[str, ...]
    fingerprint: str  #: one half for what it says, one for when it says that it was updated


def identify(entries: Sequence[Entry]) -> list[Identified]:
    """Each entry of a window with its identities; what stands there twice, word for word, once."""
    urls = [_place(entry.url) for entry in entries]
    prints = [_fingerprint(entry, url) for entry, url in zip(entries, urls, strict=True)]
    once = {
        (entry.guid, url, fingerprint): entry for entry, url, fingerprint in zip(entries, urls, prints, strict=True)
    }
    guids = Counter(guid for guid, _, _ in once)
    places = Counter(url for _, url, _ in once)
    found = []
    for (guid, url, fingerprint), entry in once.items():
        names = []
        if guid and guids[guid] == 1:
            names.append(make_id("guid", guid))
        if url and places[url] == 1:
            names.append(make_id("url", url))
        found.append(
            Identified(entry, tuple(names) or (make_id("hash", guid or "", fingerprint[:_HALF]),), fingerprint)
        )
    return found


def new_ones(window: Sequence[Identified], known: Mapping[str, str]) -> list[Identified]:
    """Those that were never seen, or say something else than when they were seen last.

    >>> entry = Identified(Entry(title="t"), ("a", "b"), "1")
    >>> new_ones([entry], {"b": "1"}), len(new_ones([entry], {"a": "0"}))
    ([], 1)
    """
    found, moved, same = [], [], 0
    for one in window:
        prints = {known[identity] for identity in one.identities if identity in known}
        if one.fingerprint in prints:
            same += 1
        else:
            found.append(one)
            if one.fingerprint[:_HALF] in {seen[:_HALF] for seen in prints}:
                moved.append(one)
    # an editor updates some; where all that was known has moved, it is the server that stamps what it sends
    stamps = Counter(one.entry.updated for one in window)
    if not same and (len(moved) > 1 or any(stamps[one.entry.updated] > 1 for one in moved)):
        return [one for one in found if one not in moved]
    return found


def _fingerprint(entry: Entry, url: str | None) -> str:
    said = (entry.title, _read(entry.summary), _read(entry.content), url)
    content = make_id(*("" if part is None else f"={part}" for part in said))
    return content[:_HALF] + make_id(entry.updated or "")[:_HALF]


def _read(markup: str | None) -> str | None:
    """What is read of it; the markup itself where that is nothing: a picture is something, too."""
    return markup and (plain_text(markup) or markup)


def _place(url: str | None) -> str | None:
    """The canonical URL without its scheme."""
    if not url:
        return None
    try:
        return canonical_url(url).partition(":")[2]
    except RejectedError:
        return url
