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
_NAMED = {code: re.compile(rf"\b(?:{names})\b") for code, (names, _) in _DOLLARS.items()}
_MARKED = {code: re.compile(rf"(?<![A-Za-z])(?:{signs})\s?\d") for code, (_, signs) in _DOLLARS.items()}
#: "all figures in Canadian dollars"
_DECLARED = {
    code: re.compile(
        rf"\b(?:figures|amounts|prices|values|sums|all)\b[^.;\n]{{0,32}}\bin (?:{names}) (?:dollars|currency)\b"
    )
    for code, (names, _) in _DOLLARS.items()
}
#: a writer who marks the dollar of the United States means another by the bare one
_FOREIGN = re.compile(
    r"(?<![A-Za-z])(?:US ?\$|U\.S\. ?\$|\$US|USD)\s?\d|\d[\w., ]{0,12}\b(?:US|U\.S\.|American) dollars\b"
)
_BARE = re.compile(r"\$\s?[\d.]|[\d\w]\s(?:dollars|cents)\b")


def resolve(texts: Iterable[str], figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with the bare dollars of an article on one country given to it where the article shows that it
    counts in them: it marks foreign dollars ("US$") and not its own, or says so.
    """
    bare = [f for f in figures if f.kind == "money" and (f.unit or "").startswith("USD") and _is_bare(f)]
    texts = list(texts)
    code = find_dollar(texts) if bare else None
    shared = {f.unit[:3] for f in figures if f.kind == "money" and f.unit} & _SHARED.keys()
    whole = "\n".join(texts) if shared else ""
    owners = {c: own for c in shared if (own := _of_country(whole, c)) != c}
    if owners:
        figures = [
            replace(f, unit=owners[f.unit[:3]] + f.unit[3:])
            if f.unit and f.unit[:3] in owners and f.kind == "money"
            else f
            for f in figures
        ]
    if code is None:
        return list(figures)
    ours = {(f.field, f.start) for f in bare}
    return [
        replace(f, unit=code + (f.unit or "")[3:]) if (f.field, f.start) in ours and f.kind == "money" else f
        for f in figures
    ]


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
_COUNTRIES = {
    code: {own: re.compile(rf"\b(?:{names})") for own, names in rows.items()} for code, rows in _SHARED.items()
}


def _of_country(whole: str, code: str) -> str:
    """Whose crowns, pesos or rupees an article counts in: of the country that it names more than all others."""
    named = {own: len(pattern.findall(whole)) for own, pattern in _COUNTRIES.get(code, {}).items()}
    most = max(named, key=lambda own: named[own], default=code)
    return most if 2 * named.get(most, 0) > sum(named.values()) else code


def find_dollar(texts: Iterable[str]) -> str | None:
    """The ISO 4217 code of the bare dollar where the texts of an article show that it is none of the United States.

    >>> find_dollar(["The Toronto firm paid $1.3 million (US$1 million)."])
    'CAD'
    >>> find_dollar(["The Toronto firm paid $1.3 million."])
    """
    whole = "\n".join(texts)
    declared = [code for code, pattern in _DECLARED.items() if pattern.search(whole)]
    if len(declared) == 1:
        return declared[0]
    if not _FOREIGN.search(whole):
        return None
    named = [code for code, pattern in _NAMED.items() if pattern.search(whole)]
    return named[0] if len(named) == 1 and not _MARKED[named[0]].search(whole) else None


def _is_bare(figure: Figure) -> bool:
    text = figure.text
    if "US" in text or "U.S" in text or "merican" in text:
        return False
    return bool(_BARE.search(text)) or text.endswith(("¢", "cent", "cents"))
