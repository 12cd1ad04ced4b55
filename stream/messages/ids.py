"""Ids that are made from content."""

import hashlib


def make_id(*parts: str) -> str:
    """32 hexadecimal characters that depend on each part and on where one ends and the next begins.

    >>> make_id("ab", "c") == make_id("a", "bc")
    False
    """
    framed = b"".join(len(raw).to_bytes(8, "big") + raw for raw in (p.encode("utf-8", "surrogatepass") for p in parts))
    return hashlib.sha256(framed).hexdigest()[:32]
