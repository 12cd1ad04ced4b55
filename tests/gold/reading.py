"""Reads the annotated articles."""

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

ROOM = Path(__file__).resolve().parent / "wikinews"
NAMES = ("persons", "organisations", "places", "weapons_products", "others")
Half = Literal["learn", "held"]


def half_of(url: str) -> Half:
    """To which half an article belongs: by its address alone, so that nobody can choose."""
    return "learn" if int(hashlib.sha256(url.encode()).hexdigest()[-1], 16) % 2 == 0 else "held"


def files(half: Half) -> list[Path]:
    """The files of a half, in a fixed order."""
    return sorted((ROOM / half).glob("*/*.json"))


def articles(half: Half) -> list[dict[str, Any]]:
    """The articles of a half, as the README beside them describes."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in files(half)]
