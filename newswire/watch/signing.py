"""Signatures of webhooks, as the Standard Webhooks specification has them.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from newswire.settings import SettingsError

_PREFIX = "whsec_"
#: bytes of a key, by the specification
_LEAST, _MOST = 24, 64


def new_secret() -> str:
    """A fresh one: 32 bytes from the system's source of randomness."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def keys_of(secret: str) -> list[bytes]:
    """The keys in a setting: one, or several with blanks between while a new one takes over. Raises SettingsError."""
    keys = []
    for one in secret.split():
        try:
            key = base64.b64decode(one.removeprefix(_PREFIX), validate=True)
        except (binascii.Error, ValueError) as e:
            raise SettingsError(
                f"watch_secret is not {_PREFIX} and base64 ({e}): newswire watch secret makes one"
            ) from e
        if not _LEAST <= len(key) <= _MOST:
            raise SettingsError(f"watch_secret has {len(key)} bytes; expected {_LEAST} to {_MOST}")
        keys.append(key)
    if not keys:
        raise SettingsError("watch_secret is empty: newswire watch secret makes one")
    return keys


def headers_of(keys: Sequence[bytes], id: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of one try: `at` is its time, seconds since 1970; the id is the same for each try of a message."""
    signed = f"{id}.{at}.".encode() + body
    marks = [base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in keys]
    return {
        "webhook-id": id,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{mark}" for mark in marks),
    }
