"""Which entries of a feed's window are new: by identity and fingerprint, never by date.

An entry goes by its guid and by its URL, each as far as nothing else in the window has the same one: feeds write one
guid under every item, or one URL, and feeds that change their guids keep their URLs. It is known when the fingerprint
that was stored under one of them is still its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.urls import canonical_url
from stream.errors import RejectedError
from stream.messages import Entry, make_id


class Identified(NamedTuple):
    """An entry, what it goes by (the best first, at least one), and what it says."""

    entry: Entry
    identities: tuple[str, ...]
    fingerprint: str


def identify(entries: Sequence[Entry]) -> list[Identified]:
    """Each entry of a window with its identities; what stands there twice, word for word, once."""
    urls = [_canonical(entry.url) for entry in entries]
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
        found.append(Identified(entry, tuple(names) or (make_id("hash", guid or "", fingerprint),), fingerprint))
    return found


def new_ones(window: Sequence[Identified], known: Mapping[str, str]) -> list[Identified]:
    """Those that were never seen, or say something else than when they were seen last.

    >>> entry = Identified(Entry(title="t"), ("a", "b"), "1")
    >>> new_ones([entry], {"b": "1"}), len(new_ones([entry], {"a": "0"}))
    ([], 1)
    """
    return [one for one in window if one.fingerprint not in {known.get(identity) for identity in one.identities}]


def _fingerprint(entry: Entry, url: str | None) -> str:
    said = (entry.title, entry.summary, entry.content, entry.updated, url)
    return make_id(*("" if part is None else f"={part}" for part in said))


def _canonical(url: str | None) -> str | None:
    if not url:
        return None
    try:
        return canonical_url(url)
    except RejectedError:
        return url
