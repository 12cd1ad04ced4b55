"""The pages of scripted articles as HTML, with the furniture of a news site around the text."""

from behaviour.items import Item
from behaviour.server import Ask, Reply

_WHO = ("its chair", "a pilot", "the owner of two tugs", "a spokesman for the port", "the town's mayor")


def text_of(item: Item) -> list[str]:
    """Five paragraphs that no other report has."""
    return [
        f"The harbour board voted on {item.title.lower()} to deepen the northern channel, {who} said. Dredging of "
        f"section {item.guid} begins in May and is to end before the autumn storms, {who} told reporters after the "
        f"meeting in the old customs house."
        for who in _WHO
    ]


def page(
    item: Item, *, paragraphs: list[str] | None = None, title: str = "", head: str = "", around: str = ""
) -> Reply:
    """An article's page; `around` stands before and after its text."""
    told = "".join(f"<p>{text}</p>" for text in (text_of(item) if paragraphs is None else paragraphs))
    name = title or item.title
    return html(
        f"""<header><nav><a href="/">Home</a> <a href="/sport/">Sport</a></nav></header>{around}
<main><article><h1>{name}</h1><p class="byline">By Ann Lee</p>{told}</article></main>{around}
<footer><p>All rights reserved</p></footer>""",
        title=f"{name} | Harbour wire",
        head=f'<meta property="og:type" content="article"><meta property="og:site_name" content="Harbour wire">{head}',
    )


def html(body: str, *, title: str = "Harbour wire", head: str = "", status: int = 200) -> Reply:
    """A page of any kind."""
    text = f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'
    return Reply(text.encode(), status, {"Content-Type": "text/html; charset=utf-8"})


def advertised(item: Item, ask: Ask) -> Reply:
    """The page with other advertisements, counters and links around it at each request."""
    n = ask.n
    around = f"""<div class="ad banner" id="ad-{n}"><p>Advertisement</p><a href="http://ads.example/{n}">Buy boat number
{n}, now {n + 3} % off, and sail away today</a></div><aside class="related"><h3>Most read</h3><ul>
<li><a href="/story/{900 + n}">Ferry number {n} leaves late again</a></li></ul></aside><p class="counter">{1234 + 7 * n}
views</p><p class="age">{n} hours ago</p>"""
    return page(item, around=around)
