"""A token bucket, as the theoretical arrival times of GCRA: one number, no timer."""


class Bucket:
    """Lets a request through every `every_s` seconds, and `burst` of them at once after a rest."""

    __slots__ = ("_full_at", "burst", "every_s")

    def __init__(self, every_s: float, burst: int = 1) -> None:
        self.every_s, self.burst = every_s, burst
        self._full_at = 0.0

    def ready_at(self, now: float) -> float:
        """When the next request may begin; not before now."""
        return max(now, self._full_at - (self.burst - 1) * self.every_s)

    def take(self, at: float) -> None:
        """A request begins at this time."""
        self._full_at = max(self._full_at, at) + self.every_s

    def is_full(self, now: float) -> bool:
        """Whether it is as good as new, and need not be kept."""
        return self._full_at <= now
