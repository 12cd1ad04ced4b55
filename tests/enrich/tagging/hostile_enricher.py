"""An enricher that does what the text asks for: never ends, in Python or in C, dies, fails, or takes all memory."""

import os
import re
from collections.abc import Sequence

from newswire.enrich.passages.document import Document


class Hostile:
    name = "hostile"
    version = "1"

    def __call__(self, batch: Sequence[Document], /) -> Sequence[Document]:
        text = batch[0].texts["text"]
        while text == "SLOW":
            pass
        if text == "STUCK":
            re.match(r"(a+)+$", "a" * 60 + "b")
        if text == "DEAD":
            os._exit(3)
        if text == "BUG":
            raise KeyError("a bug")
        if text == "GREEDY":
            bytearray(1 << 40)
        return batch


def make() -> Hostile:
    """As every enricher's module has one."""
    return Hostile()
