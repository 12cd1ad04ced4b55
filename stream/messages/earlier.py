"""What an article said before its last revision, told from the revision alone."""

from typing import NamedTuple

from newswire.stream.messages import Article, Change


class Earlier(NamedTuple):
    """Title and text as they were, and where in them what each change removed stood."""

    title: str
    text: str
    places: tuple[tuple[Change, int, int], ...]  #: of the changes of title and text: start and end in that field


def earlier(article: Article) -> Earlier | None:
    """What an article said before; None for a first revision, a deletion, and where the changes don't say all.

    >>> change = Change(field="text", removed=("Ten died.",), added=("Twelve died.",), start=0, end=12)
    >>> text = "Twelve died.\\n\\nFire."
    >>> earlier(Article(article_id="a", revision="2", previous="1", url="u", text=text, changes=(change,))).text
    'Ten died.\\n\\nFire.'
    """
    changed = [c for c in article.changes if c.field in ("title", "text")]
    if article.previous is None or article.access == "gone" or not changed or any(c.cut for c in changed):
        return None
    title, places = article.title or "", []
    parts: list[str] = []
    length = at = 0
    for change in changed:
        if change.field == "title":
            title = " ".join(change.removed)
            places.append((change, 0, len(title)))
            continue
        if change.start is None or change.end is None or not at <= change.start <= change.end <= len(article.text):
            return None
        length = _add(parts, length, article.text[at : change.start])
        begin = length + 2 if parts and change.removed else length
        length = _add(parts, length, "\n\n".join(change.removed))
        places.append((change, begin, length))
        at = change.end
    _add(parts, length, article.text[at:])
    return Earlier(title, "\n\n".join(parts), tuple(places))


def _add(parts: list[str], length: int, part: str) -> int:
    """How long the text is with this part after an empty line."""
    part = part.strip("\n")
    if not part:
        return length
    parts.append(part)
    return length + len(part) + (2 if len(parts) > 1 else 0)
