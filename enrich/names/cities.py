"""Which city a name means: its GeoNames id, by the countries that the article names and by population.

`enrich/lexicon/world/cities.tsv.gz` has the cities above 100,000 inhabitants (GeoNames, CC BY 4.0; see
`training/world/cities.py`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from newswire.enrich.lexicon.load import read_table
from newswire.enrich.names.mention import Mention

#: a namesake with less of the largest one's inhabitants is told from it by its writer
_RIVAL = 0.1
#: countries around Georgia: where one of them is named, it is a country, too
_CAUCASUS = frozenset(f"iso3166:{code}" for code in ("RU", "AM", "AZ", "TR", "UA"))


class City(NamedTuple):
    """A city of GeoNames."""

    geonames_id: str
    country: str  #: ISO 3166-1 alpha-2
    population: int
    name: str


@cache
def cities() -> Mapping[str, Sequence[City]]:
    """Name -> the cities of that name, largest first."""
    found: dict[str, list[City]] = defaultdict(list)
    for key, country, population, names in read_table("world/cities"):
        first, *others = names.split("|")
        for name in (first, *others):
            found[name].append(City(key, country, int(population), first))
    return found


def identify(mentions: Sequence[Mention]) -> None:
    """Gives places without an id that of the city they name, and Georgia that of the state where it is the state."""
    countries = Counter(m.entity_id for m in mentions if m.entity_id and m.entity_id.startswith("iso3166:"))
    american = countries["iso3166:US"] > 0 and not any(countries[c] for c in _CAUCASUS)
    for m in mentions:
        if m.type != "GPE":
            continue
        if m.text == "Georgia" and m.entity_id == "iso3166:GE" and american:
            m.entity_id = "iso3166:US-GA"
        elif m.entity_id is None and (rivals := cities().get(m.text) or cities().get(m.text.title())):
            least = rivals[0].population * _RIVAL
            best = max(
                (c for c in rivals if c.population >= least),
                key=lambda c: (countries[f"iso3166:{c.country}"], c.population),
            )
            m.entity_id = f"geonames:{best.geonames_id}"
