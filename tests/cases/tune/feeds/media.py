"""Descriptions of pictures beside the summary of the entry."""
# ruff: noqa: E501

from cases.rows import Feed, atom, rss

_PICTURE = '<media:content url="https://img.example/1.jpg" type="image/jpeg" medium="image">{}</media:content>'
_CAPTION = "<media:title>Picture of a ship</media:title><media:description>The ship at the pier. Photo: K. Lund</media:description><media:credit>K. Lund</media:credit>"

CASES = {
    "media": {
        "caption_after_the_summary": Feed(
            rss(f"<title>Ferry</title><description>The ferry sails again.</description>{_PICTURE.format(_CAPTION)}"),
            [{"title": "Ferry", "summary": "The ferry sails again."}],
        ),
        "caption_before_the_summary": Feed(
            rss(f"{_PICTURE.format(_CAPTION)}<title>Ferry</title><description>The ferry sails again.</description>"),
            [{"title": "Ferry", "summary": "The ferry sails again."}],
        ),
        "caption_and_no_summary": Feed(
            rss(f"<title>Ferry</title>{_PICTURE.format(_CAPTION)}"),
            [{"title": "Ferry", "summary": None, "authors": []}],
        ),
        "in_a_group": Feed(
            atom(
                f'<id>urn:x:1</id><title>Ferry</title><summary>The ferry sails again.</summary><m:group xmlns:m="http://search.yahoo.com/mrss/">{_CAPTION.replace("media:", "m:")}</m:group>'
            ),
            [{"title": "Ferry", "summary": "The ferry sails again."}],
            "application/atom+xml",
        ),
        "long_caption_and_content": Feed(
            rss(
                f"<title>Ferry</title><description>The ferry sails again.</description><content:encoded><![CDATA[<p>The ferry sails again, and the pier is full.</p>]]></content:encoded>{_PICTURE.format(_CAPTION)}"
            ),
            [{"summary": "The ferry sails again.", "content_has": "and the pier is full", "content_lacks": "K. Lund"}],
        ),
        "image_of_the_item": Feed(
            rss(
                "<title>Ferry</title><image><title>Logo</title><url>https://img.example/l.gif</url><link>https://logo.example/</link><description>Our logo</description></image><link>https://www.harbourpost.example/1</link><description>The ferry sails again.</description>"
            ),
            [{"title": "Ferry", "url": "https://www.harbourpost.example/1", "summary": "The ferry sails again."}],
        ),
    }
}
