"""Opens a place in a bucket, by the usual AWS_* variables; what goes wrong there becomes an OSError.

    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN    else the machine's or the container's own role
    AWS_REGION                                                     us-east-1 where there is none
    AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL                          for all but AWS itself; http:// is taken as meant

None of them is ever logged or kept.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from stream.errors import FatalError
from stream.s3.url import S3Url

if TYPE_CHECKING:
    from obstore.store import S3Store

_SECRET = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")
_RETRIES: Any = {"max_retries": 4, "retry_timeout": timedelta(seconds=30)}


def open_bucket(url: S3Url) -> "S3Store":
    """The objects below a place. Nothing is asked of the server yet. Raises FatalError where the library is not there,
    or where a variable can't be used."""
    try:
        from obstore.exceptions import BaseError
        from obstore.store import S3Store
    except ImportError as e:
        raise FatalError(f"{url}: S3 needs two libraries more: pip install 'newswire[s3]'") from e
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    options: dict[str, Any] = {"region": os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")}
    options["region"] = options["region"] or "us-east-1"
    if endpoint:
        options |= {"endpoint": endpoint, "client_options": {"allow_http": endpoint.startswith("http://")}}
    try:
        return S3Store(url.bucket, prefix=url.prefix or None, retry_config=_RETRIES, **options)
    except (BaseError, ValueError) as e:
        raise FatalError(f"{url}: the AWS_* variables can't be used: {_first_line(e)}") from e


@contextmanager
def told(url: S3Url, key: str) -> Iterator[None]:
    """What the server says as an OSError of ours: FileNotFoundError, FileExistsError, PermissionError, or any other."""
    from obstore import exceptions as ex

    try:
        yield
    except (ex.NotFoundError, FileNotFoundError) as e:
        raise FileNotFoundError(key) from e
    except (ex.AlreadyExistsError, ex.PreconditionError) as e:
        raise FileExistsError(key) from e
    except (ex.PermissionDeniedError, ex.UnauthenticatedError) as e:
        raise PermissionError(
            f"{url}/{key}: the server refuses: look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and at what they "
            f"may do ({_first_line(e)})"
        ) from e
    except ex.BaseError as e:
        raise OSError(f"{url}/{key}: {_first_line(e)}") from e


def _first_line(e: Exception) -> str:
    """Its first line, without what the server wrote: some quote there what the request was signed with."""
    line = next(iter(str(e).strip().splitlines()), "").partition("<")[0].strip(" :")[:300]
    for name in _SECRET:
        if value := os.environ.get(name):
            line = line.replace(value, name)
    return line or type(e).__name__
