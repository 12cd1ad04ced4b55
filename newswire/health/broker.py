"""What the broker tells: lag and age of each stage, workers that are stuck, dead letters."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from newswire.dead import letters as dead_letters
from newswire.dead.stuck import current, what_to_do
from newswire.health.alarm import ERROR, Alarm, command, on_broker
from newswire.ingest.polling.schedule.next_poll import duration
from newswire.settings import Settings
from newswire.stages.table import stages_of
from newswire.status.waiting import waiting
from newswire.stream.broker import Broker

#: seconds that a broker has to answer in
ANSWER_S = 5.0
#: makes new topics, lets the store go on with them, and publishes from the archive what no stage had handled
MEND_BROKER = ("repair", "--only", "topics", "--only", "store")


def broker_gone(settings: Settings) -> Alarm | None:
    """The alarm where no broker is there, within `ANSWER_S` seconds."""
    if not settings.kafka:
        path = settings.home / "broker.sqlite"
        if path.is_file():
            return None
        sentence = f"the broker is gone: there is no {path}"
        remedy = command(settings, *MEND_BROKER)
        return Alarm("broker", "broker_gone", ERROR, None, None, sentence, remedy)
    from newswire.stream.kafka.broker import answers

    if answers(settings.kafka, ANSWER_S):
        return None
    sentence = f"the broker is gone: Kafka at {settings.kafka} did not answer (limit {ANSWER_S:.0f} s)"
    return Alarm("broker", "broker_gone", ERROR, None, ANSWER_S, sentence, _start_kafka(settings))


def check_broker(settings: Settings, broker: Broker, now: datetime) -> Iterator[Alarm]:
    """Stages over their limits, stuck workers, too many dead letters. Raises NewswireError where it can't be read."""
    for name, (lag, age_s) in waiting(broker, now, stages_of(settings)).items():
        remedy = on_broker(settings, "work", name, "--until-idle", "10")
        if lag > settings.max_lag:
            sentence = (
                f"{name} is behind: {lag} records wait (limit max_lag {settings.max_lag}), the oldest for "
                f"{duration(age_s)}; one more worker helps"
            )
            yield Alarm(name, "lag", ERROR, lag, settings.max_lag, sentence, remedy)
        elif age_s > settings.max_age_s:
            limit = f"max_age_s {settings.max_age_s:g} s"
            sentence = f"{name} is late: a record has waited {age_s:.0f} s (limit {limit}), {lag} wait in all"
            yield Alarm(name, "age", ERROR, round(age_s), settings.max_age_s, sentence, remedy)
    for one in current(broker):
        sentence = (
            f"{one.stage} is stuck since {one.at} at {one.topic} {one.partition} {one.offset}: {one.error}. Fix what "
            "that names, and it resumes by itself; if it is this one message, bury it"
        )
        words = what_to_do(one).split()[1:]
        yield Alarm(one.stage, "stuck", ERROR, None, None, sentence, on_broker(settings, *words))
    letters = dead_letters.open_letters(broker)
    if len(letters) > settings.max_dead:
        reasons = Counter(letter.reason for letter in letters.values()).most_common(3)
        most = ", ".join(f"{reason} {count}" for reason, count in reasons)
        sentence = f"{len(letters)} dead letters are open (limit max_dead {settings.max_dead}), most of all: {most}"
        remedy = on_broker(settings, "dead", "retry", "--reason", reasons[0][0])
        yield Alarm("dead letters", "dead_letters", ERROR, len(letters), settings.max_dead, sentence, remedy)


def _start_kafka(settings: Settings) -> str:
    if (settings.home / "kafka").is_dir():
        return command(settings, "kafka", "up")
    host, _, port = (settings.kafka or "").partition(",")[0].rpartition(":")
    if host == "kafka":  # its name in docker/compose.yaml
        return "docker compose -f docker/compose.yaml up --detach kafka"
    return f"nc -vz {host} {port}"
