"""Runs all cases through the public commands at once, and says what an answer lacks."""

import base64
import json
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cases.rows import Feed, Page

FETCHED = "2026-06-01T12:00:00Z"
NEWSWIRE = Path(sys.executable).parent / "newswire"


def _batch(command: str, lines: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    sent = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(
        [NEWSWIRE, command, "--batch"], input=sent.encode(), capture_output=True, timeout=900, check=False
    )
    answers = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return {answer["id"]: answer for answer in answers}


def extract_all(pages: Mapping[str, Page], folder: Path) -> dict[str, dict[str, Any]]:
    lines = []
    for number, (name, page) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_bytes(page.html.encode() if isinstance(page.html, str) else page.html)
        line = {"id": name, "path": str(path), "url": page.url, "fetched": FETCHED}
        lines.append(line if page.content_type is None else {**line, "content_type": page.content_type})
    return _batch("extract", lines)


def parse_all(feeds: Mapping[str, Feed]) -> dict[str, dict[str, Any]]:
    lines = []
    for name, feed in feeds.items():
        body = feed.body.encode() if isinstance(feed.body, str) else feed.body
        line = {"id": name, "url": feed.url, "base64": base64.b64encode(body).decode()}
        lines.append(line if feed.content_type is None else {**line, "content_type": feed.content_type})
    return _batch("parse", lines)


def _plain(text: str) -> str:
    """NFC, and one kind of space: which of them a page has is not at stake."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _same_time(gold: str | None, answer: str | None) -> bool:
    if gold is None or answer is None or "T" not in gold + answer:
        return gold == answer or (gold is not None and " " in gold and gold[:10] == answer)
    if "T" in gold:
        return "T" in answer and datetime.fromisoformat(gold) == datetime.fromisoformat(answer)
    if " " in gold:  # no offset was given: any of the world's is taken
        apart = datetime.fromisoformat(gold).replace(tzinfo=UTC) - datetime.fromisoformat(answer)
        return abs(apart) <= timedelta(hours=14) and apart.total_seconds() % 900 == 0
    return False


def wrong_in_page(page: Page, answer: dict[str, Any]) -> list[str]:
    if "error" in answer and not answer.get("text"):
        return [f"error: {answer['error']}"]
    wrong = []
    text = _plain(answer["text"])
    if text != " ".join(answer["text"].split()):
        wrong.append("not NFC")
    paragraphs = [_plain(part) for part in answer["text"].split("\n\n")]
    titles = (page.title,) if isinstance(page.title, str) else page.title
    if titles is not None and _plain(answer["title"] or "") not in map(_plain, titles):
        wrong.append(f"title: {answer['title']!r}, not {titles}")
    if page.authors is not None and list(map(_plain, answer["authors"])) != list(map(_plain, page.authors)):
        wrong.append(f"authors: {answer['authors']}, not {list(page.authors)}")
    if page.published is not None and not _same_time(page.published, answer["published"]):
        wrong.append(f"published: {answer['published']}, not {page.published}")
    if page.language is not None and (answer["language"] or "").split("-")[0] != page.language:
        wrong.append(f"language: {answer['language']}, not {page.language}")
    wrong += [f"no paragraph of its own: {part!r}" for part in page.alone if _plain(part) not in paragraphs]
    wrong += [f"not in the text: {part!r}" for part in page.has if _plain(part) not in text]
    wrong += [f"in the text: {part!r}" for part in page.lacks if _plain(part) in text]
    return wrong


def _wrong_field(name: str, gold: Any, entry: dict[str, Any]) -> bool:
    if name.endswith("_has"):
        return gold not in (entry[name.removesuffix("_has")] or "")
    if name.endswith("_lacks"):
        return gold in (entry[name.removesuffix("_lacks")] or "")
    if name in {"published", "updated"}:
        return not _same_time(gold, entry[name])
    return bool(gold != entry[name])


def wrong_in_feed(feed: Feed, answer: dict[str, Any]) -> list[str]:
    if "error" in answer and "entries" not in answer:
        return [] if feed.or_error else [f"error: {answer['error']}"]
    entries = answer["entries"]
    wrong = [
        f"feed {name}: {answer['feed'][name]!r}" for name, gold in feed.feed.items() if answer["feed"][name] != gold
    ]
    if len(entries) < len(feed.entries) or (len(entries) > len(feed.entries) and not feed.at_least):
        return [*wrong, f"{len(entries)} entries, not {len(feed.entries)}"]
    for number, (gold_entry, entry) in enumerate(zip(feed.entries, entries, strict=False)):
        for name, gold in gold_entry.items():
            if _wrong_field(name, gold, entry):
                plain = name.removesuffix("_has").removesuffix("_lacks")
                wrong.append(f"entry {number}: {plain} is {entry[plain]!r}; {name}: {gold!r}")
    return wrong
