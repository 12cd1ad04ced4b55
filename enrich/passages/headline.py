"""Headlines In Title Case: there a capital does not make a name."""

import re

#: a word of a headline
WORD = re.compile(r"[A-Za-z][A-Za-z'’.-]*")
#: words of a headline, and what share of the longer ones has a capital
_FEWEST, _MOST, _SHARE, _LONG = 5, 60, 0.8, 4


def is_title_case(title: str) -> bool:
    """Whether a title has its longer words written large, but not all in capitals.

    >>> is_title_case("Storm Leaves Seven Dead in Northern Spain"), is_title_case("Storm leaves seven dead in Spain")
    (True, False)
    """
    words: list[str] = WORD.findall(title)
    long = [word for word in words if len(word) >= _LONG]
    if not _FEWEST <= len(words) <= _MOST or not long or sum(map(str.isupper, long)) * 2 > len(long):
        return False
    return sum(word[:1].isupper() for word in long) >= _SHARE * len(long)
