"""Which element of a feed has which meaning where: the tables of the quick reader (`reader.py`)."""

from ingest.parsing.quick import fields, people
from ingest.parsing.quick.fields import Action


def _table(action: Action, names: str) -> dict[str, Action]:
    return dict.fromkeys(names.split(), action)


_FIELDS = {
    **_table(fields.title, "title dc_title"),
    **_table(fields.media_title, "media_title"),
    **_table(fields.link, "link"),
    **_table(fields.guid, "guid id"),
    **_table(fields.plain("published"), "published issued pubdate dcterms_issued"),
    **_table(fields.plain("updated"), "updated modified lastbuilddate dcterms_modified"),
    **_table(fields.plain("created"), "created dcterms_created"),
    **_table(fields.plain("dc_date"), "dc_date"),
    **_table(fields.plain("language"), "language dc_language"),
    **_table(fields.bare("ttl"), "ttl"),
    **_table(fields.bare("sy_updateperiod"), "sy_updateperiod"),
    **_table(fields.bare("sy_updatefrequency"), "sy_updatefrequency"),
    **_table(fields.bare("feedburner_origlink"), "feedburner_origlink"),
    **_table(fields.summary("text/html"), "description dc_description"),
    **_table(fields.summary("text/plain"), "summary itunes_summary abstract"),
    **_table(fields.media_description, "media_description"),
    **_table(fields.content("text/plain"), "content"),
    **_table(fields.content("text/html"), "content_encoded fullitem"),
    **_table(
        fields.other_content,
        "rights copyright dc_rights subtitle tagline itunes_subtitle info feedburner_browserfriendly",
    ),
    **_table(people.author, "author managingeditor dc_creator dc_author itunes_author"),
    **_table(fields.people, "contributor"),
    **_table(people.category, "category keywords dc_subject"),
    **_table(people.media_category, "media_category"),
    **_table(people.itunes_category, "itunes_category"),
    **_table(people.keywords(None), "media_keywords tags"),
    **_table(people.keywords("http://www.itunes.com/"), "itunes_keywords"),
    **_table(fields.enclosure, "enclosure"),
    **_table(fields.chapter, "psc_chapter"),
}
_PEOPLE = _table(people.author_part, "email url uri homepage itunes_email")
#: place -> element -> what it does there
PLACES: dict[str, dict[str, Action]] = {
    "root": {
        "rss": fields.start_rss,
        "feed": fields.start_feed,
        "channel": fields.start_channel,
        "item": fields.start_entry,
        "entry": fields.start_entry,
        "image": fields.aside("image"),
        "textinput": fields.aside("textinput"),
    },
    "feed": _FIELDS
    | {
        "item": fields.start_entry,
        "entry": fields.start_entry,
        "image": fields.aside("image"),
        "textinput": fields.aside("textinput"),
    }
    | {"itunes_owner": fields.people},
    "entry": _FIELDS | {"source": fields.aside("source"), "image": fields.aside("picture")},
    "source": _FIELDS,
    "image": {"title": fields.title, "link": fields.link} | _table(fields.ignore, "url width height description"),
    "textinput": {"title": fields.title, "link": fields.link} | _table(fields.ignore, "name description"),
    "picture": {},
    "author": _PEOPLE | _table(people.author_name, "name itunes_name"),
    "people": _table(fields.ignore, "name itunes_name email url uri homepage itunes_email"),
}
#: where even an element that feedparser has no rule for is in doubt
STRICT = frozenset(["image", "textinput", "picture"])
#: elements with a rule of feedparser's that touches no field of ours
_HARMLESS = """
    dc_contributor dc_publisher webmaster generator cloud expirationdate dcterms_valid width height newlocation
    name email url uri homepage
    media_group media_content media_thumbnail media_player media_credit media_rating media_license media_restriction
    itunes_image itunes_link itunes_explicit itunes_block itunes_name itunes_email
    admin_generatoragent admin_errorreportsto cc_license creativecommons_license psc_chapters
    georss_point georss_line georss_polygon georss_box
"""
HARMLESS = frozenset(_HARMLESS.split())
#: names of values; an element of such a name would be taken for one
TAKEN = frozenset(["links", "authors", "author_detail", "title_detail", "summary_detail", "other_summary"])
