"""What hubs are asked for and when, and what of them is believed."""

import hashlib
import hmac
from dataclasses import replace

import pytest

from newswire.ingest.polling.websub.protocol import Signature, Subscription, is_useless

ONE = Subscription(1, "https://hub.example.net/", "https://example.org/feed", "t", "s", "active", 0.0, 0.0, 864000.0)


def is_signed(secret: str, body: bytes, header: str | None) -> bool:
    signature = Signature(secret, header)
    for n in range(len(body)):
        signature.update(body[n : n + 1])
    return signature.holds()


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_each_method_of_the_specification_is_checked(method: str) -> None:
    signature = f"{method}={hmac.new(b's', b'body', getattr(hashlib, method)).hexdigest()}"
    assert is_signed("s", b"body", signature)
    assert is_signed("s", b"body", signature.upper())
    assert not is_signed("s", b"other", signature)


@pytest.mark.parametrize("signature", [None, "", "sha256", "sha256=", "md5=abc", "sha256=zz", "=", "sha256=é"])
def test_what_is_not_a_signature_is_none(signature: str | None) -> None:
    assert not is_signed("s", b"body", signature)


def test_a_hub_that_verifies_and_never_announces_what_is_new_is_useless() -> None:
    later = 3 * 86400.0
    assert is_useless(ONE, later - 60, later)
    assert not is_useless(ONE, None, later)  # nothing was new
    assert not is_useless(replace(ONE, pushes=1), later - 60, later)
    assert not is_useless(ONE, 60.0, 3600.0)  # it has had no time yet
