"""Names, symbols and signs of units and currencies, each with what it means."""

from newswire.enrich.lexicon.load import read_table

#: names in any case, and symbols as they are written -> identifier and kind
MEASURES: dict[str, tuple[str, str]] = {}
SYMBOLS: dict[str, tuple[str, str]] = {}
for _id, _kind, _words, _signs in read_table("en/units"):
    MEASURES |= {w: (_id, _kind) for w in _words.split(",") if w}
    SYMBOLS |= {s: (_id, _kind) for s in _signs.split(",") if s}
PREFIXES: dict[str, str] = {}
SUFFIXES: dict[str, str] = {}
MONEY: dict[str, str] = {}
HUNDREDTHS: dict[str, str] = {}
for _code, _before, _after, _words, _cents in read_table("en/currencies"):
    PREFIXES |= {s: _code for s in _before.split(",") if s}
    SUFFIXES |= {s: _code for s in _after.split(",") if s}
    MONEY |= {w: _code for w in _words.split(",") if w}
    HUNDREDTHS |= {w: _code for w in _cents.split(",") if w}
