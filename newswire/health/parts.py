"""What `newswire up` tells of its own parts: those that die again and again."""

from collections.abc import Iterator

from newswire.health.alarm import ERROR, Alarm, command
from newswire.processes.child import FAILING, HEALTHY_S
from newswire.settings import Settings
from newswire.status.parts import parts_now


def check_parts(settings: Settings) -> Iterator[Alarm]:
    """Each part that is failing, with its last error; nothing where no `newswire up` runs here."""
    for part in parts_now(settings.home).parts:
        if part.state == "failing":
            sentence = (
                f"{part.name} dies again and again: started again {part.restarts} times (limit {FAILING} deaths within "
                f"{HEALTHY_S:.0f} s of a start), its last error: {part.error or 'none was told'}"
            )
            remedy = command(settings, "logs", part.name)
            yield Alarm(part.name, "failing_part", ERROR, part.restarts, FAILING, sentence, remedy)
