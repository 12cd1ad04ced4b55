"""What a place may be called: a folder or `s3://bucket/prefix`. Any other URL is refused, not taken for a folder."""

import re
from pathlib import Path
from typing import NamedTuple

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/")
#: of S3, and what others that speak like it allow beside that
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
#: letters that mean the same in a URL, in a pattern of files and in a key
_PREFIX = re.compile(r"[A-Za-z0-9._/ =+@,-]*")


class S3Url(NamedTuple):
    """A place in a bucket."""

    bucket: str
    prefix: str = ""  #: without slashes at its ends

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")


def place_of(value: str) -> Path | S3Url:
    """A folder, or a place in a bucket.

    >>> place_of("s3://news/eu/").prefix, place_of("/srv/news")
    ('eu', PosixPath('/srv/news'))

    Raises ValueError, with the remedy, where it is another URL, or an S3 one that names no bucket.
    """
    scheme = _SCHEME.match(value)
    if not scheme:
        return Path(value)
    if scheme[1] != "s3":
        raise ValueError(f"{scheme[1]}:// is not supported: name a folder, or s3://bucket/prefix")
    bucket, _, prefix = value.removeprefix("s3://").partition("/")
    parts = [part for part in prefix.split("/") if part]
    if not value.startswith("s3://") or not _BUCKET.fullmatch(bucket):
        raise ValueError("no bucket is named: it is written s3://bucket/prefix")
    if not _PREFIX.fullmatch(prefix) or "." in parts or ".." in parts:
        raise ValueError("the prefix may have letters, digits and . _ - = + @ , only, and no part that is . or ..")
    return S3Url(bucket, "/".join(parts))
