"""How much a text says, in characters of an alphabet."""

import re

_SYLLABLES = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_LETTERS = 2.5  #: of an alphabet that one Chinese, Japanese or Korean character stands for


def weight(text: str) -> float:
    """The length of a text in characters, those that stand for a word or a syllable counted as two and a half.

    >>> weight("harbour"), weight("港は閉鎖")
    (7, 10.0)
    """
    if text.isascii():
        return len(text)
    return len(text) + (_LETTERS - 1) * len(_SYLLABLES.findall(text))
