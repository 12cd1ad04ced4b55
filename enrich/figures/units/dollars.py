"""Whose dollar, crown, peso or rupee it is, where the article itself says so."""

import re
from collections.abc import Iterable
from functools import cache

from newswire.enrich.figures.units.unit import Unit
from newswire.enrich.figures.units.words import PREFIXES
from newswire.enrich.lexicon.load import alternatives

#: what words and signs of money mean that several countries have -> the codes they may have, and their countries
_SHARED = {
    "USD": {
        "AUD": "Australia|Sydney|Melbourne", "CAD": "Canad|Toronto|Ottawa", "NZD": "New Zealand|Auckland",
        "HKD": "Hong Kong", "SGD": "Singapore", "TWD": "Taiwan",
    },
    "INR": {"INR": "India|Delhi|Mumbai", "PKR": "Pakistan|Karachi|Lahore", "LKR": "Sri Lanka", "NPR": "Nepal"},
    "CZK": {"CZK": "Czech|Prague", "NOK": "Norw|Oslo", "SEK": "Swed|Stockholm", "DKK": "Denmark|Danish|Copenhagen"},
    "DKK": {"DKK": "Denmark|Danish|Copenhagen", "NOK": "Norw|Oslo"},
    "MXN": {
        "MXN": "Mexic", "PHP": "Philippin|Filipin|Manila", "ARS": "Argentin|Buenos Aires", "CLP": "Chile",
        "COP": "Colombia|Bogot", "CUP": "Cuba|Havana",
    },
    "KES": {"KES": "Kenya|Nairobi", "TZS": "Tanzania", "UGX": "Uganda|Kampala"},
    "SAR": {"SAR": "Saudi|Riyadh", "QAR": "Qatar|Doha", "YER": "Yemen"},
}  # fmt: skip
_BARE = re.compile(r"\$\s?[\d.]|\w\s(?:dollars|cents?)\b|¢")


class Countries:
    """Whose money an article counts in, looked up when its first sum is."""

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self._owner = cache(lambda code: find_dollar(whole) if code == "USD" else _most_named(whole, code))

    def whose(self, unit: Unit, written: str) -> Unit | None:
        """The unit of the country whose money it is, where it says none itself."""
        code, rest = (unit.id or "")[:3], (unit.id or "")[3:]
        if code not in _SHARED or (code == "USD" and ("U" in written or not _BARE.search(written))):
            return None
        own = self._owner(code)
        return unit._replace(id=own + rest) if own else None


def find_dollar(whole: str) -> str | None:
    """The ISO 4217 code of the bare dollar where an article on one country shows that it is none of the United States:
    it marks those ("US$"), and not its own.

    >>> find_dollar("The Toronto firm paid $1.3 million (US$1 million).")
    'CAD'
    >>> find_dollar("The Toronto firm paid $1.3 million.")
    """
    named = [code for code, names in _SHARED["USD"].items() if re.search(rf"\b(?:{names})", whole)]
    foreign = _marked("USD", whole) or re.search(r"\d[\w., ]{0,12}\b(?:US|U\.S\.|American) dollars\b", whole)
    return named[0] if foreign and len(named) == 1 and not _marked(named[0], whole) else None


def _marked(code: str, whole: str) -> bool:
    """Whether a sum has a sign that only this money has."""
    signs = alternatives(sign for sign, owner in PREFIXES.items() if owner == code and sign != "$")
    return bool(re.search(rf"(?<![A-Za-z])(?:{signs})\s?\d", whole))


def _most_named(whole: str, code: str) -> str | None:
    """Whose crowns, pesos or rupees an article counts in: of the country that it names more than all others."""
    named = {own: len(re.findall(rf"\b(?:{names})", whole)) for own, names in _SHARED[code].items()}
    most = max(named, key=lambda own: named[own])
    return most if 2 * named[most] > sum(named.values()) else None
