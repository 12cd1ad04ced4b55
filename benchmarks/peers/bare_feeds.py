"""One feed reader of others, driven poll by poll: what `feeds/behave.py` plays its scenarios with beside ours.

    python bare_feeds.py PEER FOLDER PORT TLS_PORT

Runs in the peers' environment. First it prints `{"ready": VERSION}`. Then each line on stdin is a poll,
`{"now": ISO time, "feeds": [URL...]}`, answered by `{"seen": [[feed, title, HTML or text, URL]...], "failed": words or
null}`. All state that outlives a poll lies in FOLDER, so that a child that was killed is followed by another one. Each
host name resolves to the scripted server on loopback; who is trusted for TLS stands in the environment.
"""

import json
import logging
import os
import resource
import socket
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

#: of address space: a bomb ends the child, not the machine
MAX_BYTES = 3 << 30

Seen = list[tuple[str, str, str, str]]
Poll = Callable[[datetime, list[str]], Seen]


def main() -> None:
    peer, folder, port, tls_port = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_BYTES, MAX_BYTES))
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever a peer prints is not an answer
    _all_names_lead_to(port, tls_port)
    _believe(os.environ["SSL_CERT_FILE"])
    poll = PEERS[peer](folder)
    print(json.dumps({"ready": version(peer)}), file=answers, flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        told: dict[str, Any] = {"seen": [], "failed": None}
        try:
            told["seen"] = poll(datetime.fromisoformat(wanted["now"]), wanted["feeds"])
        except Exception as error:  # a peer may fail however it likes: that is noted, and the next poll comes
            told["failed"] = f"{type(error).__name__}: {error}"[:200]
        print(json.dumps(told), file=answers, flush=True)


def _all_names_lead_to(port: int, tls_port: int) -> None:
    def resolve(host: Any, wanted: Any, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        there = tls_port if wanted in (443, "443", "https") else port
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", there))]

    socket.getaddrinfo = resolve


def _believe(bundle: str) -> None:
    """Makes requests trust that file, also where it is called so that it doesn't look at the environment."""
    import certifi

    certifi.where = lambda: bundle


def reader(folder: Path) -> Poll:
    """lemon24/reader as it comes: its own SQLite, its own interval of an hour, new and changed entries by its hook.

    Only what the time is comes from the scenario, since it plans its updates by it.
    """
    from reader import ReaderWarning, make_reader

    warnings.simplefilter("ignore", ReaderWarning)
    made = make_reader(str(folder / "reader.sqlite"))
    seen: Seen = []

    def heard(_: Any, entry: Any, __: Any) -> None:
        told = entry.content[0].value if entry.content else entry.summary
        seen.append((entry.feed_url, entry.title or "", told or "", entry.link or ""))

    made.after_entry_update_hooks.append(heard)

    def poll(now: datetime, feeds: list[str]) -> Seen:
        made._now = lambda: now
        for url in feeds:
            made.add_feed(url, exist_ok=True)
        seen.clear()
        made.update_feeds(scheduled=True)
        return list(seen)

    return poll


def feedparser(folder: Path) -> Poll:
    """The loop that everybody writes first: feedparser with ETag and Last-Modified, an entry is known by its id."""
    import feedparser as library

    kept = folder / "feedparser.json"

    def poll(_: datetime, feeds: list[str]) -> Seen:
        state = json.loads(kept.read_text()) if kept.exists() else {}
        seen: Seen = []
        for url in feeds:
            known = state.setdefault(url, {"ids": [], "etag": None, "modified": None})
            found = library.parse(url, etag=known["etag"], modified=known["modified"])
            if found.get("status") != 304:  # which need not repeat them
                known["etag"], known["modified"] = found.get("etag"), found.get("modified")
            for entry in _not_in(known["ids"], found.entries):
                told = entry.content[0].value if "content" in entry else entry.get("summary", "")
                seen.append((url, entry.get("title", ""), told, entry.get("link", "")))
        kept.write_text(json.dumps(state))
        return seen

    return poll


def _not_in(known: list[str], entries: Iterable[Any]) -> Iterable[Any]:
    for entry in entries:
        name = entry.get("id") or entry.get("link") or entry.get("title", "")
        if name not in known:
            known.append(name)
            yield entry


def newspaper4k(_: Path) -> Poll:
    """The feeds of a newspaper4k Source, which remembers below TMPDIR what it has shown; of URLs, not of titles."""
    from newspaper import Source
    from newspaper import source as module

    def poll(_: datetime, feeds: list[str]) -> Seen:
        seen: Seen = []
        for url in feeds:
            made = Source(url)
            made.feeds = [module.Feed(url=url)]
            made.download_feeds()
            seen += [(url, "", "", article.url) for article in made.feeds_to_articles()]
        return seen

    return poll


PEERS: dict[str, Callable[[Path], Poll]] = {"reader": reader, "feedparser": feedparser, "newspaper4k": newspaper4k}

if __name__ == "__main__":
    main()
