"""Whose dollar, crown, peso or rupee it is, where the article itself says so."""

import re
from collections.abc import Iterable
from functools import cached_property

from newswire.enrich.figures.units.unit import Unit

#: how a country is named -> its dollar and the signs that mark it
_DOLLARS = {
    "AUD": (r"Australian?|Sydney|Melbourne", r"A\$|\$A|AUD?\$?|Aus\$"),
    "CAD": (r"Canad(?:a|ian)s?|Toronto|Ottawa", r"C\$|\$C|CAD?\$?|Cdn\$"),
    "NZD": (r"New Zealand(?:er)?s?|Auckland", r"NZ\$|\$NZ|NZD"),
    "HKD": (r"Hong Kong", r"HK\$|\$HK|HKD"),
    "SGD": (r"Singapore(?:an)?s?", r"S\$|\$S|SGD?\$?"),
    "TWD": (r"Taiwan(?:ese)?", r"NT\$|TWD?\$?"),
}
#: a writer who marks the dollar of the United States means another by the bare one
_FOREIGN = re.compile(
    r"(?<![A-Za-z])(?:US ?\$|U\.S\. ?\$|\$US|USD)\s?\d|\d[\w., ]{0,12}\b(?:US|U\.S\.|American) dollars\b"
)
_BARE = re.compile(r"\$\s?[\d.]|\w\s(?:dollars|cents?)\b|¢")


#: what words and signs of money mean that several countries have -> the codes they may have, and their countries
_SHARED = {
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


class Countries:
    """Whose money an article counts in, looked up when its first sum is."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._whole = "\n".join(texts)
        self._owners: dict[str, str] = {}

    @cached_property
    def _dollar(self) -> str | None:
        return find_dollar(self._whole)

    def whose(self, unit: Unit, written: str) -> Unit | None:
        """The unit of the country whose money it is: bare dollars where the article counts in those of one country (it
        marks foreign dollars, "US$", and not its own), and crowns, pesos and rupees of the one that it names most.
        """
        code, rest = (unit.id or "")[:3], (unit.id or "")[3:]
        if unit.kind != "money":
            return None
        if code == "USD":
            # dollars or cents that the text gives to no country
            own = self._dollar if "U" not in written and _BARE.search(written) else None
        else:
            own = self._owner(code) if code in _SHARED else None
        return unit._replace(id=own + rest) if own else None

    def _owner(self, code: str) -> str:
        """Of the country that the article names more than all others."""
        if code not in self._owners:
            countries = _SHARED[code].items()
            named = {own: len(re.findall(rf"\b(?:{names})", self._whole)) for own, names in countries}
            most = max(named, key=lambda own: named[own])
            self._owners[code] = most if 2 * named[most] > sum(named.values()) else code
        return self._owners[code]


def find_dollar(whole: str) -> str | None:
    """The ISO 4217 code of the bare dollar where an article shows that it is none of the United States.

    >>> find_dollar("The Toronto firm paid $1.3 million (US$1 million).")
    'CAD'
    >>> find_dollar("The Toronto firm paid $1.3 million.")
    """
    if not _FOREIGN.search(whole):
        return None
    named = [(code, signs) for code, (names, signs) in _DOLLARS.items() if re.search(rf"\b(?:{names})\b", whole)]
    code, signs = named[0] if len(named) == 1 else ("", "")
    return code if code and not re.search(rf"(?<![A-Za-z])(?:{signs})\s?\d", whole) else None
