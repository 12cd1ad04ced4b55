"""Which element of a feed has which meaning where: the tables of the quick reader (`reader.py`)."""

from newswire.ingest.parsing.quick import frame, links, people, texts
from newswire.ingest.parsing.quick.reader import Action, Tables, ignore


def _table(action: Action, names: str) -> dict[str, Action]:
    return dict.fromkeys(names.split(), action)


_FIELDS = {
    **_table(texts.title, "title dc_title"),
    **_table(texts.media_title, "media_title"),
    **_table(links.link, "link"),
    **_table(links.guid, "guid id"),
    **_table(frame.plain("published"), "published issued pubdate dcterms_issued"),
    **_table(frame.plain("updated"), "updated modified lastbuilddate dcterms_modified"),
    **_table(frame.plain("created"), "created dcterms_created"),
    **_table(frame.plain("dc_date"), "dc_date"),
    **_table(frame.plain("language"), "language dc_language"),
    **_table(frame.bare("ttl"), "ttl"),
    **_table(frame.bare("sy_updateperiod"), "sy_updateperiod"),
    **_table(frame.bare("sy_updatefrequency"), "sy_updatefrequency"),
    **_table(frame.bare("feedburner_origlink"), "feedburner_origlink"),
    **_table(texts.summary("text/html"), "description dc_description"),
    **_table(texts.summary("text/plain"), "summary abstract"),
    **_table(texts.spoken_summary, "itunes_summary"),
    **_table(texts.content("text/plain"), "content"),
    **_table(texts.content("text/html"), "content_encoded fullitem"),
    **_table(
        texts.other_content,
        "rights copyright dc_rights subtitle tagline itunes_subtitle info feedburner_browserfriendly media_description",
    ),
    **_table(people.author, "author managingeditor dc_creator dc_author itunes_author"),
    **_table(frame.people, "contributor"),
    **_table(people.category, "category keywords dc_subject"),
    **_table(people.media_category, "media_category"),
    **_table(people.itunes_category, "itunes_category"),
    **_table(people.keywords(None), "media_keywords tags"),
    **_table(people.keywords("http://www.itunes.com/"), "itunes_keywords"),
    **_table(links.enclosure, "enclosure"),
    **_table(links.chapter, "psc_chapter"),
}
_PEOPLE = _table(people.author_part, "email url uri homepage itunes_email")
#: place -> element -> what it does there
_PLACES: dict[str, dict[str, Action]] = {
    "root": {
        "rss": frame.start_rss,
        "feed": frame.start_feed,
        "channel": frame.start_channel,
        "item": frame.start_entry,
        "entry": frame.start_entry,
        "image": frame.aside("image"),
        "textinput": frame.aside("textinput"),
    },
    "feed": _FIELDS
    | {
        "item": frame.start_entry,
        "entry": frame.start_entry,
        "image": frame.aside("image"),
        "textinput": frame.aside("textinput"),
    }
    | {"itunes_owner": frame.people},
    "entry": _FIELDS | {"source": frame.source, "image": frame.picture},
    "source": _FIELDS,
    "image": {"title": texts.title, "link": links.link} | _table(ignore, "url width height description"),
    "textinput": {"title": texts.title, "link": links.link} | _table(ignore, "name description"),
    "picture": {},
    "author": _PEOPLE | _table(people.author_name, "name itunes_name"),
    "people": _table(ignore, "name itunes_name email url uri homepage itunes_email"),
}
#: elements with a rule of feedparser's that touches no field of ours
_HARMLESS = """
    dc_contributor dc_publisher webmaster generator cloud expirationdate dcterms_valid width height newlocation
    name email url uri homepage
    media_group media_content media_thumbnail media_player media_credit media_rating media_license media_restriction
    itunes_image itunes_link itunes_explicit itunes_block itunes_name itunes_email
    admin_generatoragent admin_errorreportsto cc_license creativecommons_license psc_chapters
    georss_point georss_line georss_polygon georss_box
"""
TABLES = Tables(
    places=_PLACES,
    strict=frozenset(["image", "textinput"]),
    unread=frozenset(["picture"]),
    harmless=frozenset(_HARMLESS.split()),
    taken=frozenset(["links", "authors", "author_detail", "title_detail", "summary_detail", "other_summary", "source"]),
)
