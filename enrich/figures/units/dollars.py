"""Whose dollar, crown, peso or rupee it is, where the article itself says so."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from newswire.stream.messages import Figure

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


def resolve(texts: Iterable[str], figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with the bare dollars of an article on one country given to it where the article counts in them (it
    marks foreign dollars, "US$", and not its own), and crowns, pesos and rupees to the country that it names most.
    """
    whole = "\n".join(texts)
    money = [f for f in figures if f.kind == "money" and f.unit]
    dollar = find_dollar(whole) if any(_is_bare(f) for f in money) else None
    owners = {code: _of_country(whole, code) for code in {(f.unit or "")[:3] for f in money} & _SHARED.keys()}

    def owned(figure: Figure) -> Figure:
        unit = figure.unit or ""
        code = dollar if _is_bare(figure) else owners.get(unit[:3])
        return replace(figure, unit=code + unit[3:]) if code else figure

    return [owned(figure) for figure in figures]


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


def _of_country(whole: str, code: str) -> str:
    """Whose crowns, pesos or rupees an article counts in: of the country that it names more than all others."""
    named = {own: len(re.findall(rf"\b(?:{names})", whole)) for own, names in _SHARED[code].items()}
    most = max(named, key=lambda own: named[own])
    return most if 2 * named[most] > sum(named.values()) else code


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


def _is_bare(figure: Figure) -> bool:
    """Whether it is of dollars or cents that the text gives to no country."""
    text = figure.text
    return (figure.unit or "").startswith("USD") and "U" not in text and bool(_BARE.search(text))
