"""Sites whose pages lately gave less than an article: the feed's own words, or a wall."""

import time
from threading import Lock
from typing import Any

from newswire.web.reading.store import Row, StoreReader

_SQL = """
SELECT coalesce(site, regexp_extract(url, '://([^/]+)', 1)) AS site, count(*) AS pages,
    count(*) FILTER (how['text'][1] = 'feed') AS stubs,
    count(*) FILTER (access IN ('paywall', 'consent', 'challenge', 'shell')) AS walls,
    mode(access) FILTER (access <> 'open') AS wall, max(ingested) AS last
FROM articles WHERE dt >= current_date - 7 GROUP BY ALL
HAVING stubs + walls > 0 ORDER BY (stubs + walls) / pages DESC, stubs + walls DESC LIMIT 12
"""
#: the answer changes slowly, and every page of feeds asks for it
_KEPT_S = 60.0
_lock = Lock()
_kept: dict[int, tuple[float, list[Row]]] = {}


def poor_sites(store: StoreReader) -> list[dict[str, Any]]:
    """The worst of the last seven days: site, pages, how many were stubs or walls."""
    with _lock:
        at, rows = _kept.get(id(store), (-_KEPT_S, []))
        if time.monotonic() - at >= _KEPT_S:
            rows = store.rows(_SQL)
            _kept[id(store)] = time.monotonic(), rows
        return rows
