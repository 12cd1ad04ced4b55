"""Authors and tags of a feed's elements: actions of the quick reader, by feedparser's rules."""

from newswire.ingest.parsing.quick.frame import drop
from newswire.ingest.parsing.quick.namespaces import Attributes, DoubtError
from newswire.ingest.parsing.quick.reader import Action, Reader
from newswire.ingest.parsing.quick.text import repaired

_MAX_TAGS = 500


def author(reader: Reader, attributes: Attributes) -> None:
    reader.name, reader.has_parts = None, False
    reader.enter("author", {}, _end_author)


def _end_author(reader: Reader, text: str) -> None:
    if reader.has_parts and "author_detail" in reader.target:
        raise DoubtError  # feedparser takes this one and an earlier one for the same
    if reader.name:
        reader.target["author"] = name = reader.name
    elif reader.has_parts and (text or reader.name is None or reader.target.get("author")):
        raise DoubtError
    else:
        reader.store("author", "" if reader.has_parts else repaired(text))
        name = reader.target["author"]
        if name:
            reader.target.setdefault("author_detail", name)
    reader.target.setdefault("authors", []).append({"name": name} if name else {})


def author_name(reader: Reader, attributes: Attributes) -> None:
    reader.has_parts = True
    reader.open(_end_name)


def _end_name(reader: Reader, text: str) -> None:
    reader.name = text


def author_part(reader: Reader, attributes: Attributes) -> None:
    reader.has_parts = True
    reader.open(drop)


def category(reader: Reader, attributes: Attributes) -> None:
    scheme = attributes.get("scheme", attributes.get("domain"))
    _add_tag(reader, attributes.get("term"), scheme, attributes.get("label"))
    reader.open(_end_category)


def media_category(reader: Reader, attributes: Attributes) -> None:
    category(reader, {"scheme": "http://search.yahoo.com/mrss/category_schema"} | attributes)


def itunes_category(reader: Reader, attributes: Attributes) -> None:
    _add_tag(reader, attributes.get("text"), "http://www.itunes.com/", None)
    if "text" not in attributes:  # else there are categories in it
        reader.open(_end_category)


def _end_category(reader: Reader, text: str) -> None:
    tags = reader.target["tags"]
    if not text:
        return
    text = repaired(text)
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = text
    else:
        _add_tag(reader, text, None, None)


def keywords(scheme: str | None) -> Action:
    def finish(reader: Reader, text: str) -> None:
        for term in repaired(text).split(","):
            if term.strip():
                _add_tag(reader, term.strip(), scheme, None)

    def action(reader: Reader, attributes: Attributes) -> None:
        if not attributes:
            reader.open(finish)

    return action


def _add_tag(reader: Reader, term: str | None, scheme: str | None, label: str | None) -> None:
    tags = reader.target.setdefault("tags", [])
    tag = {"term": term, "scheme": scheme, "label": label}
    if (term or scheme or label) and tag not in tags:
        if len(tags) >= _MAX_TAGS:
            raise DoubtError  # each is compared with all
        tags.append(tag)
