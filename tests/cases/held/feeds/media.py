"""Descriptions of pictures beside the summary of the entry."""
# ruff: noqa: E501

from cases.rows import Feed, atom, rss

CASES = {
    "media": {
        "two_pictures_around_the_summary": Feed(
            rss(
                "<media:content url='https://i.example/1.jpg'><media:description>Smoke over the yard</media:description></media:content><title>Engine</title><description>The engine runs.</description><media:content url='https://i.example/2.jpg'><media:title>Driver</media:title><media:description>The driver waves</media:description></media:content>"
            ),
            [{"title": "Engine", "summary": "The engine runs."}],
        ),
        "picture_with_credit_is_not_an_author": Feed(
            rss(
                "<title>Engine</title><description>The engine runs.</description><media:content url='https://i.example/1.jpg'><media:credit role='author'>Photo Agency</media:credit></media:content><dc:creator>Ida Croft</dc:creator>"
            ),
            [{"authors": ["Ida Croft"]}],
        ),
        "group_in_rss": Feed(
            rss(
                "<title>Engine</title><media:group><media:content url='https://i.example/1.mp4' type='video/mp4'/><media:title>Clip 12</media:title><media:description>Raw footage</media:description></media:group><description>The engine runs.</description>"
            ),
            [{"title": "Engine", "summary": "The engine runs."}],
        ),
        "atom_content_and_caption": Feed(
            atom(
                "<id>urn:x:1</id><title>Engine</title><content type='html'>&lt;p&gt;The engine runs.&lt;/p&gt;</content><media:thumbnail xmlns:media='http://search.yahoo.com/mrss/' url='https://i.example/1.jpg'><media:description>Smoke</media:description></media:thumbnail>"
            ),
            [{"title": "Engine", "summary": None, "content_has": "The engine runs."}],
            "application/atom+xml",
        ),
        "empty_description": Feed(
            rss(
                "<title>Engine</title><description></description><media:content url='https://i.example/1.jpg'><media:description>Smoke over the yard</media:description></media:content>"
            ),
            [{"title": "Engine", "summary_lacks": "Smoke"}],
        ),
        "enclosure_and_media_keywords": Feed(
            rss(
                "<title>Engine</title><category>Rail</category><description>The engine runs.</description><enclosure url='https://i.example/1.jpg' length='12' type='image/jpeg'/><media:content url='https://i.example/1.jpg'><media:text>Alt text of the picture</media:text></media:content>"
            ),
            [{"summary": "The engine runs.", "tags": ["Rail"]}],
        ),
    }
}
