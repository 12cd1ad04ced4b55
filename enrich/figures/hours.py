"""Numbers that are an hour of the day, or minutes around one: "half past eight", "opens at 9", "from 9 to 5"."""

import re

from newswire.enrich.figures.near import NEAR
from newswire.enrich.lexicon.load import alternatives, read_toml
from newswire.enrich.numbers.number import CARDINALS, Number

_LEXICON = read_toml("en/labels")["hours"]
_HOUR = rf"(?:1[0-2]|[1-9]|{alternatives(w for w, n in CARDINALS.items() if 0 < n <= 12)})"
#: where no thing follows that is counted: "at twenty to nine", not "five to ten boats", "at 9 percent"
_NOTHING = r"(?!\w|[.,:]\d|\s?[%$€£]|[\s-](?!(?:and|but|or|when|while|as|so|because|with|for)\b)[a-z]+s\b|[\s-]per\b)"
_PAST = re.compile(rf"\s(?:minutes\s)?past\s(?:{_HOUR}\b|midnight|noon|midday)", re.IGNORECASE)
_TO = re.compile(rf"\s(?:minutes\s)?to\s{_HOUR}\b{_NOTHING}", re.IGNORECASE)
_AT = re.compile(rf"\bat\s{NEAR}?$", re.IGNORECASE)
_MINUTES = alternatives(["half", "quarter", *(w for w, n in CARDINALS.items() if 0 < n < 30), "twenty-five"])
_PAST_BEFORE = re.compile(rf"\b(?:{_MINUTES}|[1-5]?\d)(?:\sminutes)?\spast\s$", re.IGNORECASE)
_TO_BEFORE = re.compile(rf"\bat\s(?:an?\s)?(?:{_MINUTES}|[1-5]?\d)(?:\sminutes)?\sto\s$", re.IGNORECASE)
_EVENT = re.compile(
    rf"\b(?:{alternatives(_LEXICON['verbs'])})\s(?:[a-z]+\s)?(?:at|until|till|before|after)\s{NEAR}?$", re.IGNORECASE
)
_PART_OF_DAY = re.compile(
    r"(?=[.,;:!?)]|$|\s(?:and|but|when|on|every|each|sharp|this|that|tonight|tomorrow|yesterday|today|local|daily"
    r"|in\sthe\s(?:morning|afternoon|evening)|at\s(?:night|noon)|[A-Z]\w+day)\b)(?![.,:]\d)"
)
_SPAN = re.compile(
    rf"\b(?:{alternatives(_LEXICON['spans'])})\b[^.;\d]{{0,24}}\bfrom\s(?:{_HOUR}\sto\s)?$", re.IGNORECASE
)
_TO_HOUR = re.compile(rf"\s(?:to|until|till)\s{_HOUR}\b{_NOTHING}", re.IGNORECASE)
_NOTHING_AFTER = re.compile(_NOTHING)


def is_around_an_hour(text: str, number: Number, before: str) -> bool:
    """Whether it is the minutes or the hour of a time of day in words: "ten past five", "at twenty to nine"."""
    if number.form not in ("digits", "words", "fraction") or not 0 < number.value < 60:
        return False
    if _PAST.match(text, number.end) or (_AT.search(before) and _TO.match(text, number.end)):
        return True
    return number.value <= 12 and bool(
        _PAST_BEFORE.search(before) or (_TO_BEFORE.search(before) and _NOTHING_AFTER.match(text, number.end))
    )


def is_hour_of_event(text: str, number: Number, before: str) -> bool:
    """Whether it is the hour at which something begins, ends or is heard: "the show ends at 11"."""
    return _may_be_hour(number) and bool(_EVENT.search(before) and _PART_OF_DAY.match(text, number.end))


def is_hour_of_span(text: str, number: Number, before: str) -> bool:
    """Whether it is one of the hours between which something is open or done: "works from 9 to 5"."""
    if not _may_be_hour(number):
        return False
    m = _SPAN.search(before)
    if m is None:
        return False
    last = m[0].rstrip().endswith("to")
    return bool((_NOTHING_AFTER if last else _TO_HOUR).match(text, number.end))


def _may_be_hour(number: Number) -> bool:
    return number.form in ("digits", "words") and number.scale == 1 and number.value in range(1, 13)
