"""Who asked for a rest, and for whom that counts: one host, or all of a registered domain once two of it ask.

Some services limit all their customers' sub-domains together. That shows when a second one answers 429: from
then on what one host of the domain asks for counts for all of them.

A 429 is about whoever asks, so it counts for the host at once. Another error that names a time may be one broken route
among many that work (a bridge that makes feeds of other sites): it counts for who asked for that URL, and for the host
from the second on, with no good answer of the host in between.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

#: a rest where the server names none; doubles from time to time
FIRST_S, LONGEST_S = 30.0, 3600.0
#: a server may name more than that; nobody waits that long in one process
MAX_RETRY_AFTER_S = 86400.0
#: two sub-domains that ask within this time are limited together
_TOGETHER_S = 600.0
#: this many 403 in a row within this time are a limit by another name
_REFUSALS, _REFUSED_S = 3, 60.0
#: this many errors in a row that name a time are the host's and not one route's
_FAILURES = 2
_KEPT = 20_000


@dataclass
class _Scope:
    until: float = 0.0
    asked: int = 0  #: in a row
    refusals: list[float] = field(default_factory=list)
    failures: int = 0  #: in a row, that named a time
    hosts: dict[str, float] = field(default_factory=dict)  #: of a domain: when each asked last


class Scopes:
    """What the answers of hosts have taught. Times in seconds of one clock, which comes in as `now`."""

    def __init__(self) -> None:
        self._hosts: OrderedDict[str, _Scope] = OrderedDict()
        self._domains: OrderedDict[str, _Scope] = OrderedDict()

    def rest_s(self, host: str, domain: str, now: float) -> float:
        """How long nothing is to be asked of a host; 0 where it may be."""
        found = (self._hosts.get(host), self._domains.get(domain))
        return max([0.0, *(scope.until - now for scope in found if scope)])

    def answered(self, host: str, domain: str, status: int, retry_after_s: float | None, now: float) -> None:
        """Learns from an answer: a 429 is a limit, and so are errors with a Retry-After or 403 again and again."""
        if status == 403 and retry_after_s is None:
            if not self._refused(host, now):
                return
        elif status != 429 and (status < 400 or retry_after_s is None):
            known = self._hosts.get(host)
            if known and known.until <= now:  # an answer that was under way already takes nothing back
                del self._hosts[host]
            return
        scope = _at(self._hosts, host)
        if status not in (403, 429):
            scope.failures += 1
            if scope.failures < _FAILURES:
                return
        scope.asked += 1
        named = FIRST_S * 2.0 ** min(scope.asked - 1, 20)
        rest_s = min(named, LONGEST_S) if retry_after_s is None else min(retry_after_s, MAX_RETRY_AFTER_S)
        scope.until = max(scope.until, now + rest_s)
        if status == 429 and domain != host:
            self._learn(domain, host, scope.until, now)

    def _refused(self, host: str, now: float) -> bool:
        scope = _at(self._hosts, host)
        scope.refusals = [at for at in scope.refusals if at > now - _REFUSED_S] + [now]
        return len(scope.refusals) >= _REFUSALS

    def _learn(self, domain: str, host: str, until: float, now: float) -> None:
        scope = _at(self._domains, domain)
        scope.hosts = {h: at for h, at in scope.hosts.items() if scope.asked or at > now - _TOGETHER_S} | {host: now}
        if len(scope.hosts) >= 2:
            scope.asked += 1
            scope.until = max(scope.until, until)
            scope.hosts = dict([*scope.hosts.items()][-2:])


def _at(scopes: "OrderedDict[str, _Scope]", name: str) -> _Scope:
    scope = scopes.setdefault(name, _Scope())
    scopes.move_to_end(name)
    if len(scopes) > _KEPT:
        scopes.popitem(last=False)
    return scope
