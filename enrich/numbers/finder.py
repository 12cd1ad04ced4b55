"""Numbers as news writes them: digits, words, scales, fractions, vague plurals and ordinals, with their values.

Knows nothing of units and of what the numbers mean in their sentence: a year, a house number and a vote are all
found here. Every pattern is linear in the text.
"""

import re
from collections.abc import Callable, Iterator

from newswire.enrich.lexicon.load import alternatives
from newswire.enrich.numbers.digits import DIGITS, read_digits
from newswire.enrich.numbers.fractions import DENOMINATOR, join_ratios, read_fraction
from newswire.enrich.numbers.number import CARDINALS, DENOMINATORS, GAP, ONES, SCALES, Number, flat, part_of, share
from newswire.enrich.numbers.rules import GLYPHS
from newswire.enrich.numbers.spelled import ORDINALS, SEVERAL, VAGUE, read_ordinal, read_vague, read_words

_SCALE = alternatives(w for w in SCALES if w != "score")
#: "high scores" are not a number
_VAGUE = alternatives(VAGUE.keys() - {"scores", "tens"})
_CARDINAL = alternatives(CARDINALS)
_ORDINAL = alternatives(ORDINALS)
_NUMERATOR = alternatives(["an", "a", *ONES])
#: what a word of a number may begin with; most words end here, which makes the scan fast
_FIRST = sorted({w[:2] for w in [*CARDINALS, *SCALES, *ORDINALS, *VAGUE, *SEVERAL, *DENOMINATORS, "a ", "an"]})
_BEGINNING = "|".join(f"[{w[0]}{w[0].upper()}]" + (r"\s" if w[1] == " " else f"[{w[1]}{w[1].upper()}]") for w in _FIRST)
_START = re.compile(
    rf"(?P<digits>(?=[.\d])(?<![\d,/])(?<![^A-Za-z]\.)(?:{DIGITS}))"
    rf"|(?P<glyph>[{''.join(GLYPHS)}])"
    rf"|\b(?-i:(?={_BEGINNING}))(?:(?P<several>{alternatives(SEVERAL)}){GAP}+(?P<several_scale>{_SCALE})"
    rf"|(?P<part>(?:(?:a|one){GAP})?(?:half|quarter)|three(?:{GAP}|-)quarters|two(?:{GAP}|-)thirds)"
    rf"(?:(?:{GAP}of)?{GAP}an?{GAP}|{GAP}|-)(?P<part_scale>{_SCALE})"
    rf"|(?P<vague>(?:(?:{alternatives(VAGUE)}){GAP}(?:and{GAP}[a-z]{{4,8}}{GAP})?of{GAP}+)?(?:{_VAGUE}|tens(?={GAP}of\b)|scores(?={GAP}(?:of|more|dead|killed|wounded|injured|were|are|have)\b)))"
    rf"|(?:(?P<numerator>{_NUMERATOR})(?:{GAP}|-))?(?P<denominator>{DENOMINATOR})"
    rf"|an?{GAP}+(?P<one_scale>{_SCALE}|score(?={GAP}of\b))"
    rf"|(?P<ordinal>(?:{alternatives(w for w, v in CARDINALS.items() if v >= 20)})[ -](?:{_ORDINAL})|(?:{_ORDINAL}))"
    rf"|(?P<cardinal>{_CARDINAL}))\b",
    re.IGNORECASE,
)


#: a text to the numbers in it, in order, none overlapping another
FindNumbers = Callable[[str], list[Number]]


def find_numbers(text: str) -> list[Number]:
    """All numbers of the text in order, none overlapping another."""
    return list(join_ratios(text, list(_scan(text))))


def _scan(text: str) -> Iterator[Number]:
    at = 0
    while m := _START.search(text, at):
        number = _read(text, m)
        if number and number.form != "none":
            yield number
        at = max(number.end if number else 0, _skip(text, m))


def _skip(text: str, m: re.Match[str]) -> int:
    """Where to go on after a start that made no number: after a long run of digits at once."""
    end = m.end()
    if m["digits"]:
        while end < len(text) and text[end].isdigit():
            end += 1
    return end if m["digits"] or m["glyph"] else m.start() + 1


def _read(text: str, m: re.Match[str]) -> Number | None:
    start, end = m.span()
    if m["digits"]:
        return read_digits(text, start, end)
    if m["glyph"]:
        top, bottom = GLYPHS[m["glyph"]]
        return share(start, end, top, bottom)
    if m["several"]:
        low, high = SEVERAL[flat(m["several"])]
        scale = SCALES[m["several_scale"].lower()]
        return Number(start, end, low * scale, (high + 1) * scale - 1 if scale > 12 else high * scale, "vague", scale)
    if m["part"]:
        scale = SCALES[m["part_scale"].lower()]
        return read_words(text, start, end, part_of(m["part"]) * scale, scale)
    if m["vague"]:
        return read_vague(m)
    if m["denominator"]:
        return read_fraction(text, m) or _read_start(text, m)
    if m["one_scale"]:
        scale = SCALES[m["one_scale"].lower()]
        return read_words(text, start, end, scale, scale)
    if m["ordinal"]:
        return read_ordinal(m)
    return read_words(text, start, end, None, 1)


def _read_start(text: str, m: re.Match[str]) -> Number | None:
    """What begins where a fraction might have: "two third-party apps" is two, "third" alone an ordinal."""
    if m["numerator"] and m["numerator"].lower() in CARDINALS:
        return read_words(text, m.start(), m.start() + len(m["numerator"]), None, 1)
    word = m["denominator"].lower()
    if word in ORDINALS:
        start = m.end() - len(word)
        return Number(start, m.end(), ORDINALS[word], ORDINALS[word], "ordinal")
    return None
