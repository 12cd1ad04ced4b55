"""Whose number it is in truth: the names and offices that stand for one institution within a story."""

from collections.abc import Iterable

from newswire.follow.meanings.meanings import Meanings
from newswire.follow.threads.mention import Mention
from newswire.follow.words import tokens

#: characters of a word that its kin share: minister and ministry, directorate and director
_STEM = 5
#: how far an office stands from the name that holds it
_OFFICE = 40


def stems(name: str) -> frozenset[str]:
    """The beginnings of a name's words: those in capitals, or all longer ones where none is.

    >>> sorted(stems("the Emergencies Ministry")), sorted(stems("trade unions"))
    (['emerg', 'minis'], ['trade', 'union'])
    """
    words = list(tokens(name))
    capital = [w for w in words if w[0].isupper() and len(w) > 2]
    return frozenset(w.lower()[:_STEM] for w in capital or [w for w in words if len(w) > 3])


class Claimants:
    """The institutions of a story, as its mentions know them."""

    def __init__(self, mentions: Iterable[Mention], meanings: Meanings) -> None:
        self._meanings = meanings
        self._keys: dict[str, str] = {}  # name -> institution
        self._offices: dict[str, set[str]] = {}  # name -> words of offices held
        for mention in mentions:
            if mention.source and mention.institution:
                self._keys[mention.source] = mention.institution
                self._offices.setdefault(mention.source, set()).update(meanings.roles(mention.office))

    def institution(self, name: str, office: str) -> str | None:
        """The key of whom somebody speaks for; `office` is what stands beside the name. None where nobody is named."""
        unnamed = not any(word[0].isupper() for word in tokens(name))
        key = self._keys.get(name) or self._kin(stems(name)) or self._holds(office)
        if key is None and name[:1].islower():
            key = self._called(name)
        if key is None and unnamed and not any(self._meanings.institution(word) for word in tokens(name)):
            return None
        key = key or name
        self._keys[name] = key
        self._offices.setdefault(name, set()).update(self._meanings.roles(office))
        return key

    def _kin(self, own: frozenset[str]) -> str | None:
        """Who is called by part of this name, or has it as part of theirs."""
        if not own:
            return None
        for name, key in reversed(self._keys.items()):
            other = stems(name)
            if other and (own <= other or other <= own):
                return key
        return None

    def _holds(self, office: str) -> str | None:
        """The institution that an office is named after: directorate head, deputy minister."""
        if not self._meanings.roles(office):
            return None
        own = frozenset(w.lower()[:_STEM] for w in tokens(office) if len(w) > 3)
        scored = [(len(own & stems(name)), key) for name, key in reversed(self._keys.items())]
        best = max(scored, default=(0, ""), key=lambda item: item[0])
        return best[1] if best[0] else None

    def _called(self, name: str) -> str | None:
        """Who holds the office that stands in place of a name: the governor of the region."""
        roles = self._meanings.roles(name)
        return (
            next((self._keys[n] for n in reversed(self._offices) if roles & self._offices[n]), None) if roles else None
        )


def office(text: str, start: int, end: int) -> str:
    """What stands right beside a name within its sentence: before it, and after a comma."""
    before = text[max(0, start - _OFFICE) : start]
    for mark in (". ", "\n", "; ", ": ", ", ", "”", '"', "? ", " — "):
        before = before.rpartition(mark)[2]
    after = text[end : end + _OFFICE]
    apposed = after[1:].split(",")[0].split(". ")[0] if after.startswith(",") else ""
    return f"{before} {text[start:end]} {apposed}"
