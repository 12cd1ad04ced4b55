"""The words of a report, weighted: what its likeness to others is measured by. Nothing here knows a language."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import msgspec

from newswire.follow.report import Report

#: words, and numbers with their separators
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
#: scripts that are written without spaces: Thai to Khmer, kana, Han
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: the title and the beginning say what it is about; the end often recalls other stories
_TITLE, _LEAD, _LEAD_CHARACTERS = 3, 2, 500
#: where the names stand that a report is about
_SUBJECT = 250
#: terms kept of each kind, heaviest first
_KEPT = {"words": 90, "capitals": 50, "names": 40, "subject": 20}
#: before any text was read: how many reports are taken as seen, and the share with a word of each length
_SEEN = 30
_SHARES = (0.9, 0.9, 0.8, 0.5, 0.25, 0.12, 0.06, 0.04, 0.03)
_RARE = 0.02

#: term -> how many reports have it
Frequencies = Mapping[str, int]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Vectors of unit length before they were cut: all words; words in capitals and numbers; names."""

    words: dict[str, float]
    capitals: dict[str, float]
    names: dict[str, float]
    subject: dict[str, float]  #: of names in the title and the first lines; none without a title

    def rarest(self, limit: int) -> list[str]:
        """The heaviest terms of all kinds, which find what is alike. With the kind before it: `c:karsu`."""
        kinds = (("w", self.words, 0.7), ("c", self.capitals, 1.0), ("n", self.names, 1.0))
        every = [(value * share, f"{kind}:{term}") for kind, vector, share in kinds for term, value in vector.items()]
        return [term for _, term in sorted(every, reverse=True)[:limit]]


def tokens(text: str) -> Iterator[str]:
    """Words as they are written; pairs of characters where no spaces stand between words.

    >>> list(tokens("In 1,500 Zelten"))
    ['In', '1,500', 'Zelten']
    """
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 2 and _UNSPACED.search(word):
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        else:
            yield word


def located(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words between two characters, each with where it starts."""
    for match in _WORD.finditer(text, start, end):
        yield match.start(), match[0]


def counted(report: Report) -> dict[str, Counter[str]]:
    """How often each term is there, by kind; what stands at the beginning counts more."""
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for text, weight in (
        (report.title, _TITLE),
        (report.text[:_LEAD_CHARACTERS], _LEAD),
        (report.text[_LEAD_CHARACTERS:], 1),
    ):
        for word in tokens(text):
            words[word.lower()] += weight
            if word[0].isupper() or word[0].isdigit():
                capitals[word.lower()] += weight
    names: Counter[str] = Counter()
    subject: Counter[str] = Counter()
    for entity in report.entities:
        early = _TITLE if entity.field == "title" else _LEAD if entity.start < _LEAD_CHARACTERS else 1
        for word in {w.lower() for w in tokens(entity.name)}:
            names[word] += early
            if report.title and (entity.field == "title" or entity.end <= _SUBJECT):
                subject[word] += 1
    return {"words": words, "capitals": capitals, "names": names, "subject": subject}


def terms(counts: Mapping[str, Counter[str]]) -> list[str]:
    """All terms with their kind, as they are counted over reports."""
    return [f"{kind[0]}:{term}" for kind, found in counts.items() if kind != "subject" for term in found]


def weighted(counts: Mapping[str, Counter[str]], reports: int, frequencies: Frequencies) -> Words:
    """Weights by how often a term is in the report and how few of the `reports` so far have it (TF-IDF, Salton)."""
    return Words(**{kind: _unit(kind, found, _rarity(reports, frequencies, kind)) for kind, found in counts.items()})


def _rarity(reports: int, frequencies: Frequencies, kind: str) -> Callable[[str], float]:
    def rarity(term: str) -> float:
        share = _RARE if kind != "words" or _UNSPACED.search(term) else _share(term)
        return max(
            0.0,
            math.log(
                (reports + _SEEN)
                / (frequencies.get(f"{'n' if kind == 'subject' else kind[0]}:{term}", 0) + _SEEN * share)
            ),
        )

    return rarity


def _share(term: str) -> float:
    """Short words are common, in every language with an alphabet (Zipf's law of abbreviation)."""
    return _SHARES[len(term)] if len(term) < len(_SHARES) else _RARE


def _unit(kind: str, found: Counter[str], rarity: Callable[[str], float]) -> dict[str, float]:
    weights = {term: (1 + math.log(times)) * rarity(term) for term, times in found.items()}
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[: _KEPT[kind]]
    return {term: round(weight / norm, 4) for term, weight in top if weight > 0}
