"""An article whole: where it came from, what it says and said before, what was found in it, in which file it lies."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from newswire.settings import Settings, SettingsError
from newswire.store.snapshot import snapshot
from newswire.stream.forgotten import BlockList

if TYPE_CHECKING:
    from newswire.web.reading.store import StoreReader

Row = dict[str, Any]
_LISTS = {"entities": "field, start", "figures": "field, start", "claims": "claim"}
_HISTORY = """
SELECT revision, previous, ingested, fetched, committed, access, title, text, enrichment, changes, dt, _offset
FROM articles_history WHERE article_id = ? ORDER BY committed, _offset
"""


class Step(NamedTuple):
    """One stop on the way from the feed to the file."""

    what: str
    at: Any  #: a time, None where none is known
    facts: tuple[tuple[str, Any], ...]  #: name and value, of those that are known


class Explained(NamedTuple):
    """All about one article."""

    article: Row  #: columns of the view
    current: bool  #: False: it is gone from its site, and this is the last that was stored of it
    entities: list[Row]
    figures: list[Row]
    claims: list[Row]
    revisions: list[Row]  #: the oldest first, each once, in its latest enrichment; `tagged` is how often
    steps: list[Step]
    mentions: list[Row]  #: columns of the view: its figures that are followed, each with thread and relation


def find(reader: "StoreReader", name: str) -> str:
    """The id of the article of this id or URL, or of the only one whose id begins so. Raises SettingsError."""
    if "://" in name:
        found = reader.rows("SELECT DISTINCT article_id FROM articles_history WHERE url = ? LIMIT 3", [name])
    else:
        found = reader.rows("SELECT article_id FROM articles_history WHERE article_id = ? LIMIT 1", [name])
        if not found and name:
            sql = "SELECT DISTINCT article_id FROM articles_history WHERE starts_with(article_id, ?) LIMIT 3"
            found = reader.rows(sql, [name])
    if len(found) == 1:
        return str(found[0]["article_id"])
    if found:
        raise SettingsError(f"{name!r} means several articles: give more of the id")
    raise SettingsError(f'no article {name!r} is stored: `newswire query "select article_id, title from articles"`')


def explained(settings: Settings, reader: "StoreReader", article_id: str) -> Explained:
    """All about one article. Raises SettingsError where none is stored, or it was forgotten."""
    if BlockList(settings.forgotten_file).has(article_id):
        raise SettingsError("this article was forgotten: nothing of it is shown")
    history = reader.rows(_HISTORY, [article_id])
    if not history:
        raise SettingsError(f"no article {article_id!r} is stored")
    at = [article_id, history[-1]["dt"]]
    found = reader.rows("SELECT * FROM articles WHERE article_id = ? AND dt = ?", at)
    if not found:
        found = reader.rows("SELECT * FROM articles WHERE article_id = ?", [article_id])
    current = bool(found)
    if not current:
        sql = "SELECT * FROM articles_history WHERE article_id = ? AND dt = ? ORDER BY committed, _offset"
        found = reader.rows(sql, at)[-1:]
    (article,) = found
    place = [article_id, article["dt"]]
    lists = {
        table: reader.rows(f"SELECT * FROM {table} WHERE article_id = ? AND dt = ? ORDER BY {order}", place)
        for table, order in _LISTS.items()
    }
    revisions: dict[str, Row] = {}
    for row in history:
        tagged = revisions.get(row["revision"], {}).get("tagged", 0) + 1
        first = revisions.pop(row["revision"], row)
        revisions[row["revision"]] = row | {"tagged": tagged, "ingested": first["ingested"]}
    ordered = sorted(revisions.values(), key=lambda row: (row["ingested"], row["_offset"]))
    mentions = reader.rows("SELECT * FROM mentions WHERE article_id = ? ORDER BY field, start", [article_id])
    steps = _steps(settings, article)
    return Explained(article, current, **lists, revisions=ordered, steps=steps, mentions=mentions)


def _steps(settings: Settings, article: Row) -> list[Step]:
    how = dict(article["how"] or {})
    archive = (
        f"{article['fetch_warc_file']} at byte {article['fetch_warc_offset']}" if article["fetch_warc_file"] else None
    )
    enrichers = [
        f"{e['name']} {e['version']}" + (f" ({e['sha256'][:12]})" if e.get("sha256") else "")
        for e in article["enrichers"] or ()
    ]
    topic = f"{article['_topic']} partition {article['_partition']} offset {article['_offset']}"
    steps = [
        Step("Feed", article["seen"], _facts(feed=article["feed"], entry=article["entry_id"], guid=article["guid"])),
        Step(
            "Page",
            article["fetched"],
            _facts(
                url=article["fetch_url"] or article["url"],
                status=article["fetch_status"],
                type=article["fetch_content_type"],
                bytes=article["fetch_bytes"],
                sha256=article["fetch_sha256"],
                archive=archive,
            ),
        ),
        Step(
            "Article",
            None,
            _facts(
                canonical_url=article["canonical_url"],
                kind=article["kind"],
                access=article["access"],
                language=article["language"],
                revision=article["revision"],
                previous=article["previous"],
                flags=", ".join(article["flags"] or ()),
                near_copy_of=article["cluster_id"] if article["cluster_id"] != article["article_id"] else None,
                **{f"{name} found in": where for name, where in how.items()},
            ),
        ),
        Step(
            "Tags",
            article["ingested"],
            _facts(enrichers=", ".join(enrichers), enrichment=article["enrichment"], topic=topic),
        ),
        Step("Store", article["committed"], _facts(file=_file(settings, article), day=str(article["dt"]))),
    ]
    return steps


def _facts(**facts: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in facts.items() if value not in (None, ""))


def _file(settings: Settings, article: Row) -> str | None:
    """The Parquet file that the article lies in now, below the store's root."""
    place = article["_topic"], article["_partition"]
    for file in snapshot(settings.store_root)["articles"]:
        if file.dt == article["dt"]:
            for span in file.spans:
                if (span.topic, span.partition) == place and span.start <= article["_offset"] < span.end:
                    return file.key
    return None


