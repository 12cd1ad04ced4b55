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
    """What tells the status of a claim, and whether it is one."""

    cue: str
    words: Sequence[str]  #: of the cue, in lower case
    content: str = ""
    via: Iterable[str] = ()
    is_clause: bool = False

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
    said = Said(cue, words(cue), content, (), is_clause)
    return next((found for rule in ACTS if (found := rule.read(said)) is not None), False)


def _not_if_clause(said: Said) -> bool | None:
    return False if RULES["content is a clause"].match(said.content) else None


def _if_done(said: Said) -> bool | None:
    return True if RULES["done and not told"].search(said.cue) else None


def _if_refused(said: Said) -> bool | None:
    return True if not said.is_clause and is_refusal(said.cue, said.content) else None


def _not_if_telling(said: Said) -> bool | None:
    is_told = said.is_clause or not said.content
    return False if is_told and any(is_form(word, _telling()) for word in said.words) else None


def _if_not_listed(said: Said) -> bool | None:
    """A word that is not listed tells where a clause follows it."""
    is_open = said.is_clause or RULES["preposition for a cue"].match(said.cue) is not None
    return bool(said.words) and not is_open if said.listed is None else None


def _if_acting(said: Said) -> bool | None:
    """ "Welcomed", "agreed to"; "released a report", "issued a warning" tell something."""
    others = [word for word in said.words if not is_form(word, read_words("en/claims/acts"))]
    return len(others) < len(said.words) and not any(is_form(word, _telling()) for word in others)


#: ways to tell whether somebody acts by a cue; None where they do not tell
ACTS = (
    Way("clause", _not_if_clause, "{The court|S} {ruled|Q} {how to sell 40 cows|C}."),
    Way("done", _if_done, "{The court|S} {claimed responsibility for|Q} {the loss of 40 farms|C}."),
    Way("refused", _if_refused, "{A judge|S} {denied|Q} {the firm's request to stay a fine of $40|C}."),
    Way("telling", _not_if_telling, "{40 cows died in Oslo|C}, {Ann Lee|S} {wrote|Q}."),
    Way("not listed", _if_not_listed, "{The court|S} {has detained|Q} {the owner of 40 farms|C}."),
    Way("acting", _if_acting, "{The court|S} {has welcomed|Q} {the sale of 40 farms|C}."),
)


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
