"""A client and a fetch stage from flat options, each put where it belongs."""

from dataclasses import fields
from typing import Any

from newswire.ingest.extraction.processes.pool import ExtractPool
from newswire.ingest.fetch import FetchHandler
from newswire.ingest.page_source import Tries
from newswire.ingest.web.http import HttpClient
from newswire.ingest.web.options import Limits, Manners, Network


def http_client(**options: Any) -> HttpClient:
    """A client with these limits, manners, network and other options."""
    groups = [
        group(**{f.name: options.pop(f.name) for f in fields(group) if f.name in options})
        for group in (Limits, Manners, Network)
    ]
    return HttpClient(*groups, **options)


def fetch_handler(pool: ExtractPool, **options: Any) -> FetchHandler:
    """A fetch stage whose client reaches loopback, with these options of either."""
    tries = Tries(**{name: options.pop(name) for name in Tries._fields if name in options})
    own = {name: options.pop(name) for name in ("settle", "robots", "sleep", "told") if name in options}
    if "now" in options:
        own["now"] = options["now"]
    client = http_client(**({"allow_private": True} | options))
    return FetchHandler(pool, client, tries=tries, **own)
