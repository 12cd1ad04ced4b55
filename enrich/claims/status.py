"""How sure a claim is said to be: by the words of its cue, and by whom it relies on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from newswire.enrich.claims.lemmas import is_form, look_up
from newswire.enrich.claims.rules import RULES, WORDS
from newswire.enrich.lexicon.load import read_table, read_words
from newswire.enrich.lexicon.rules import Way

_STATUS: dict[str, str] = {}
for _lemma, _kind, _status in read_table("en/claims/cues"):
    _STATUS.setdefault(_lemma, _status)
_WORD = re.compile(r"[^\W\d_]+(?:n['’]t)?")


class Said(NamedTuple):
    """What tells the status of a claim."""

    cue: str
    words: Sequence[str]  #: of the cue, in lower case
    content: str = ""
    via: Iterable[str] = ()

    @property
    def listed(self) -> str | None:
        """What the first word of the cue that is listed says."""
        return next((found for word in self.words if (found := look_up(word, _STATUS))), None)


def _of_unnamed(said: Said) -> str | None:
    return "unconfirmed" if any(RULES["unnamed"].search(v) for v in said.via) else None


def _of_hearsay(said: Said) -> str | None:
    return "unconfirmed" if is_hearsay(said.cue) else None


def _to_come(said: Said) -> str | None:
    return "planned" if RULES["told in time to come"].search(said.cue) else None


def _unless_negated(said: Said) -> str | None:
    return "unconfirmed" if said.listed == "confirmed" and is_negated(said.words) else said.listed


def _only_if(said: Said) -> str | None:
    is_claimed = said.listed in (None, "claimed")
    return "conditional" if is_claimed and RULES["if"].match(said.content.lstrip("“\"'‘ ")) else None


#: ways to tell the status; where none does, something is claimed
STATUSES = (
    Way("unnamed", _of_unnamed, "{The paper|S}, {citing|Q} {unnamed sources|C}, {said|Q} {40 farms closed|C}."),
    Way("hearsay", _of_hearsay, "{The bank|S} {has reportedly said|Q} {that 40 farms closed|C}."),
    Way("to come", _to_come, "{The bank|S} {will announce|Q} {40 new farms|C}."),
    Way("only if", _only_if, "{The bank|S} {said|Q} {if prices fell, 40 farms would close|C}."),
    Way("listed", _unless_negated, "{The bank|S} {estimates|Q} {that 40 farms closed|C}."),
)


def of_cue(cue: str, content: str = "", via: Iterable[str] = ()) -> str:
    """The status of a claim: claimed, estimated, unconfirmed, confirmed, planned, conditional or opinion.

    >>> of_cue("plans", "to close 40 farms"), of_cue("has not confirmed", "it"), of_cue("said", "it rained")
    ('planned', 'unconfirmed', 'claimed')
    """
    said = Said(cue, words(cue), content, via)
    return next((found for rule in STATUSES if (found := rule.read(said))), "claimed")


def words(cue: str) -> list[str]:
    """The words of a cue, in lower case."""
    return [w.lower() for w in _WORD.findall(cue)]


def is_negated(said: Iterable[str]) -> bool:
    """Whether a word among them says that it did not happen."""
    return any(w in WORDS["negation"] or w.endswith(("n't", "n’t")) for w in said)


def is_hearsay(cue: str) -> bool:
    """Whether by a cue the writer tells what others say without saying who: "reportedly", "by reports"."""
    said = words(cue)
    return any(word in WORDS["hearsay"] for word in said) or (said[:1], said[-1:]) == (["by"], ["reports"])


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
    if RULES["content is a clause"].match(content):
        return False
    if RULES["done and not told"].search(cue) or (not is_clause and is_refusal(cue, content)):
        return True
    said = words(cue)
    if (is_clause or not content) and any(is_form(word, _telling()) for word in said):
        return False
    if not is_known(cue):
        return bool(said) and not is_clause and not RULES["preposition for a cue"].match(cue)
    others = [word for word in said if not is_form(word, read_words("en/claims/acts"))]
    # "released a report", "issued a warning" tell something
    return len(others) < len(said) and not any(is_form(word, _telling()) for word in others)


@cache
def _telling() -> frozenset[str]:
    return frozenset(lemma for lemma, status in _STATUS.items() if status not in ("planned", "opinion"))


def is_refusal(cue: str, content: str) -> bool:
    """Whether by a cue something is not granted, which contests nothing: "denied the request", "rejected the appeal".

    >>> is_refusal("denied", "a motion to stay the fine"), is_refusal("denied", "reports of a motion")
    (True, False)
    """
    asked = RULES["what is asked for"].match(content)
    return asked is not None and any(is_form(word, WORDS["refusing"]) for word in words(cue))


def is_known(cue: str) -> bool:
    """Whether a word of a cue is listed: by other words seldom anybody says what stands before them."""
    return any(is_form(word, _STATUS) for word in words(cue))
