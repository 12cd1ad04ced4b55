"""Whether a field of a figure that a program found agrees with the gold, and whether it says anything at all.

A program that is silent misses; one that says something wrong misleads. Both are counted apart.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any, NamedTuple

FIELDS = ("value", "bound", "unit", "counted", "what", "where", "when", "source", "status", "change")
#: all of these right: the row is true
TRUE_ROW = ("value", "bound", "unit", "counted", "when", "source")
#: one of these said and wrong: the row misleads
MISLEADING = ("value", "unit", "counted", "when", "source", "change")

UNNAMED = ("WRITER", "NOBODY")
_SAME = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "dead": "death"}
_PRONOUNS = {"he", "she", "it", "they", "we", "i", "you", "who", "his", "her", "their"}


class Verdict(NamedTuple):
    right: bool
    said: bool


def judge(gold: dict[str, Any], found: dict[str, Any], document: dict[str, Any]) -> dict[str, Verdict]:
    """Each of FIELDS of a found figure, by the gold of it; `document` is the line of `newswire annotate`."""
    head = _said(found.get("counted"), "head", "text")
    what = _said(found.get("what"), "lemma", "text")
    where = _said(found.get("where"), "name", "text")
    when = _said(found.get("when"), "interval")
    source = _source(found, document)
    unit, change = found.get("unit"), found.get("change")
    return {
        "value": Verdict(value_right(gold, found), any(found.get(k) is not None for k in ("value", "low", "parts"))),
        "bound": Verdict(found.get("bound") in accepted(gold, "bound"), True),
        "unit": Verdict(unit in accepted(gold, "unit"), bool(unit)),
        "counted": Verdict(_counted_right(gold, head), bool(head)),
        "what": Verdict(_words_meet(what, accepted(gold, "what")), bool(what)),
        "where": Verdict(_name_right(where, accepted(gold, "where")), bool(where)),
        "when": Verdict(any(same_time(when, w) for w in accepted(gold, "when")), bool(when)),
        "source": Verdict(_source_right(gold, source), source not in UNNAMED),
        "status": Verdict(found.get("status") in accepted(gold, "status"), bool(found.get("status"))),
        "change": Verdict(change in accepted(gold, "change"), bool(change)),
    }


def accepted(gold: dict[str, Any], field: str) -> list[Any]:
    """What is right for a field; None among it: nothing need be said."""
    return [gold.get(field), *gold.get("alt", {}).get(field, [])]


def value_right(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """Equal, within the rounding of a ratio; a vague plural within a factor of 2.5 of the gold's limits."""
    value, low, high = (found.get(k) for k in ("value", "low", "high"))
    if gold.get("parts"):
        return sorted(found.get("parts") or []) == sorted(gold["parts"])
    if gold.get("low") is None:
        return value is not None and any(_near(value, v) for v in accepted(gold, "value") if v is not None)
    if low is None or high is None:
        return False
    if gold.get("vague"):
        return bool(gold["low"] / 2.5 <= low <= gold["low"] * 2.5 and high >= low)
    return _near(low, gold["low"]) and _near(high, gold["high"])


def same_time(a: str | None, b: str | None) -> bool:
    """Whether both ends of two intervals are at most a day apart; open ends are alike only among themselves."""
    if not a or not b:
        return not a and not b
    ends = [[None if day in ("..", "") else date.fromisoformat(day) for day in x.split("/")] for x in (a, b)]
    return len(ends[0]) == len(ends[1]) and all(
        s is t if s is None or t is None else abs(s - t) <= timedelta(days=1) for s, t in zip(*ends, strict=True)
    )


def same_name(a: str, b: str) -> bool:
    """Whether one name holds the other, word by word; a pronoun is nobody's name, but WHO is one."""
    x, y = _words(a), _words(b)
    if not x or not y or (" ".join(x) in _PRONOUNS and not (a.isupper() and len(a) > 1)):
        return False
    short, long = sorted((x, y), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def stem(word: str) -> str:
    """What forms of an English word share: killed, kills, killing -> kill. Crude, and the same for both sides."""
    word = _SAME.get(word.lower(), word.lower()).replace("isation", "ization")
    word = re.sub(r"is(e[ds]?|ing)$", r"iz\1", word)
    word = re.sub(r"(?<=\w\w)ies$|(?<=\w\w)ied$", "y", word)
    word = re.sub(r"(?<=\w\w)(?:ing|ed|es|s)$", "", word)
    return re.sub(r"([bdglmnprst])\1$", r"\1", word).rstrip("e")


def _said(part: object, *keys: str) -> str | None:
    if isinstance(part, dict):
        return next((part[k] for k in keys if part.get(k)), None)
    return part if isinstance(part, str) else None


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= (1e-3 if abs(b) < 1 else 1e-6) * abs(b)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).casefold().replace("’", "'").replace("'s", "").replace(".", "")
    return [w for w in re.findall(r"[\w&+]+", plain) if w not in ("the", "a", "an")]


def _stems(texts: list[Any]) -> set[str]:
    return {stem(w) for text in texts if text for w in _words(text)}


def _words_meet(said: str | None, wanted: list[Any]) -> bool:
    return bool(_stems([said]) & _stems(wanted)) if said else None in wanted


def _name_right(said: str | None, wanted: list[Any]) -> bool:
    return any(same_name(said, w) for w in wanted if w) if said else None in wanted


def _counted_right(gold: dict[str, Any], head: str | None) -> bool:
    wanted = accepted(gold, "counted_head")
    if head and gold["counted_head"] is None and gold["kind"] not in ("count", "ordinal"):
        wanted += [gold.get("what"), gold.get("unit"), gold["text"]]
    return _words_meet(head, wanted)


def _source(found: dict[str, Any], document: dict[str, Any]) -> str:
    """WRITER, a name, or NOBODY for the claim of nobody named: "reportedly"."""
    if found.get("claim") is None:
        return "WRITER"
    return _said(document["claims"][found["claim"]].get("source"), "name", "text") or "NOBODY"


def _source_right(gold: dict[str, Any], source: str) -> bool:
    wanted = [gold["source_name"], *gold["acceptable_sources"]]
    if source in UNNAMED:
        return source in wanted
    return any(w not in UNNAMED and same_name(source, w) for w in wanted)
