"""Sections of XML that were opened and never closed, which would take all that follows with them."""

import re

_MARK = re.compile(r"<!\[CDATA\[|<!--")
_OPENED = re.compile(r"<([A-Za-z][\w:.-]{0,60})[^<>]{0,500}>\s*$")
_CDATA = "<![CDATA["


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
        if mark == _CDATA:
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
    inside = start + len(_CDATA)
    end = text.index("]]>", inside) if inside <= last_end else -1
    opened = _OPENED.search(text, max(0, start - 600), start)
    if opened:
        closing = f"</{opened[1]}"
        own = text.find(closing, inside, end if end >= 0 else len(text))
        again = text.find(_CDATA, inside, end if end >= 0 else len(text))
        if own >= 0 and (end < 0 or own < again):
            made.append(f"{text[start:own]}]]>")
            return own
    if end < 0:
        made.append("&lt;![CDATA[")
        return inside
    made.append(text[start : end + 3])
    return end + 3
