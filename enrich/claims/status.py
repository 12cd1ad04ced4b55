"""How sure a claim is said to be: by the words of its cue, and by whom it relies on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from newswire.enrich.claims.lemmas import WORDS, lemmas
from newswire.enrich.lexicon.load import read_table, read_words

_STATUS: dict[str, str] = {}
for _lemma, _kind, _status in read_table("en/claims/cues"):
    _STATUS.setdefault(_lemma, _status)
_WORD = re.compile(r"[^\W\d_]+(?:n['’]t)?")
#: what is told in time to come: "she will announce 40 new schools"
_LATER = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
_UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|undisclosed)\b", re.I)
#: "claimed responsibility" tells who did it, "raised concerns" who has them; what was done is known
_DONE = re.compile(
    r"\bresponsibility(?: for)?$|\brais\w+ (?:\w+ )?concerns?\b|\bcall\w* (?:on|upon)\b"
    r"|\b(?:is|are|was|were|been|being) (?:\w+ )?(?:accused|blamed|charged|cited|quoted)\b"
    r"|\bspeaking (?:at|in|on|during|before|after)\b",
    re.I,
)
#: a content that is a clause is told: "decided she should share it"
_CLAUSE = re.compile(r"(?:that|whether|how|why|he|she|it|they|we|there)\b", re.I)
#: "by most accounts"
_PREPOSITION = re.compile(r"(?:by|in)", re.I)
_IF = re.compile(r"(?:that\s)?if\b", re.I)


def words(cue: str) -> list[str]:
    """The words of a cue, in lower case."""
    return [w.lower() for w in _WORD.findall(cue)]


def is_negated(said: Iterable[str]) -> bool:
    """Whether a word among them says that it did not happen."""
    return any(w in WORDS["negation"] or w.endswith(("n't", "n’t")) for w in said)


def is_hearsay(cue: str) -> bool:
    """Whether by a cue the writer tells what others say without saying who: "reportedly"."""
    return any(word in WORDS["hearsay"] for word in words(cue))


def is_act(cue: str, content: str = "", *, is_clause: bool = False) -> bool:
    """Whether by a cue somebody did something, and did not tell it: "sentenced him to six years".

    `content` is what stands after it, if anything; one that is a clause, or begins like one, is told.

    >>> is_act("has signed"), is_act("said in a statement released on Monday"), is_act("claimed responsibility for")
    (True, False, True)
    >>> is_act("detained"), is_act(":")
    (True, False)
    >>> is_act("ruled", "that it be paid"), is_act("wrote", "40 cheques"), is_act("wrote", "40 fell", is_clause=True)
    (False, True, False)
    """
    if _CLAUSE.match(content):
        return False
    if _DONE.search(cue):
        return True
    acts, telling = read_words("en/claims/acts"), _telling()
    said = [lemmas(word) for word in words(cue)]
    if (is_clause or not content) and any(form in telling for forms in said for form in forms):
        return False
    if not any(form in _STATUS for forms in said for form in forms):
        return bool(said) and not is_clause and not _PREPOSITION.fullmatch(cue)
    others = [forms for forms in said if not any(form in acts for form in forms)]
    # "released a report", "issued a warning" tell something
    return len(others) < len(said) and not any(form in telling for forms in others for form in forms)


@cache
def _telling() -> frozenset[str]:
    return frozenset(lemma for lemma, status in _STATUS.items() if status not in ("planned", "opinion"))


def is_known(cue: str) -> bool:
    """Whether a word of a cue is listed: by other words seldom anybody says what stands before them."""
    return any(lemma in _STATUS for word in words(cue) for lemma in lemmas(word))


def of_cue(cue: str, content: str, via: Iterable[str]) -> str:
    """The status of a claim: claimed, estimated, unconfirmed, confirmed, planned, conditional or opinion.

    >>> of_cue("plans", "to close 40 farms", ()), of_cue("has not confirmed", "it", ()), of_cue("said", "it rained", ())
    ('planned', 'unconfirmed', 'claimed')
    """
    if any(_UNNAMED.search(v) for v in via) or is_hearsay(cue):
        return "unconfirmed"
    if _LATER.search(cue):
        return "planned"
    said = words(cue)
    status = next((_STATUS[lemma] for word in said for lemma in lemmas(word) if lemma in _STATUS), "claimed")
    if status == "confirmed" and is_negated(said):
        return "unconfirmed"
    if status == "claimed" and _IF.match(content.lstrip("“\"'‘ ")):
        return "conditional"
    return status
