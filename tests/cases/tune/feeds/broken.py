"""Feeds with one thing broken: the others come out."""

from cases.rows import Feed, atom, rss

_PAGE = "https://www.harbourpost.example/"
_A = f"<title>Ferry</title><link>{_PAGE}1</link>"
_C = f"<title>School</title><link>{_PAGE}3</link>"
_FIRST = {"title": "Ferry", "url": f"{_PAGE}1"}
_LAST = {"title": "School", "url": f"{_PAGE}3"}

CASES = {
    "one_thing_broken": {
        "surrogate_reference_in_rss": Feed(
            rss(_A, f"<title>Pair &#xD83D;&#xDE00;</title><link>{_PAGE}2</link>", _C),
            [_FIRST, {"title_has": "Pair", "url": f"{_PAGE}2"}, _LAST],
        ),
        "surrogate_reference_in_atom": Feed(
            atom(
                f'<id>urn:x:1</id><title>Ferry</title><link href="{_PAGE}1"/>',
                f'<id>urn:x:2</id><title>Half &#55357;</title><link href="{_PAGE}2"/>',
            ),
            [_FIRST, {"title_has": "Half", "url": f"{_PAGE}2"}],
            "application/atom+xml",
        ),
        "undeclared_entities": Feed(
            rss(_A, f"<title>The skipper&rsquo;s&nbsp;hat</title><link>{_PAGE}2</link>", _C),
            [_FIRST, {"title_has": "skipper’s", "url": f"{_PAGE}2"}, _LAST],
        ),
        "bare_ampersand": Feed(
            rss(_A, f"<title>Fish & chips</title><link>{_PAGE}2?a=1&b=2</link>", _C),
            [_FIRST, {"title": "Fish & chips", "url": f"{_PAGE}2?a=1&b=2"}, _LAST],
        ),
        "unclosed_element": Feed(
            rss(_A, f"<title>Storm</title><link>{_PAGE}2</link><description>Rain <b>and wind</description>", _C),
            [_FIRST, {"title": "Storm", "url": f"{_PAGE}2"}, _LAST],
        ),
        "attribute_without_quotes": Feed(
            rss(
                _A,
                f"<title>Storm</title><link>{_PAGE}2</link><enclosure url={_PAGE}a.mp3 length=12 type=audio/mpeg />",
                _C,
            ),
            [_FIRST, {"title": "Storm", "url": f"{_PAGE}2"}, _LAST],
        ),
        "undeclared_prefix": Feed(
            rss(_A, f"<title>Storm</title><link>{_PAGE}2</link><georss:point>45 7</georss:point>", _C),
            [_FIRST, {"title": "Storm"}, _LAST],
        ),
        "control_character": Feed(
            rss(_A, f"<title>Sto\x08rm</title><link>{_PAGE}2</link>", _C), [_FIRST, {"url": f"{_PAGE}2"}, _LAST]
        ),
    }
}
