"""What becomes of each item of a batch where the handler fails: is it the message, or is it us?

A bug on one message is that message's dead letter. Where all of a batch fails, or several in a row, a known good item
(the probe) goes the same way: if it passes, the messages are to blame, however many they are, since one site's entries
lie in a row and are in its hands. If it fails, the fault is ours, and nothing is buried. A stage without a probe goes
by sites: messages of several that fail in a row are a fault of ours (docs/decisions/0006-poison-or-us.md).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import structlog

from newswire.stream.broker import Message
from newswire.stream.errors import HANDLER_FAILED, FatalError, NewswireError, RejectedError
from newswire.stream.handler import Handler, Item, Result
from newswire.stream.topics import header

log = structlog.get_logger()

#: this many failures in a row, over several batches, call for the probe
MANY = 4
#: without a probe: failures in a row of this many sites are ours
_SITES = 3
_BUGS = frozenset({HANDLER_FAILED, "out_of_memory"})


class Fates(NamedTuple):
    """The result of each item, and the sites of those that failed for a bug in a row at the end of them."""

    results: Sequence[Result]
    failing: tuple[str, ...] = ()


def fates(
    stage: str,
    items: Sequence[Item],
    handle: Handler,
    probe: Callable[[], None] | None,
    failing: tuple[str, ...] = (),
    refusal: Callable[[Message], RejectedError | None] = lambda message: None,
) -> Fates:
    """What becomes of a batch. `failing` are the sites of the failures in a row before it. `refusal` says why
    the broker would not take a message.

    Raises FatalError where it is us and not them, and what does not concern one message: RetryableError, OSError.
    """
    if not items:
        return Fates([], failing)
    results = [_taken(result, refusal) for result in _handled(stage, items, handle)]
    bugs = [isinstance(result, RejectedError) and result.reason in _BUGS for result in results]
    worst = run = failing
    for item, bug in zip(items, bugs, strict=True):
        run = (*run, site_of(item)) if bug else ()
        worst = max(worst, run, key=len)
    if len(worst) >= MANY or (all(bugs) and len(bugs) > 1):
        _judge(stage, worst, probe)
        run = ()
    return Fates(results, run)


def _handled(stage: str, items: Sequence[Item], handle: Handler) -> Sequence[Result]:
    try:
        return handle(items)
    except (NewswireError, OSError) as e:
        if not isinstance(e, RejectedError):  # which should have been returned for its item: which one was it?
            raise
    except Exception:  # a bug of ours, or a message that none of us foresaw
        log.exception("handler_failed", stage=stage, records=len(items))
    results: list[Result] = []
    for item in items:
        try:
            results.extend(handle([item]))
        except RejectedError as e:
            results.append(e)
        except (NewswireError, OSError):
            raise
        except Exception as e:
            reason = "out_of_memory" if isinstance(e, MemoryError) else HANDLER_FAILED
            results.append(RejectedError(reason, f"{type(e).__name__}: {e}"))
    return results


def _judge(stage: str, sites: tuple[str, ...], probe: Callable[[], None] | None) -> None:
    """Raises FatalError where the failures of messages of these sites are a fault of ours."""
    different = len(set(sites))
    if probe is None:
        if different >= _SITES:
            raise FatalError(f"{stage}: messages of {different} sites fail in a row, so it is us and not them")
        return
    try:
        probe()
    except Exception as e:
        told = f"{type(e).__name__}: {e}"
        raise FatalError(f"{stage}: a known good message fails as well, so it is us and not them: {told}") from e
    log.error("messages_fail", stage=stage, in_a_row=len(sites), sites=different, probe="passed, so they are buried")


def _taken(result: Result, refusal: Callable[[Message], RejectedError | None]) -> Result:
    """What the broker does not take is this item's fault."""
    if isinstance(result, RejectedError):
        return result
    return next((error for message in result if (error := refusal(message))), result)


def site_of(item: Item) -> str:
    """Whose message it is: the last two labels of its URL's host, else its key.

    >>> from newswire.stream.broker import Record
    >>> site_of(Item(Record("t", 0, 0, 0, None, b"", (("ce_subject", b"https://a.news.example/x"),)), None))
    'news.example'
    """
    try:
        host = urlsplit(header(item.record.headers, "ce_subject") or "").hostname
    except ValueError:
        host = None
    return ".".join(host.split(".")[-2:]) if host else (item.record.key or b"").decode("utf-8", "replace")
