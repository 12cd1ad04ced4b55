"""The errors of a request as ours: RejectedError where it would be the same next time, else UnavailableError."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace

import aiohttp
from yarl import URL

from newswire.ingest.web.addresses import RefusedAddressError
from newswire.ingest.web.response import UnavailableError
from newswire.stream.errors import RejectedError


@contextmanager
def our_errors(url: URL, connected: Sequence[bool]) -> Iterator[None]:
    """Every error of a request for `url` as one of ours; `connected` holds something once there was a connection."""
    try:
        yield
    except aiohttp.ClientConnectorDNSError as e:
        raise UnavailableError("dns_failed", f"{url.raw_host}: {e.os_error}", connected=False) from e
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError) as e:
        raise RejectedError("tls_failed", f"{url.raw_host}: {e}") from e
    except aiohttp.ClientConnectorError as e:
        if isinstance(e.os_error, RefusedAddressError):
            raise RejectedError("private_address", f"{url} leads to {e.os_error.address}") from e
        raise UnavailableError("connect_failed", f"{url.raw_host}: {e.os_error}", connected=False) from e
    except aiohttp.ConnectionTimeoutError as e:
        raise UnavailableError("timeout", f"{url.raw_host}: no connection", connected=False) from e
    except TimeoutError as e:
        detail = f"{url}: no answer, or not all of it, in time"
        raise UnavailableError("timeout", detail, connected=bool(connected)) from e
    except (aiohttp.InvalidURL, UnicodeError) as e:
        raise RejectedError("bad_url", f"{url}: {e}") from e
    except aiohttp.ClientResponseError as e:
        raise RejectedError("bad_response", f"{url}: {e.message[:200]}") from e
    except (aiohttp.ClientError, OSError) as e:
        raise UnavailableError("connection_lost", f"{url}: {type(e).__name__}: {e}") from e


def telling_of_connections() -> aiohttp.TraceConfig:
    """Makes the list that comes with a request a true one as soon as there is a connection."""

    async def tell(_session: aiohttp.ClientSession, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.append(True)

    config = aiohttp.TraceConfig()
    config.on_request_headers_sent.append(tell)
    return config
