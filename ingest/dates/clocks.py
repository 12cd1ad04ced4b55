"""The time of day in what a date has beside its day."""

import re

from ingest.dates.harmless_words import HARMLESS

Clock = tuple[int, int, int]

_ISO_TIME = re.compile(r"\s?t\s?(\d\d)(?:(\d\d)(\d\d)?)?(?=z|[+-]|\s|$)")
_TIME = re.compile(
    r"(?<![\d+\-])(\d{1,2})\s?[:時时시點点h]\s?(\d{2})(?!\d)(?:\s?[:분分.]\s?(\d{1,2})(?!\d))?(?:[.,]\d+)?\s?[秒초분分]?"
)
_DOTTED = re.compile(r"(?<![\d+\-.:])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])")
_BARE_HOUR = re.compile(r"(?<![\d+\-:])(\d{1,2})\s?(?:(?=[ap]\.?\s?m\b)|(?:uhr|h|hrs|heures?)\b)")
_MORNING = "오전 上午 午前 凌晨 早上 清晨 πμ π.μ. öö ص صباحا صباحًا ق.ظ पूर्वाह्न"
_EVENING = "오후 下午 午後 晚上 傍晚 μμ μ.μ. ös م مساء مساءً ب.ظ अपराह्न"


def _either(words: str) -> str:
    # with spaces around them only where their script has spaces
    made = [re.escape(w) if w[0] > "\u3000" else rf"(?<!\w){re.escape(w)}(?!\w)" for w in words.split()]
    return "|".join(made)


_HALF = re.compile(
    rf"(?<![^\W\d_])([ap])\.?\s?m\b\.?|({_either(_MORNING)}|de la mañana|da manhã)|"
    rf"({_either(_EVENING)}|de la (?:tarde|noche)|da (?:tarde|noite))"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def clock_of(rest: str) -> tuple[Clock | None, str, bool]:
    """(hour, minute, second, or None where no time is written; what is left; whether that holds no riddle).

    >>> clock_of("6:30 pm")
    ((18, 30, 0), '  ', True)
    >>> clock_of("(fri)"), clock_of("12 noon")
    ((None, '', True), (None, '', False))
    """
    found = _ISO_TIME.match(rest) or _TIME.search(rest) or _DOTTED.search(rest) or _BARE_HOUR.search(rest)
    if found is None:
        return None, "", not any(c.isdigit() for c in rest)
    numbers = [int(n or 0) for n in found.groups()]
    hour, minute, second = (*numbers, 0, 0)[:3]
    rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    if half := _HALF.search(rest):
        rest = f"{rest[: half.start()]} {rest[half.end() :]}"
        if hour <= 12:
            hour = hour % 12 + (12 if half[3] or half[1] == "p" else 0)
    return (hour, minute, second), rest, True


def unknown_words(text: str) -> list[str]:
    """The words in what is left of a date that mean nothing here, so that they may mean another time.

    >>> unknown_words("uhr (freitag)"), unknown_words("nachmittags")
    ([], ['nachmittags'])
    """
    return [word for word in _WORD.findall(text) if word not in HARMLESS]