def lines(one: Explained) -> Iterator[str]:
    """The same as lines for a terminal."""
    article = one.article
    yield article["title"] or "(no title)"
    yield f"{article['article_id']}{'' if one.current else '   no longer current: its page is gone'}"
    for step in one.steps:
        yield ""
        yield f"{step.what}{f'   {step.at:%Y-%m-%d %H:%M:%S} UTC' if step.at else ''}"
        for name, value in step.facts:
            yield f"  {name:<20} {value}"
    yield ""
    yield f"Revisions: {len(one.revisions)}"
    for row in one.revisions:
        changed = ", ".join(dict.fromkeys(change["field"] for change in row["changes"] or ()))
        yield f"  {row['ingested']:%Y-%m-%d %H:%M}  {row['revision'][:12]}  {row['access']}  {changed or 'first'}" + (
            f"  tagged {row['tagged']} times" if row["tagged"] > 1 else ""
        )
    yield ""
    yield f"Found: {len(one.entities)} mentions of entities, {len(one.figures)} figures, {len(one.claims)} claims"
    followed = {(m["field"], m["start"], m["end"]): m for m in one.mentions}
    for figure in one.figures:
        who = figure["source_name"] or ("" if figure["claim"] is None else "somebody")
        parts = (figure["text"], figure["what_lemma"], figure["counted_text"], f"({figure['status']})")
        yield "  " + " ".join(str(part) for part in parts if part) + (f"  says {who}" if who else "")
        for contest in figure["contested_by"] or ():
            yield f"    {contest['how'].replace('_', ' ')} by {contest['name'] or contest['text']}"
        if mention := followed.get((figure["field"], figure["start"], figure["end"])):
            yield f"    {_in_thread(mention)}"


def _in_thread(mention: Row) -> str:
    """In which thread a figure is, and how it relates to what was said before."""
    told = f"thread {mention['thread_id']}: {mention['relation'] or 'compatible'}"
    if not mention["of_article_id"]:
        return told
    words = (mention["of_text"], mention["of_claimant"], mention["of_site"], mention["of_published"])
    return f"{told}, of {', '.join(str(word) for word in words if word) or mention['of_article_id']}"
