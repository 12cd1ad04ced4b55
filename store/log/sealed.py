"""JSON objects that tell when a byte of them has changed: their last member is a sum over all before it.

Older records and versions have no such member, and are read as they are.
"""

import hashlib

_MARK = b',"sum":"'
_TAIL = b'"}'
_LENGTH = 32  # of the sum, hexadecimal digits


def seal(content: bytes) -> bytes:
    """A JSON object with its sum.

    >>> unseal(seal(b'{"a":1}'))
    b'{"a":1}'
    """
    body = content.removesuffix(b"}")
    return body + _MARK + _sum(body) + _TAIL


def unseal(content: bytes) -> bytes:
    """The object as it was sealed, or as it is where it never was. Raises ValueError where the sum is another one.

    >>> unseal(seal(b'{"a":1}').replace(b"1", b"2", 1))
    Traceback (most recent call last):
    ValueError: its sum is another one
    """
    body, found, rest = content.rpartition(_MARK)
    if not found or len(rest) != _LENGTH + len(_TAIL):
        return content
    if rest != _sum(body) + _TAIL:
        raise ValueError("its sum is another one")
    return body + b"}"


def _sum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:_LENGTH].encode()
