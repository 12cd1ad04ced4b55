"""Why a connection to Kafka failed, in a sentence that names what was refused.

kafka-python tells only its log, and its caller 10 s later that it took too long: so its log is listened to.
"""

import contextlib
import logging
from collections.abc import Iterator

from kafka import errors

from newswire.stream.errors import FatalError, NewswireError
from newswire.stream.kafka.options import Login

_LOGGER = "kafka.net"


class _Listener(logging.Handler):
    """Keeps the last exception that was told, a telling one before one that says only that it is over."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        for said in record.args if isinstance(record.args, tuple) else ():
            if isinstance(said, BaseException) and (self.last is None or _tells(said)):
                self.last = said


@contextlib.contextmanager
def named_refusals(servers: str, login: Login, *, sure: bool = False) -> Iterator[None]:
    """Raises FatalError in place of an error of connecting, where it is known what was refused; with `sure` only where
    the broker said so, and not where it closed the connection or was too slow."""
    heard = _Listener()
    logger = logging.getLogger(_LOGGER)
    logger.addHandler(heard)
    try:
        yield
    except NewswireError as e:
        why = _why(heard.last, login) if not sure or (heard.last and _tells(heard.last)) else None
        if why is None:
            raise
        raise FatalError(f"Kafka on {servers}: {why}") from (heard.last or e)
    finally:
        logger.removeHandler(heard)


def _tells(error: BaseException) -> bool:
    told = (errors.SaslAuthenticationFailedError, errors.UnsupportedSaslMechanismError, FatalError)
    return isinstance(error, (*told, errors.AuthorizationError)) or "ssl" in str(error).lower()


def _why(error: BaseException | None, login: Login) -> str | None:
    said = str(error)
    match error:
        case FatalError():
            return said
        case errors.SaslAuthenticationFailedError() if login.mechanism == "OAUTHBEARER":
            return f"it refused the token of kafka_token_command: {said}"
        case errors.SaslAuthenticationFailedError():
            return f"it refused kafka_user = {login.user!r} or kafka_password, by {login.mechanism}: {said}"
        case errors.UnsupportedSaslMechanismError():
            return f"it does not know kafka_sasl_mechanism = {login.mechanism}: {said}"
    if "CERTIFICATE_VERIFY_FAILED" in said:
        ca = f"kafka_ca = {login.ca}" if login.ca else "the system's authorities (kafka_ca names others)"
        return f"its certificate is not one of {ca}: {said}"
    if "ALERT" in said:
        ours = f"kafka_certificate = {login.certificate}" if login.certificate else "no kafka_certificate is set"
        return f"it refused our certificate ({ours}): {said}"
    if isinstance(error, errors.KafkaConnectionError | errors.InvalidReceiveError) or "SSL" in said:
        set_to = f"kafka_security_protocol = {login.protocol}"
        if login.mechanism:  # a broker that refuses somebody may close before its answer is read
            set_to = (
                f"kafka_user = {login.user!r} or kafka_password, kafka_sasl_mechanism = {login.mechanism}, {set_to}"
            )
        return f"it closed the connection: is one of these wrong for this port? {set_to} ({said})"
    return None
