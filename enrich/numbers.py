"""Numbers as news writes them: digits, words, scales, fractions, vague plurals and ordinals, with their values.

Knows nothing of units and of what the numbers mean in their sentence: a year, a house number and a vote are all
found here. Every pattern is linear in the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from enrich.lexicon import alternatives, read_toml

Value = int | float


class Number(NamedTuple):
    """A number in a text. `low` and `high` differ where the words leave it open ("dozens")."""

    start: int
    end: int
    low: Value
    high: Value
    form: str  #: digits, words, fraction, ratio, vague, ordinal
    scale: int = 1  #: what a scale word behind it multiplies it with
    parts: tuple[Value, ...] | None = None  #: of a ratio: "one in five" is (1, 5)
    letter: str = ""  #: of "2m": behind a currency a scale, else perhaps a unit

    @property
    def value(self) -> Value:
        return self.low


_LEXICON = read_toml("numbers")
_CARDINALS: dict[str, int] = _LEXICON["cardinals"]
_SCALES: dict[str, int] = _LEXICON["scales"]
_ABBREVIATIONS: dict[str, int] = _LEXICON["abbreviations"]
LETTERS: dict[str, int] = _LEXICON["letters"]
_ORDINALS: dict[str, int] = _LEXICON["ordinals"]
_DENOMINATORS: dict[str, int] = _LEXICON["denominators"]
_VAGUE: dict[str, list[int]] = _LEXICON["vague"]
_SEVERAL: dict[str, list[int]] = _LEXICON["several"]
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)} | {
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)
}  # fmt: skip
#: no figure of the news has more digits
_LONGEST = 24

_SPACE = r"[ \t\u00a0\u2009\u202f]"
_GAP = rf"(?:{_SPACE}|\n(?!\n)|\u00ad)"
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,5}}(?![,.]?\d|{_SPACE}\d)|\d{{1,3}}(?:['’]\d{{3}}){{1,5}}(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,5}(?!\d)|\d+)"
    r"(?:\.\d+)?|\.\d+"
)
_SCALE = alternatives(w for w in _SCALES if w != "score")
_CARDINAL = alternatives(_CARDINALS)
_DENOMINATOR = alternatives([*_DENOMINATORS, *(f"{w}s" for w in _DENOMINATORS if w not in ("half", "halves"))])
_ORDINAL = alternatives(_ORDINALS)
_NUMERATOR = "an|a|one|two|three|four|five|six|seven|eight|nine"
_START = re.compile(
    rf"(?P<digits>(?<![\d.,/])(?:{_DIGITS}))"
    rf"|(?P<glyph>[{''.join(_GLYPHS)}])"
    rf"|\b(?:(?P<several>{alternatives(_SEVERAL)}){_GAP}+(?P<several_scale>{_SCALE})"
    rf"|(?P<part>half|(?:a|one){_GAP}quarter|three{_GAP}quarters)(?:{_GAP}of)?{_GAP}an?{_GAP}(?P<part_scale>{_SCALE})"
    rf"|(?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands|millions){_GAP}(?:and{_GAP}[a-z]{{4,8}}{_GAP})?of{_GAP}+)?(?:{alternatives(_VAGUE)}))"
    rf"|(?:(?P<numerator>{_NUMERATOR})(?:{_GAP}|-))?(?P<denominator>{_DENOMINATOR})"
    rf"|an?{_GAP}+(?P<one_scale>{_SCALE}|score(?={_GAP}of\b))"
    rf"|(?P<ordinal>(?:{alternatives(w for w, v in _CARDINALS.items() if v >= 20)})[ -](?:{_ORDINAL})|(?:{_ORDINAL}))"
    rf"|(?P<cardinal>{_CARDINAL}))\b",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"(?:{_GAP}+|-|‑)?([a-z]+)\b", re.IGNORECASE)
_ABBREVIATED = re.compile(rf"{_SPACE}?({alternatives(_ABBREVIATIONS)})\b", re.IGNORECASE)
_LETTER = re.compile(r"([kmbt])(?![a-z0-9/²³])", re.IGNORECASE)
_SUFFIX = re.compile(r"(st|nd|rd|th)\b", re.IGNORECASE)
_MIXED = re.compile(rf"(?:{_SPACE}|-)?([{''.join(_GLYPHS)}])|{_SPACE}(\d)/(\d)(?![\d/])")
_SIMPLE = re.compile(r"/(\d{1,2})(?![\d/])")
_POWER = re.compile(rf"{_SPACE}?[×x]{_SPACE}?10(?:\^)?([-−]?\d{{1,3}}|[⁻]?[⁰¹²³⁴-⁹]+)")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_AND_FRACTION = re.compile(
    rf"(?:{_GAP}|-)and(?:{_GAP}|-)(?:(?:a|one)(?:{_GAP}|-))?(half|quarter|third|three(?:{_GAP}|-)quarters)\b",
    re.IGNORECASE,
)
_OF = re.compile(rf"(?:{_GAP}of\b|{_GAP}(?:the|an?|its|his|her|their|our|all|that|as)\b)", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"(?:about|around|nearly|almost|roughly|approximately|over|than|by|least|some|just|only|exactly|under|to|up|down|by)\s(?:an?\s)?$",
    re.IGNORECASE,
)
_NO_HALF = re.compile(r"(?:first|second|other|latter|better|this|each|per|final|one|and a|the|in)[ -]$", re.IGNORECASE)
_IN = re.compile(rf"(?:{_GAP}|-)(?:in|out{_GAP}of)(?:{_GAP}every)?(?:{_GAP}|-)", re.IGNORECASE)


def find_numbers(text: str) -> list[Number]:
    """All numbers of the text in order, none overlapping another."""
    return list(_joined(text, list(_scan(text))))


def _scan(text: str) -> Iterator[Number]:
    at = 0
    while m := _START.search(text, at):
        number = _read(text, m)
        if number and number.form != "year":
            yield number
        at = max(number.end if number else 0, _skip(text, m))


def _skip(text: str, m: re.Match[str]) -> int:
    """Where to go on behind a start that made no number: behind a long run of digits at once."""
    end = m.end()
    if m["digits"]:
        while end < len(text) and text[end].isdigit():
            end += 1
    return end if m["digits"] or m["glyph"] else m.start() + 1


def _read(text: str, m: re.Match[str]) -> Number | None:
    start, end = m.span()
    if m["digits"]:
        return _read_digits(text, start, end)
    if m["glyph"]:
        top, bottom = _GLYPHS[m["glyph"]]
        return _fraction(start, end, top, bottom)
    if m["several"]:
        low, high = _SEVERAL[_flat(m["several"])]
        scale = _SCALES[m["several_scale"].lower()]
        return Number(start, end, low * scale, (high + 1) * scale - 1 if scale > 12 else high * scale, "vague", scale)
    if m["part"]:
        share = {"half": 0.5, "three": 0.75}.get(_flat(m["part"]).split()[0], 0.25)
        scale = _SCALES[m["part_scale"].lower()]
        return _words(text, start, end, share * scale, scale)
    if m["vague"]:
        return _read_vague(text, m)
    if m["denominator"]:
        return _read_fraction(text, m) or _read_start(text, m)
    if m["one_scale"]:
        scale = _SCALES[m["one_scale"].lower()]
        return _words(text, start, end, scale, scale)
    if m["ordinal"]:
        return _read_ordinal(text, m)
    return _words(text, start, end, None, 1)


def _read_start(text: str, m: re.Match[str]) -> Number | None:
    """What begins where a fraction might have: "two third-party apps" is two, "third" alone an ordinal."""
    if m["numerator"] and m["numerator"].lower() in _CARDINALS:
        return _words(text, m.start(), m.start() + len(m["numerator"]), None, 1)
    word = m["denominator"].lower()
    if word in _ORDINALS:
        start = m.end() - len(word)
        return Number(start, m.end(), _ORDINALS[word], _ORDINALS[word], "ordinal")
    return None


def _read_digits(text: str, start: int, end: int) -> Number | None:
    raw = text[start:end]
    if len(raw) > _LONGEST:
        return None
    value = _plain(raw)
    if m := _SUFFIX.match(text, end):
        return Number(start, m.end(), value, value, "ordinal")
    if m := _POWER.match(text, end):
        value = float(f"{value}e{m[1].translate(_SUPERSCRIPT)}")
        return Number(start, m.end(), value, value, "digits")
    if m := _MIXED.match(text, end):
        top, bottom = _GLYPHS[m[1]] if m[1] else (int(m[2]), int(m[3]))
        if 0 < top < bottom:
            return _scaled(text, start, m.end(), value + top / bottom)
    if isinstance(value, int) and (m := _SIMPLE.match(text, end)):
        bottom = int(m[1])
        if 0 < value < bottom and bottom in (2, 3, 4, 5, 6, 8, 16):
            return _fraction(start, m.end(), value, bottom)
        return None
    if m := _AND_FRACTION.match(text, end):
        return _scaled(text, start, m.end(), value + _half(m[1]))
    return _scaled(text, start, end, value)


def _scaled(text: str, start: int, end: int, value: Value) -> Number:
    """Digits with the scale behind them: "1.5 million", "2bn", "5 hundred thousand"."""
    scale = 1
    while True:
        word = _NEXT.match(text, end)
        name = word[1].lower() if word else ""
        if word and name not in _SCALES and name.endswith("s"):
            name = name[:-1]
        if not word or name not in _SCALES or name == "score" or (name == "grand" and text[end : end + 1] != " "):
            break
        scale *= _SCALES[name]
        end = word.end()
    if scale == 1 and (m := _ABBREVIATED.match(text, end)):
        scale, end = _ABBREVIATIONS[m[1].lower()], m.end()
    elif scale == 1 and (m := _LETTER.match(text, end)):
        return Number(start, end, value, value, "digits", letter=m[1])
    value = _exact(value * scale)
    return Number(start, end, value, value, "digits", scale)


def _words(text: str, start: int, end: int, value: Value | None, scale: int) -> Number | None:
    """Spelled-out numbers. Begins with the word that ends at `end`, or behind a value that was read before it."""
    total: Value = 0
    group: Value = value or 0
    last = "scale" if value is not None else ""
    if value is None:
        group = _CARDINALS[text[start:end].lower()]
        last = _size(group)
    limit = 1 << 62
    if value is not None and scale >= 1000:
        total, group, limit = value, 0, scale
    elif value is not None:
        last = "hundred"
    while m := _NEXT.match(text, end):
        word = m[1].lower()
        fraction = _AND_FRACTION.match(text, end)
        if fraction:
            base = limit if total and not group else 1
            group, end, last = group + _half(fraction[1]) * base, fraction.end(), "fraction"
            continue
        if word == "and" and last in ("hundred", "scale") and (then := _NEXT.match(text, m.end())):
            if then[1].lower() not in _CARDINALS:
                break
            m, word = then, then[1].lower()
        if word in _CARDINALS:
            if not _fits(last, _size(_CARDINALS[word])):
                if last in ("teen", "ten") and _size(_CARDINALS[word]) in ("teen", "ten"):
                    return Number(start, m.end(), 0, 0, "year")  # "nineteen eighty-four"
                break
            group, last = group + _CARDINALS[word], _size(_CARDINALS[word])
        else:
            name = word if word in _SCALES else word.removesuffix("s")
            if name not in _SCALES or name == "grand" or (name == "score" and not text.startswith(" of", m.end())):
                break
            by = _SCALES[name]
            scale = max(scale, by)
            if name == "hundred":
                if not 0 < group < 100:
                    break
                group, last = group * by, "hundred"
            elif group and by < limit:
                total, group, last, limit = total + group * by, 0, "scale", by
            elif total and not group:  # "a hundred thousand", "two thousand million"
                total, limit = total * by, by
            else:
                break
        end = m.end()
    result = _exact(total + group)
    return Number(start, end, result, result, "words", scale)


def _size(value: Value) -> str:
    return "unit" if value < 10 else "teen" if value < 20 else "ten"


def _fits(last: str, size: str) -> bool:
    """Whether a cardinal of this size may follow: twenty three, hundred (and) five, thousand twenty."""
    return (last == "ten" and size == "unit") or last in ("hundred", "scale")


def _read_vague(text: str, m: re.Match[str]) -> Number:
    words = _flat(m["vague"]).split()
    low, high = _VAGUE[words[-1]]
    scale = low // 2 if words[-1] not in ("tens", "dozens", "scores") else 1
    if len(words) > 1:  # "hundreds of thousands"
        first_low, first_high = _VAGUE[words[0]]
        low, high = first_low * scale, (first_high + 1) * scale - 1
    return Number(m.start(), m.end(), low, high, "vague", scale)


def _read_fraction(text: str, m: re.Match[str]) -> Number | None:
    """A share: "two-thirds of", "about half", "a quarter of". None where half or third is something else."""
    word = m["denominator"].lower()
    top_word = (m["numerator"] or "").lower()
    top = _CARDINALS.get(top_word, 1)
    bottom = _DENOMINATORS.get(word) or _DENOMINATORS[word.removesuffix("s")]
    before, behind = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 1]
    of = _OF.match(text, m.end())
    joined = bool(m["numerator"]) and text[m.start() + len(top_word)] == "-"
    plural = word.endswith("s") or word == "halves"
    if behind == "-":
        return None
    if bottom == 2 and not plural:
        sure = (
            (of and not _NO_HALF.search(before))
            or bool(top_word)
            or (_APPROXIMATE.search(before) and not behind.isalpha())
        )
        sure = sure and not _NO_HALF.search(before) and top == 1
    elif plural:
        sure = top > 1 and (joined or bool(of) or bool(_APPROXIMATE.search(before)) or word != "quarters")
    else:
        sure = (
            bool(top_word)
            and top == 1
            and (joined or bool(re.match(r"\sof\b", text[m.end() : m.end() + 4])) or bool(_APPROXIMATE.search(before)))
        )
    return _fraction(m.start(), m.end(), top, bottom) if sure and top < bottom else None


def _fraction(start: int, end: int, top: int, bottom: int) -> Number:
    return Number(start, end, top / bottom, top / bottom, "fraction")


def _read_ordinal(text: str, m: re.Match[str]) -> Number:
    words = re.split("[ -]", m["ordinal"].lower())
    value = _ORDINALS[words[-1]] + (_CARDINALS[words[0]] if len(words) > 1 else 0)
    return Number(m.start(), m.end(), value, value, "ordinal")


def _joined(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Numbers, with "one in five" and "nine out of ten" made one."""
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        if at < len(numbers) and (m := _IN.match(text, number.end)) and m.end() == numbers[at].start:
            other = numbers[at]
            if _is_ratio(number, other, "out" in m[0].lower()):
                share = number.value / other.value
                yield Number(number.start, other.end, share, share, "ratio", parts=(number.value, other.value))
                at += 1
                continue
        yield number


def _is_ratio(top: Number, bottom: Number, out_of: bool) -> bool:
    """Whether "A in B" is a share, and no "two in 2019", "five in three months"."""
    whole = isinstance(top.value, int) and isinstance(bottom.value, int)
    if not whole or not 0 < top.value < bottom.value or {top.form, bottom.form} - {"digits", "words"}:
        return False
    if out_of:
        return True
    return not 1800 <= bottom.value <= 2100 and (
        top.value == 1 or (top.form == bottom.form and bottom.value in (3, 4, 5, 10, 20, 100, 1000))
    )


def _plain(raw: str) -> Value:
    """The value of digits with separators."""
    raw = re.sub(r"[,'’\s]", "", raw)
    if raw.count(".") > 1:
        raw = raw.replace(".", "")
    return float(raw) if "." in raw else int(raw)


def _exact(value: Value) -> Value:
    """Without the noise of binary fractions: 0.1 * 3 million is 300,000; whole numbers are int."""
    if isinstance(value, float):
        value = round(value, 9)
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    return value


def _half(words: str) -> float:
    return {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(words.lower(), 0.75)


def _flat(words: str) -> str:
    return " ".join(words.lower().split())
