"""Dead letters: which are open, what is in them, and sending them back to where they failed.

The topic is a log: a letter that was sent back is followed by a mark, and the open ones are what is left.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec

from newswire.settings import SettingsError
from newswire.stream.broker import Broker, Message
from newswire.stream.errors import RejectedError
from newswire.stream.messages import DeadLetter, DeadMark
from newswire.stream.oversize import Aside
from newswire.stream.topics import ATTEMPTS, DEAD, DEAD_MARK, cloudevent, decode_mark, encode, is_mark, stuck_in


def open_letters(broker: Broker) -> dict[str, DeadLetter]:
    """Id -> letter, oldest first, of those not sent back since they failed. A repeat counts once, the last."""
    letters: dict[str, DeadLetter] = {}
    for letter in _fold(broker):
        letters.pop(letter.id, None)
        if isinstance(letter, DeadLetter):
            letters[letter.id] = letter
    return letters


def _fold(broker: Broker) -> Iterator[DeadLetter | DeadMark]:
    for record in broker.scan(DEAD.name):
        try:
            if stuck_in(record.headers, record.value) is None:
                yield decode_mark(record.value) if is_mark(record.headers) else DEAD.decode(record.value)
        except (RejectedError, msgspec.DecodeError):
            continue  # somebody else's bytes on our topic: nothing that could be retried


def original(letter: DeadLetter, aside: Aside) -> bytes:
    """The bytes of the message, wherever they are kept. Raises SettingsError where their file is gone."""
    if letter.value or not letter.file:
        return letter.value
    try:
        return aside.get(letter.file)
    except FileNotFoundError as e:
        raise SettingsError(
            f"{aside.folder / letter.file} has the bytes of letter {letter.id} and is not there: "
            f"it lies at the home of the worker of stage {letter.stage} that wrote it"
        ) from e


def row(letter: DeadLetter) -> dict[str, Any]:
    """What `newswire dead ls` tells of a letter."""
    return {
        "id": letter.id,
        "topic": letter.topic,
        "stage": letter.stage,
        "reason": letter.reason,
        "detail": letter.error,
        "url": letter.url,
        "failed_at": letter.failed_at,
        "attempts": letter.attempts,
    }


def chosen(
    letters: Mapping[str, DeadLetter],
    *,
    reason: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> dict[str, DeadLetter]:
    """Of open letters those with this reason that failed from `since` to before `until`, the oldest `limit` of them;
    None chooses all."""
    fits = {
        id: letter
        for id, letter in letters.items()
        if (reason is None or letter.reason == reason)
        and (since is None or datetime.fromisoformat(letter.failed_at) >= since)
        and (until is None or datetime.fromisoformat(letter.failed_at) < until)
    }
    return dict(islice(fits.items(), limit))


def retry(
    broker: Broker,
    letters: Mapping[str, DeadLetter],
    poll_again: Callable[[str], None],
    aside: Aside,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> int:
    """Sends letters back to their topics, unchanged but for the count of attempts; returns how many.

    A feed that could not be read has no topic: `poll_again` makes it due. Sent first, marked after: killed in
    between, a letter is retried twice, which its deterministic ids make harmless.
    """
    if not letters:
        return 0
    producer = broker.producer("newswire.dead")
    try:
        for letter in letters.values():
            if letter.topic:
                headers = tuple((name, value) for name, value in letter.headers if name != ATTEMPTS)
                attempt = (ATTEMPTS, str(letter.attempts + 1).encode())
                producer.send(Message(letter.topic, letter.key, original(letter, aside), (*headers, attempt)))
            elif letter.url:
                poll_again(letter.url)
        producer.flush()
        for letter in letters.values():
            producer.send(_mark(letter, now()))
        producer.flush()
    finally:
        producer.close()
    return len(letters)


def _mark(letter: DeadLetter, now: datetime) -> Message:
    time = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    headers = cloudevent(
        id=f"{letter.id}-{time}", type=DEAD_MARK, source="newswire/dead", subject=letter.url, time=time
    )
    return Message(DEAD.name, letter.id.encode(), encode(DeadMark(id=letter.id, retried_at=time)), headers)
