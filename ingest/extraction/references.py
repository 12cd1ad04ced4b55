"""References to characters that are none, in markup before it is parsed."""

import re

#: references to halves of characters and to controls, which a parser takes over as they are and its tree refuses
_REFERENCE = (
    rb"&#(?:[xX]0*(?:[dD][89a-fA-F][0-9a-fA-F]{2}|[01]?[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF])(?![0-9a-fA-F])"
    rb"|0*(?:5[5-7][0-9]{3}|6553[45]|127|[12]?[0-9]|3[01])(?![0-9]));?"
)
_REFERENCES = re.compile(_REFERENCE + rb"(?:" + _REFERENCE + rb")*")  # begins with what it can be searched by
_NUMBER = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFFFE, 0xFFFF])


def mend_references(raw: bytes) -> bytes:
    """Markup in UTF-8 with such references as characters, the same object where it has none.

    >>> mend_references(b"&#55357;&#56832; &#xD83D; a&#0;b &amp;").decode()
    '😀 � ab &amp;'
    """
    if b"&#" not in raw or not _REFERENCES.search(raw):
        return raw
    return _REFERENCES.sub(_as_characters, raw)


def _as_characters(found: re.Match[bytes]) -> bytes:
    """Pairs of surrogates as one character, a lone one as U+FFFD, controls as nothing."""
    codes = [
        int(hexadecimal, 16) if hexadecimal else int(decimal) for hexadecimal, decimal in _NUMBER.findall(found[0])
    ]
    text = "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_CONTROLS).encode()
