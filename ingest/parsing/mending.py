"""What makes one bad character cost a whole feed, mended before a parser sees it; and what is left of it in values."""

import re
from collections.abc import Iterator

from feedparser.html import _cp1252

from newswire.stream.safe import controls

#: a reference to what is not a character: half of a pair, a control, a number beyond Unicode. Escaped ones too, as
#: they are read in the second round.
_REFERENCE = re.compile(
    rb"#(?<=[&;]#)(?:0*(5[5-7][0-9]{3}|[0-9]{7,}|[0-8]|1[124-9]|2[0-9]|3[01])(?![0-9])|"
    rb"[xX]0*([dD][89a-fA-F][0-9a-fA-F]{2}|[1-9a-fA-F][0-9a-fA-F]{5,}|[0-8bcefBCEF]|1[0-9a-fA-F])(?![0-9a-fA-F]));?"
)
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_CDATA = re.compile(r"(?:<|&lt;)!\[CDATA\[|\]\](?:>|&gt;)")
_CDATA_ENDS = ("<![CDATA[", "&lt;![CDATA["), ("]]>", "]]&gt;")
#: what takes all that follows where it is never closed
_MARK = re.compile(r"<!\[CDATA\[|<!--")
_OPENED = re.compile(r"<([A-Za-z][\w:.-]{0,60})[^<>]{0,500}>\s*$")
_OPEN_CDATA = "<![CDATA["


def mended_references(body: bytes) -> bytes:
    """The body with references that name a character: those of a pair are one, what names none is U+FFFD.

    References to control characters go, as XML has none of these.

    >>> mended_references(b"a &#55357;&#56832; b &#xD83D; c &#8; d &#8217; e &#99999999999;")
    b'a &#128512; b &#65533; c  d &#8217; e &#65533;'
    """
    made: list[bytes] = []
    at = high = 0  # the end of what is made, the first half of a pair that ends there
    for found in _suspects(body):
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


def _suspects(body: bytes) -> Iterator[re.Match[bytes]]:
    """What looks like such a reference, sought by its rare sign: a tenth of the time that a pattern takes."""
    at = body.find(b"#")
    while at >= 0:
        if found := _REFERENCE.match(body, at):
            yield found
        at = body.find(b"#", at + 1)


def _number(found: re.Match[bytes]) -> int:
    digits = (found[1] or found[2]).lstrip(b"0") or b"0"
    return int(digits, 10 if found[1] else 16) if len(digits) <= 7 else 0x110000


def mended_halves(body: bytes) -> bytes:
    """UTF-8 in which halves of a pair were written each on its own: pairs are one character, a lone half is U+FFFD."""
    return (
        _HALVES.sub(lambda m: _whole(m[0].decode("utf-8", "surrogatepass")).encode(), body) if b"\xed" in body else body
    )


def mended_sections(text: str) -> str:
    """The text of an ill-formed feed in which a CDATA section ends in its element, before the next one begins.

    A comment that nothing ends is text.

    >>> mended_sections("<a><![CDATA[x</a><b><![CDATA[y]]></b>")
    '<a><![CDATA[x]]></a><b><![CDATA[y]]></b>'
    >>> mended_sections("<a>x <!-- y</a><b>z</b>")
    '<a>x &lt;!-- y</a><b>z</b>'
    """
    made: list[str] = []
    at = 0
    last_comment_end, last_cdata_end = text.rfind("-->"), text.rfind("]]>")
    while found := _MARK.search(text, at):
        start, mark = found.start(), found[0]
        made.append(text[at:start])
        if mark == _OPEN_CDATA:
            at = _cdata_end(text, start, last_cdata_end, made)
        elif start + 4 > last_comment_end:
            made.append("&lt;!--")
            at = found.end()
        else:
            at = text.index("-->", found.end()) + 3
            made.append(text[start:at])
    made.append(text[at:])
    return "".join(made)


def _cdata_end(text: str, start: int, last_end: int, made: list[str]) -> int:
    """Adds the section that begins at `start`, closed; returns where the text goes on."""
    inside = start + len(_OPEN_CDATA)
    end = text.index("]]>", inside) if inside <= last_end else -1
    opened = _OPENED.search(text, max(0, start - 600), start)
    if opened:
        closing = f"</{opened[1]}"
        own = text.find(closing, inside, end if end >= 0 else len(text))
        again = text.find(_OPEN_CDATA, inside, end if end >= 0 else len(text))
        if own >= 0 and (end < 0 or own < again):
            made.append(f"{text[start:own]}]]>")
            return own
    if end < 0:
        made.append("&lt;![CDATA[")
        return inside
    made.append(text[start : end + 3])
    return end + 3


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
    """`newswire.stream.safe.controls.without_controls`; Windows' characters in the place of C1 are read as such.

    >>> without_controls("a\\x1b[31mb it\\x92s")
    'a[31mb it’s'
    """
    return controls.without_controls(text.translate(_cp1252)) if controls.is_suspect(text) else text


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
