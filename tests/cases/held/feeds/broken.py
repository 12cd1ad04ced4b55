"""Feeds with one thing broken: the others come out."""

from cases.rows import Feed, atom, rss

_PAGE = "https://www.harbourpost.example/"
_A = f"<title>Engine</title><link>{_PAGE}1</link>"
_C = f"<title>Wolves</title><link>{_PAGE}3</link>"
_FIRST = {"title": "Engine", "url": f"{_PAGE}1"}
_LAST = {"title": "Wolves", "url": f"{_PAGE}3"}


def _entry(number: int, title: str, more: str = "") -> str:
    return f'<id>urn:x:{number}</id><title>{title}</title><link href="{_PAGE}{number}"/>{more}'


CASES = {
    "one_thing_broken": {
        "surrogate_in_a_description": Feed(
            rss(
                _A, f"<title>Clock</title><link>{_PAGE}2</link><description>Bell &#xDFFF; rings &#x0;</description>", _C
            ),
            [_FIRST, {"title": "Clock", "url": f"{_PAGE}2", "summary_has": "Bell"}, _LAST],
        ),
        "entities_in_atom": Feed(
            atom(_entry(1, "Engine"), _entry(2, "Caf&eacute; &mdash; open"), _entry(3, "Wolves")),
            [_FIRST, {"title": "Café — open", "url": f"{_PAGE}2"}, _LAST],
            "application/atom+xml",
        ),
        "surrogate_in_an_attribute": Feed(
            atom(
                _entry(1, "Engine"),
                f'<id>urn:x:2</id><title>Clock</title><link href="{_PAGE}2" title="&#xD800;"/>',
                _entry(3, "Wolves"),
            ),
            [_FIRST, {"title": "Clock", "url": f"{_PAGE}2"}, _LAST],
            "application/atom+xml",
        ),
        "wrong_end_tag": Feed(
            rss(_A, f"<title>Clock</titel><link>{_PAGE}2</link>", _C), [_FIRST, {"url": f"{_PAGE}2"}, _LAST]
        ),
        "attribute_twice": Feed(
            rss(
                _A,
                f"<title>Clock</title><link>{_PAGE}2</link><guid isPermaLink='false' isPermaLink='true'>x</guid>",
                _C,
            ),
            [_FIRST, {"title": "Clock"}, _LAST],
        ),
        "less_than_in_a_title": Feed(
            rss(_A, f"<title>Under 5 < 7 hours</title><link>{_PAGE}2</link>", _C),
            [_FIRST, {"title_has": "Under 5"}, _LAST],
        ),
        "blank_lines_before_the_declaration": Feed("\n\n  " + rss(_A, _C), [_FIRST, _LAST]),
        "end_cut_off": Feed(rss(_A, _C, "<title>Clo").split("<title>Clo")[0], [_FIRST, _LAST], at_least=True),
    }
}
