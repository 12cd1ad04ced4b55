"""The one tree of errors: the class of an error is the fate of the message that met it.

    NewswireError
    ├── RetryableError    back off and try again, then stop uncommitted (OSError is treated alike)
    │   └── FencedError   another worker owns the partition now: drop the batch, go on from what is committed
    ├── RejectedError     this message will never pass: dead letter with its original bytes, go on
    └── FatalError        nothing will pass: stop

Any other exception is a bug: see `stream/worker.py`.
"""

from newswire.stream.safe.userinfo import without_userinfo

#: the reason in the dead letter of a message that met an exception which nobody foresaw
HANDLER_FAILED = "handler_failed"


class NewswireError(Exception):
    """Everything that newswire raises on purpose. Its words are logged, shown and kept: no URL in it has userinfo."""

    def __init__(self, *words: object) -> None:
        super().__init__(*(without_userinfo(word) if isinstance(word, str) else word for word in words))


class RetryableError(NewswireError):
    """May pass later: the network, a lock, a broker that is away."""


class FencedError(RetryableError):
    """The partition, or the place in the commit log, went to another worker; nothing of this batch was written."""


class RejectedError(NewswireError):
    """One item can't be handled, now or later.

    >>> RejectedError("not_json", "byte 0 of 12").reason
    'not_json'
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        #: one snake_case word, a constant that can be counted
        self.reason = reason
        #: what and where, for a person
        self.detail = without_userinfo(detail)


class FatalError(NewswireError):
    """The set-up is wrong (a missing model, a topic of another cluster): a person has to look."""
