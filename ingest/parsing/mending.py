"""What makes one bad character cost a whole feed, mended before a parser sees it; and what is left of it in values."""

import re

from feedparser.html import _cp1252

#: a reference to what is not a character: half of a pair, a control, a number beyond Unicode. Escaped ones too, as
#: they are read in the second round. It begins with a sign that is rare, so that sound feeds are searched fast.
_REFERENCE = re.compile(
    rb"#(?<=[&;]#)(?:0*(5[5-7][0-9]{3}|[0-9]{7,}|[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9])|"
    rb"[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2}|[1-9a-fA-F][0-9a-fA-F]{5,}|[0-8bcefBCEF]|1[0-9a-fA-F])(?![0-9a-fA-F]));?"
)
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_CDATA = re.compile(r"(?:<|&lt;)!\[CDATA\[|\]\](?:>|&gt;)")
_CDATA_ENDS = ("<![CDATA[", "&lt;![CDATA["), ("]]>", "]]&gt;")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def mended_references(body: bytes) -> bytes:
    """The body with references that name a character: those of a pair are one, what names none is U+FFFD.

    References to control characters go, as XML has none of these.

    >>> mended_references(b"a &#55357;&#56832; b &#xD83D; c &#8; d &#8217; e &#99999999999;")
    b'a &#128512; b &#65533; c  d &#8217; e &#65533;'
    """
    made: list[bytes] = []
    at = high = 0  # the end of what is made, the first half of a pair that ends there
    for found in _REFERENCE.finditer(body):
        sign = b"&#" if body[found.start() - 1] == ord("&") else b"&amp;#"
        start = found.start() - len(sign) + 1
        if not body.startswith(sign, start) or start < at:
            continue
        number = _number(found)
        if high and start == at and 0xDC00 <= number < 0xE000:
            made[-1] = b"%s%d;" % (sign, 0x10000 + (high - 0xD800) * 0x400 + number - 0xDC00)
            at, high = found.end(), 0
            continue
        made.append(body[at:start])
        at, high = found.end(), number if 0xD800 <= number < 0xDC00 else 0
        if number >= 32:
            is_none = 0xD800 <= number < 0xE000 or number > 0x10FFFF
            made.append(b"%s%d;" % (sign, 0xFFFD if is_none else number))
    return b"".join((*made, body[at:])) if made else body


def _number(found: re.Match[bytes]) -> int:
    digits = (found[1] or found[2]).lstrip(b"0") or b"0"
    return int(digits, 10 if found[1] else 16) if len(digits) <= 7 else 0x110000


def mended_halves(body: bytes) -> bytes:
    """UTF-8 in which halves of a pair were written each on its own: pairs are one character, a lone half is U+FFFD."""
    return (
        _HALVES.sub(lambda m: _whole(m[0].decode("utf-8", "surrogatepass")).encode(), body) if b"\xed" in body else body
    )


def without_halves(text: str) -> str:
    """A text that can be written as UTF-8: pairs of halves are one character, a lone half is U+FFFD.

    >>> without_halves("a \\ud83d\\ude00 b \\ud83d")
    'a 😀 b �'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _whole(text)
    return text


def without_controls(text: str) -> str:
    """A text without characters that steer terminals; Windows' characters in their place are read as such.

    >>> without_controls("a\\x1b[31mb it\\x92s")
    'a[31mb it’s'
    """
    return _CONTROLS.sub("", text.translate(_cp1252)) if _CONTROLS.search(text) else text


def without_cdata(text: str) -> str:
    """A value without the marks of CDATA around it, which were escaped by mistake; a text about them keeps its own.

    >>> without_cdata("<![CDATA[Open letter]]>"), without_cdata("Why <![CDATA[ is hard")
    ('Open letter', 'Why <![CDATA[ is hard')
    """
    bare = text.strip()
    if not bare.startswith(_CDATA_ENDS[0]) and not bare.endswith(_CDATA_ENDS[1]):
        return text
    if bare.startswith(_CDATA_ENDS[0]) or ("CDATA[" in bare and bare.endswith(_CDATA_ENDS[1])):
        return _CDATA.sub("", bare).strip()
    return text


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
