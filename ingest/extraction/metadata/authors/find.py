"""Who wrote a page, as names of people: from what its head says, else from its byline."""

from lxml.html import HtmlElement

from newswire.ingest.extraction.metadata.authors.elements import shown_authors
from newswire.ingest.extraction.metadata.authors.people import is_person
from newswire.ingest.extraction.text_key import key

_MAX = 20  #: names


def find_authors(
    told: list[tuple[tuple[str, ...], str]],
    tree: HtmlElement | None,
    sites: tuple[str, ...] = (),
    title: str | None = None,
) -> tuple[tuple[str, ...], str]:
    """The people who wrote it and where it says so: first of what is `told`, then of the bylines in the page.

    `sites` are names of the site itself, which is not a person. Where nobody is named but an
    organisation is, that is the author, and `organisation` the place.
    """
    for names, where in told:
        people = [name for name in names if is_person(name, *sites)]
        if people:
            return tuple({name.casefold(): name for name in reversed(people)}.values())[::-1][:_MAX], where
    said = {key(name) for names, _ in told for name in names}
    papers = tuple(site for site in sites if key(site) not in said)  # somebody's own site has their name
    shown, where, desks = shown_authors(tree, papers, title) if tree is not None else ([], "", [])
    if shown:
        return tuple(shown[:_MAX]), where
    for desk in [*(list(names) for names, _ in told), desks]:
        if desk and all(len(name.split()) <= 4 for name in desk):
            return tuple(dict.fromkeys(desk))[:_MAX], "organisation"
    return (), ""
