"""XHTML within a feed, written as feedparser writes it."""

from xml.sax.saxutils import escape

from newswire.ingest.parsing.quick.namespaces import Attributes, DoubtError

XHTML = "application/xhtml+xml"
UNKNOWN = "unknown"
#: what an element's type says -> the type of its text
TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": XHTML}
TYPES |= {known: known for known in TYPES.values()}
_EMBEDDED = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}


def start_tag(name: str, key: str, attributes: Attributes) -> str:
    """The tag of an element that expat calls `name`, and feedparser `key`. Raises DoubtError."""
    local = local_name(name)
    if local in _EMBEDDED and name.startswith(_EMBEDDED[local]):
        if key != local:
            raise DoubtError  # with a prefix
        shown = {k: v for k, v in attributes.items() if k.startswith("xmlns:")}
        attributes = shown | {"xmlns": _EMBEDDED[local]} | attributes
    return f"<{local}{''.join(f' {k}={_quoted(v)}' for k, v in attributes.items())}>"


def local_name(name: str) -> str:
    """The name of an element without namespace and prefix, in small letters."""
    parts = name.split(" ")
    return (parts[1] if len(parts) > 1 else name).lower()


def _quoted(value: str) -> str:
    return '"' + escape(value, {'"': "&quot;"}) + '"'


def unwrapped(pieces: list[str]) -> list[str]:
    """Pieces of XHTML without the one `div` that Atom wants around them.

    >>> unwrapped(["<div>", "one", "</div>"]), unwrapped(["<div>", "a", "</div>", "<div>", "b", "</div>"])
    (['one'], ['<div>', 'a', '</div>', '<div>', 'b', '</div>'])
    """
    first, last = 0, len(pieces)
    while last - first > 1 and not pieces[last - 1].strip():
        last -= 1
    while last - first > 1 and not pieces[first].strip():
        first += 1
    pieces = pieces[first:last]
    if not pieces or not (pieces[0] == "<div>" or pieces[0].startswith("<div ")) or pieces[-1] != "</div>":
        return pieces
    depth = 0
    for piece in pieces[:-1]:
        if piece.startswith("</"):
            depth -= 1
            if depth == 0:
                return pieces
        elif piece.startswith("<") and not piece.endswith("/>"):
            depth += 1
    return pieces[1:-1]
