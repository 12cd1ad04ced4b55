"""Page templates that only held pages have."""
# ruff: noqa: E501

import json

from languages.templates import Story, figure, links, ps, shares


def drupal(s: Story) -> str:
    return f"""<!DOCTYPE html><html lang="{s.lang}"{s.direction()} prefix="dc: http://purl.org/dc/terms/"><head><meta charset="utf-8"><title>{s.title} | {s.site}</title></head><body class="path-node page-node-type-article"><div class="region region-header"><a href="/" rel="home">{s.site}</a></div>
<div class="region region-breadcrumb"><ol><li><a href="/s">{s.section}</a></li></ol></div><div class="region region-content"><h1 class="page-title"><span class="field field--name-title">{s.title}</span></h1>
<article role="article" class="node node--type-article"><footer class="node__meta"><div class="node__submitted"><span class="field--name-uid">{s.byline}</span> <span class="field--name-created">{s.date}</span></div></footer>
<div class="node__content"><div class="field--name-field-teaser-text">{s.standfirst}</div><div class="clearfix text-formatted field field--name-body">{ps(s.paragraphs)}</div></div></article></div>
<div class="region region-sidebar"><h2>{s.related}</h2><ul>{links(s)}</ul></div><div class="eu-cookie-compliance">{s.cookie}</div></body></html>"""


def definition_list(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.site} | {s.title}</title></head><body><div id="top"><a href="/">{s.site}</a></div><div id="main"><h1>{s.title}</h1><dl class="facts"><dt>✎</dt><dd>{s.byline}</dd><dt>⏱</dt><dd>{s.date}</dd></dl>
<div class="txt">{ps(s.paragraphs)}</div></div><div id="side"><h3>{s.related}</h3><dl>{links(s, "dd")}</dl></div><ul id="social">{shares(s)}</ul><p id="ck">{s.cookie}</p></body></html>"""


def center_era(s: Story) -> str:
    return f"""<html{s.direction()}><head><meta charset="utf-8"><title>{s.title}</title></head><body text="#000000"><center><a href="/">{s.site}</a><hr width="50%"><h2>{s.title}</h2><i>{s.byline}</i><br><small>{s.date}</small></center><hr>
{"<p>".join(("", *s.paragraphs))}
<hr><center><small><b>{s.related}</b><br>{" | ".join(f'<a href="{i}.html">{text}</a>' for i, text in enumerate(s.teasers))}</small></center></body></html>"""


def app_shell(s: Story) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": "#page", "name": s.title},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": s.title,
                "datePublished": s.published,
                "author": [{"@id": f"#a{i}"} for i, _ in enumerate(s.authors)],
            },
            *({"@type": "Person", "@id": f"#a{i}", "name": name} for i, name in enumerate(s.authors)),
            {"@type": "Organization", "@id": "#org", "name": s.site},
        ],
    }
    return f"""<!DOCTYPE html><html lang="{s.lang}"{s.direction()}><head><meta charSet="utf-8"/><title>{s.title} - {s.site}</title><script type="application/ld+json">{json.dumps(graph)}</script></head><body><div id="__next"><header data-testid="header"><a href="/">{s.site}</a></header><main data-testid="main">
<div data-testid="headline"><h1>{s.title}</h1></div><div data-testid="dek">{s.standfirst}</div><div data-testid="contributors">{s.byline}</div><div data-testid="stamp">{s.date}</div>{figure(s)}
<div data-testid="content-body">{"".join(f'<div data-testid="paragraph-{i}"><p>{text}</p></div>' for i, text in enumerate(s.paragraphs))}</div><div data-testid="sharing">{shares(s)}</div></main>
<div data-testid="up-next"><h2>{s.related}</h2>{links(s, "div")}</div><div data-testid="cmp">{s.cookie}</div></div></body></html>"""


def hentry(s: Story) -> str:
    return f"""<!doctype html><html lang="{s.lang}"{s.direction()}><head><meta charset="utf-8"><title>{s.title} « {s.site}</title></head><body><div class="masthead"><a href="/">{s.site}</a><a href="/s">{s.section}</a></div><div class="hentry"><h2 class="entry-title">{s.title}</h2><p class="vcard author">{s.byline}</p><abbr class="published">{s.date}</abbr>
<div class="entry-content">{figure(s)}{ps(s.paragraphs)}</div><p class="share-links">{" · ".join(s.share)}</p></div><div class="sidebar"><h4>{s.related}</h4><ul>{links(s)}</ul></div><div class="notice">{s.cookie}</div></body></html>"""


MORE_TEMPLATES = {build.__name__: build for build in (drupal, definition_list, center_era, app_shell, hentry)}
