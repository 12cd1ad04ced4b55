"""A value of a page's head as its reader would see it: in one line, without markup and what nobody sees."""

import re
from html import unescape

from newswire.stream.text import normalized, whole

#: only what ends with a semicolon: in `R&D` or `?a=1&copy=2` nothing is escaped
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MOST_ESCAPED = 3  #: times; each program on the way may have done it once
_BREAK = re.compile(r"<(?:br|p|div|li)\b[^<>]*>|</(?:p|div|li)>", re.I)
#: only in pairs: "The <em> tag explained" is about markup
_PAIR = re.compile(
    r"<(a|abbr|b|bdi|big|cite|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u|h[1-6])(?:\s[^<>]*)?>([^<]*)</\1\s*>",
    re.I,
)
_NOTHING = re.compile(r"<(?:wbr|img)\b[^<>]*>|<!--.*?-->", re.I | re.S)
_MAX_NESTED = 4
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
#: joiners belong to the scripts of Asia and to emoji; elsewhere they were copied in by accident
_STRAY_JOINER = re.compile(
    "(?<![\u0530-\u1fff\u2190-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0530-\u1fff\u2190-\U0010ffff])"
)
_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """NFC, in one line; what was escaped twice is read, surrogates in pairs are one character and alone U+FFFD.

    >>> one_line("Fish &amp;amp; <b>ships</b>\\u00ad \\ud83d\\ude00"), one_line("R&D in <b> and <i>")
    ('Fish & ships 😀', 'R&D in <b> and <i>')
    """
    for _ in range(_MOST_ESCAPED):
        if "&" not in text or text == (text := _ENTITY.sub(_read, text)):
            break
    text = whole(text)
    if "<" in text:
        text = _NOTHING.sub("", _BREAK.sub(" ", text))
        for _ in range(_MAX_NESTED):
            if text == (text := _PAIR.sub(r"\2", text)):
                break
    text = _STRAY_JOINER.sub("", _UNSEEN.sub("", text))
    return normalized("NFC", _BLANKS.sub(" ", text).strip())


def _read(entity: re.Match[str]) -> str:
    return unescape(entity[0])
