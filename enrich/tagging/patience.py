"""How much time an article gets: less, for a while, where others of its site took all of theirs.

So a row of hostile articles of one site does not hold up the others'. A good one in between proves nothing: whoever is
hostile can send those, too.
"""

import time
from collections import OrderedDict
from collections.abc import Callable

#: each article that ran over halves the time of its site's next ones, this many times at most
_MAX_HALVES = 3
#: seconds without another one, after which that is forgotten
_FORGIVEN_S = 600.0
_MAX_SITES = 10_000


class Patience:
    """What the articles of sites have taught. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._over: OrderedDict[str, tuple[int, float]] = OrderedDict()  # site -> how often it ran over, and when last

    def seconds(self, site: str, whole: float) -> float:
        """What an article of a site gets of the `whole` time."""
        return whole / 2.0 ** min(self._times(site), _MAX_HALVES)

    def ran_over(self, site: str) -> None:
        """An article of the site took all its time. One of no known site tells nothing of others."""
        if not site:
            return
        self._over[site] = self._times(site) + 1, self.clock()
        self._over.move_to_end(site)
        if len(self._over) > _MAX_SITES:
            self._over.popitem(last=False)

    def _times(self, site: str) -> int:
        times, when = self._over.get(site, (0, 0.0))
        return times if self.clock() - when < _FORGIVEN_S else 0
