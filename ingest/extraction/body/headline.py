"""The page's title where it stands in the body, and the headings below it."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from newswire.ingest.extraction.text_key import key

_FIRST = 3  #: lines at the beginning of a text that may be a title with something around it
_WORDS = 3  #: of a title, that a line has in common with it
_MORE = 30  #: characters that a line may have beside a title, such as the name of the site
_STOPS = (".", "!", "?", "。", "！", "？", "।", "؟", "۔")


def titles_in_text(title: str | None, titles: Sequence[str], headings: Sequence[str]) -> list[str]:
    """What a line of the text may say that is a title: each that the page has, but no `h1` below its first.

    `headings` are what each `h1` says, in the page's order.
    """
    named = {key(title or ""), key(headings[0]) if headings else ""}
    below = {key(said) for said in headings[1:]} - named
    return [said for said in ([title] if title else []) + [*titles, *headings] if key(said) not in below]


def settle_headings(tree: HtmlElement, titles: Sequence[str]) -> None:
    """Empties the heading that says a title; every other `h1` of a page becomes what it is, a subheading."""
    named = {key(title) for title in titles} - {""}
    for h1 in list(tree.iter("h1")):
        if key("".join(h1.itertext())) in named:
            tail = h1.tail
            h1.clear()
            h1.tail = tail
        else:
            h1.tag = "h2"


def without_title(lines: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The lines of a text without those that repeat a title: as a whole, in pieces, with the site's name or a kicker.

    >>> without_title(["“Quay to close” | Harbour Post", "The quay closes.", "Quay to close"], ["Quay to close"])
    ['The quay closes.']
    """
    named = {key(title) for title in titles} - {""}
    kept = [line for line in lines if key(line) not in named]
    for broken in (2, 3):
        if key(" ".join(kept[:broken])) in named:
            del kept[:broken]
    first = [line for line in kept[:_FIRST] if not _is_nearly(line, named)]
    return first + kept[_FIRST:]


def _is_nearly(line: str, named: set[str]) -> bool:
    said = key(line)
    if line.endswith(_STOPS) or len(said.split()) < _WORDS:
        return False
    for title in named:
        longer, shorter = (said, title) if len(said) > len(title) else (title, said)
        around = longer.startswith(f"{shorter} ") or longer.endswith(f" {shorter}")
        if around and len(title.split()) >= _WORDS and len(longer) - len(shorter) <= _MORE:
            return True
    return False
