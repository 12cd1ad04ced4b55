"""The time of day in what a date has beside its day."""

import re

from newswire.ingest.dates.harmless_words import HARMLESS
from newswire.ingest.dates.months import HALVES, WEEKDAYS, WORD, bare

Clock = tuple[int, int, int]

_ISO_TIME = re.compile(r"\s?t\s?(\d\d)(?:(\d\d)(\d\d)?)?(?=z|[+-]|\s|$)")
_TIME = re.compile(
    r"(?<![\d+\-])(\d{1,2})\s?[:時时시點点h]\s?(\d{2})(?!\d)(?:\s?[:분分.]\s?(\d{1,2})(?!\d))?(?:[.,]\d+)?\s?[秒초분分]?"
)
_DOTTED = re.compile(r"(?<![\d+\-.:])(\d{1,2})\.(\d{2})(?:\.(\d{2}))?(?![\d.])")
_BARE_HOUR = re.compile(
    r"(?<![\d+\-:])(\d{1,2})\s?(?:(?=[ap]\.?\s?m\b)|(?:uhr|h|hrs|heures?)\b|[時时點点시](?!\d)|(?=बजे|টা|giờ|น\.))"
)
#: what CLDR does not have, or has for other hours
_MORNING = "ص صباحا صباحًا صباحاً öö 凌晨 早上 清晨 पूर्वाह्न"
_EVENING = "م مساء مساءً ös 傍晚 晚上 अपराह्न"
#: words of CLDR's that mean something else in a date
_NO_HALVES = frozenset(["diena", "день", "өдөр", "昼", "form", "in", "r", "na obed", "на обяд", "tengah malam", "pop"])
_HALF_LETTERS = re.compile(r"(?<![^\W\d_])([ap])\.?\s?m\b\.?")


def _halves() -> dict[str, tuple[str, frozenset[str]]]:
    """Bare word -> (am or pm, the languages in which alone it is that; none for all)."""
    made: dict[str, tuple[str, frozenset[str]]] = {}
    for word, found in HALVES.items():
        ((half, languages),) = found.items()
        is_short = len(word) < 3 and word < "\u0370"  # two Latin letters are a word of some other language
        if word not in _NO_HALVES and not (word in WEEKDAYS and not is_short):
            made[word] = half, frozenset(languages.split()) if is_short and word not in ("am", "pm") else frozenset()
    made |= {bare(word): ("am", frozenset()) for word in _MORNING.split()}
    return made | {bare(word): ("pm", frozenset()) for word in _EVENING.split()}


_HALVES = _halves()


#: of scripts without spaces
_HALF_WITHIN = re.compile("|".join(sorted((w for w in _HALVES if w[0] > "\u3000"), key=len, reverse=True)))
_MOST_WORDS = max(word.count(" ") for word in _HALVES) + 1
_WORD = re.compile(WORD)


def clock_of(rest: str, language: str | None = None) -> tuple[Clock | None, str, bool]:
    """(hour, minute, second, or None where no time is written; what is left; whether that holds no riddle).

    >>> clock_of("6:30 pm")
    ((18, 30, 0), '  ', True)
    >>> clock_of("3:30 อะไร")[0], clock_of("בשעה 3:30 אחר הצהריים")[0], clock_of("3:30 ch", "vi")[0]
    ((3, 30, 0), (15, 30, 0), (15, 30, 0))
    >>> clock_of("(fri)"), clock_of("12 noon")
    ((None, '', True), (None, '', False))
    """
    found = _ISO_TIME.match(rest) or _TIME.search(rest) or _DOTTED.search(rest) or _BARE_HOUR.search(rest)
    if found is None:
        return None, "", not any(c.isdigit() for c in rest)
    numbers = [int(n or 0) for n in found.groups()]
    hour, minute, second = (*numbers, 0, 0)[:3]
    rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    half, rest = _half_of(rest, language)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return (hour, minute, second), rest, True


def _half_of(rest: str, language: str | None) -> tuple[str, str]:
    """(am, pm, or nothing where no half of the day is told; what is left)."""
    if found := _HALF_LETTERS.search(rest):
        return f"{found[1]}m", f"{rest[: found.start()]} {rest[found.end() :]}"
    plain = bare(rest)
    if found := _HALF_WITHIN.search(plain):
        return _HALVES[found[0]][0], f"{plain[: found.start()]} {plain[found.end() :]}"
    words = list(_WORD.finditer(plain))
    for first in range(len(words)):
        for last in reversed(words[first : first + _MOST_WORDS]):
            start, end = words[first].start(), last.end()
            half, languages = _HALVES.get(plain[start:end], ("", frozenset()))
            if half and (not languages or language in languages):
                return half, f"{plain[:start]} {plain[end:]}"
    return "", rest


def unknown_words(text: str) -> list[str]:
    """The words in what is left of a date that mean nothing here, so that they may mean another time.

    >>> unknown_words("uhr (freitag)"), unknown_words("nachmittags")
    ([], ['nachmittags'])
    """
    return [word for word in _WORD.findall(text) if bare(word) not in HARMLESS]
