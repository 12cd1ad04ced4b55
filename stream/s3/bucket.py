"""Opens a place in a bucket, by the usual AWS_* variables; what goes wrong there becomes an OSError.

    AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN    else the machine's or the container's own role
    AWS_REGION                                                     us-east-1 where there is none
    AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL                          for all but AWS itself; http:// is taken as meant

None of them is ever logged or kept.
"""

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newswire.stream.errors import FatalError
from newswire.stream.s3.url import S3Url

if TYPE_CHECKING:
    from obstore.store import S3Store

_SECRET = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")
_RETRIES: Any = {"max_retries": 4, "retry_timeout": timedelta(seconds=30)}


class S3Error(OSError):
    """The server can't be reached, or refuses; the message names the place and, where there is one, the remedy."""


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
    """What the server says as an OSError: FileNotFoundError, FileExistsError, else S3Error."""
    from obstore import exceptions as ex

    try:
        yield
    except (ex.NotFoundError, FileNotFoundError) as e:
        raise FileNotFoundError(key) from e
    except (ex.AlreadyExistsError, ex.PreconditionError) as e:
        raise FileExistsError(key) from e
    except ex.BaseError as e:
        said = _first_line(e)
        refused = isinstance(e, ex.PermissionDeniedError | ex.UnauthenticatedError) or "403 Forbidden" in said
        remedy = "the server refuses: look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and at what they may do: "
        raise S3Error(f"{url}/{key}: {remedy if refused else ''}{said}") from e


def side_by_side(do: Callable[[str], Any], keys: Collection[str], at_once: int) -> list[Any]:
    """Does it for each, some at once; raises what the first one that failed has raised, once all are through."""
    if len(keys) < 2 or at_once < 2:
        return [do(key) for key in keys]
    with ThreadPoolExecutor(min(at_once, len(keys))) as pool:
        return list(pool.map(do, keys))


def _first_line(e: Exception) -> str:
    """Its first line, without what the server wrote: some quote there what the request was signed with."""
    line = next(iter(str(e).strip().splitlines()), "").partition("<")[0].strip(" :")[:300]
    for name in _SECRET:
        if value := os.environ.get(name):
            line = line.replace(value, name)
    return line or type(e).__name__
