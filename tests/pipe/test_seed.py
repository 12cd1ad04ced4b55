"""The article that this project started from, as a feed item through the whole pipe: its figures come out right."""

import html
import json
from pathlib import Path

import pytest

from benchmarks.sites.corpus import serve
from newswire.ingest.polling.lists.feeds import Feed
from newswire.running.once import once
from newswire.settings import Settings
from newswire.store.query import connect

SEED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "seed"
BOUNDS = {"exact": "=", "about": "~", "more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<"}

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not beside this checkout")


def test_the_core_figures_of_the_seed_article_are_right(tmp_path: Path) -> None:
    text = (SEED / "article.txt").read_text()
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "seed.html").write_text(
        f"<html lang=en><head><title>Troops</title></head><body><article>{body}</article></body></html>"
    )
    settings = Settings(home=tmp_path / "home", allow_private=True)
    with serve(pages, 1) as site:
        once(settings, [Feed(url) for url in site.feeds], lambda line: None)

    with connect(settings.store_root) as store:
        stored = store.execute("select text, published from articles").fetchone()
        columns = 'field, text, start, "end", value, low, high, bound, counted_head, source_name, source_text'
        rows = store.execute(f"select {columns} from figures where field = 'text'").fetchall()
    assert stored is not None
    assert str(stored[1]).startswith("2024-10-18")
    figures = [dict(zip([c.strip('"') for c in columns.split(", ")], row, strict=True)) for row in rows]
    assert all(stored[0][f["start"] : f["end"]] == f["text"] for f in figures)

    gold = json.loads((SEED / "gold.json").read_text())
    right = heads = claimants = 0
    for wanted in (g for g in gold["figures"] if g["core"]):
        near = text[wanted["start"] - 25 : wanted["end"] + 25].split("\n")
        line = max(near, key=lambda part: wanted["surface"] in part)
        start = stored[0].index(line) + line.index(wanted["surface"])
        end = start + len(wanted["surface"])
        found = [f for f in figures if f["start"] < end and start < f["end"]]
        assert found, f"no figure for {wanted['surface']} in {line!r}"
        (f,) = found[:1]
        if wanted["value"] is not None:
            assert f["value"] == wanted["value"], (wanted["surface"], f)
        else:
            assert (f["value"], f["low"], f["high"]) == (None, wanted["lo"], wanted["hi"]), (wanted["surface"], f)
        assert BOUNDS[f["bound"]] == wanted["modifier"], (wanted["surface"], f["bound"])
        right += 1
        thing = text[slice(*wanted["thing_span"])].lower()
        heads += bool(f["counted_head"]) and f["counted_head"].lower()[:5] in thing
        last = wanted["claimant"].split("(")[0].replace("unnamed", "").split()[-1].lower().rstrip("iys")
        claimants += last in f"{f['source_name']} {f['source_text']}".lower()
    assert right == 8
    assert heads >= 7
    assert claimants >= 5
    for no_figure in gold["numbers_not_figures"]:
        around = text[no_figure["start"] - 12 : no_figure["end"] + 12].split("\n")[0]
        place = stored[0].find(around)
        inside = place + around.find(no_figure["surface"])
        assert not [f for f in figures if f["start"] <= inside < f["end"]], no_figure
