"""A page with an article in it, and its linked data."""

import json
from typing import Any

from sites.hostile_server import PARAGRAPHS

URL = "https://news.example.org/2026/03/harbour"


def page(body: str = f"<article>{PARAGRAPHS}</article>", head: str = "", lang: str = "en") -> bytes:
    return f'<!DOCTYPE html><html lang="{lang}"><head><title>T</title>{head}</head><body>{body}</body></html>'.encode()


def json_ld(**fields: Any) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'
