"""Characters that steer a terminal or turn a line around: taken out of what is published, escaped for who reads.

These are C0 but tab and newline, DEL, C1 (U+0080 to U+009F), and the embeddings, overrides and isolates of direction
(U+202A to U+202E, U+2066 to U+2069). Marks that only say a direction (U+200E, U+200F, U+061C) and joiners (U+200C,
U+200D) stay: Hebrew, Persian and Hindi are written with them. Halves of characters are not text, and are mended.
"""

import re
from urllib.parse import quote

#: of these a reader sees a blank, or a new line
_BLANKS = {0x0B: " ", 0x0C: " ", 0x0D: "\n", **dict.fromkeys(range(0x1C, 0x20), " ")}
_TURNS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_TAKEN = dict.fromkeys([*range(9), *range(0x0E, 0x1C), *range(0x7F, 0xA0), *_TURNS]) | _BLANKS
#: the same in UTF-8, of which most texts hold nothing: bytes are looked through several times as fast as characters
_ASCII = bytes([*range(9), *range(0x0B, 0x20), 0x7F])
#: each alone, as a pattern that begins with one byte is searched for fastest
_BEYOND = [
    re.compile(pattern)
    for pattern in (rb"\xc2[\x80-\x9f]", rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])", rb"\xed[\xa0-\xbf]")
]
#: what is escaped for a person, besides: the ends of lines that are none, and halves of characters
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def without_controls(text: str) -> str:
    """The text without control characters; the same object where it holds none.

    >>> without_controls("Ten \\x1b[31mdead\\x9b0m, \\u202enwonk\\u202c\\r\\nsince")
    'Ten [31mdead0m, nwonk\\nsince'
    >>> without_controls("می\\u200cخواهم") == "می\\u200cخواهم"
    True
    """
    if not is_suspect(text):
        return text
    # two halves of one character are that character, a lone one is nobody's
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").translate(_TAKEN)


def without_controls_in_url(url: str) -> str:
    """The URL with control characters as percent-escapes: it leads where it led.

    >>> without_controls_in_url("https://example.org/a\\x1bb")
    'https://example.org/a%1Bb'
    """
    if not is_suspect(url) and "\t" not in url and "\n" not in url:
        return url
    return _STEERING.sub(lambda found: quote(found[0], errors="replace"), url)


def shown(text: str, *, keep: str = "") -> str:
    """The text for a person at a terminal: what would steer it stands there as an escape that JSON knows, too.

    Of tab and newline those in `keep` stay.

    >>> shown("\\x1b[2J\\u202eevil\\n"), shown("two\\nlines", keep="\\n") == "two\\nlines"
    ('\\\\u001b[2J\\\\u202eevil\\\\n', True)
    """

    def escaped(found: re.Match[str]) -> str:
        one = found[0]
        return one if one in keep else _SHORT.get(one) or f"\\u{ord(one):04x}"

    return _STEERING.sub(escaped, text)


def is_suspect(text: str) -> bool:
    """Whether there is anything that `without_controls` would change."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _ASCII)) != len(raw):
        return True
    return len(raw) != len(text) and any(pattern.search(raw) for pattern in _BEYOND)
