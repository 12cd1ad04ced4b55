"""What is current, whatever was stored in whatever order; and the file that says so."""

import itertools
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import article
from newswire.store.known.index import Index, Message
from newswire.store.known.keys import key_of
from newswire.store.known.standing import CURRENT, ENRICHED, REVISED, WITHDRAWN
from newswire.stream.messages import EnricherInfo
from protocols.store_batches import ask, item, put, store_at


def message(offset: int, name: str, revision: str = "r1", enrichment: str = "e1", gone: bool = False) -> Message:
    """A stored article at a place, which is also the order of its commit."""
    key = key_of(name, revision, enrichment)
    return Message(*key, committed=offset // 3, topic="t", partition=0, offset=offset, gone=gone)


def standing(index: Index, messages: list[Message]) -> dict[int, int]:
    """Offset -> how it stands; those of the index and these."""
    rows = index.superseded(messages).to_pylist()
    return {row["_offset"]: row["how"] for row in rows}


def expected(messages: list[Message]) -> dict[int, int]:
    """The same by the words of the rule, slowly."""
    found = {}
    ordered = sorted(messages, key=lambda m: (m.committed, m.offset))
    for one in ordered:
        of_article = [m for m in ordered if m.article == one.article]
        born = {}
        for i, m in enumerate(of_article):
            born.setdefault(m.revision, i)
        latest = max(born, key=lambda r: born[r])
        last = [m for m in of_article if m.revision == one.revision][-1]
        if one is not last:
            found[one.offset] = ENRICHED
        elif one.revision != latest:
            found[one.offset] = REVISED
        elif one.gone:
            found[one.offset] = WITHDRAWN
    return found


def test_the_latest_revision_in_its_latest_enrichment_is_current() -> None:
    messages = [
        message(0, "a"),
        message(1, "a", "r2"),
        message(2, "a", "r1", "e2"),  # re-enriched: an older revision stays one
        message(3, "a", "r2", "e2"),
        message(4, "b"),
        message(5, "b", "r2", gone=True),
        message(6, "c"),
    ]

    told = standing(Index.of([]), messages)

    assert told == {0: ENRICHED, 1: ENRICHED, 2: REVISED, 4: REVISED, 5: WITHDRAWN}
    assert told.get(3, CURRENT) == told.get(6, CURRENT) == CURRENT


names = st.sampled_from("abcd")
some = st.lists(st.tuples(names, st.sampled_from(["r1", "r2", "r3"]), st.sampled_from(["e1", "e2"]), st.booleans()))


@settings(deadline=None, max_examples=150, derandomize=True)
@given(some, st.lists(st.integers(0, 30), max_size=3))
def test_however_it_is_cut_into_folds_the_index_says_the_same(
    rows: list[tuple[str, str, str, bool]], cuts: list[int]
) -> None:
    messages = [message(i, *row) for i, row in enumerate(rows)]
    ends = sorted({min(cut, len(messages)) for cut in cuts})
    index = Index.of([])
    for begin, end in itertools.pairwise([0, *ends]):
        index = index.merged(messages[begin:end])
    rest = messages[ends[-1] if ends else 0 :]

    assert standing(index, rest) == expected(messages)
    assert standing(index.merged(rest), []) == expected(messages)
    for one in messages:
        assert index.merged(rest).has(one.article, one.revision, one.enrichment)
    assert not index.has(*key_of("x", "r1", "e1"))


def test_the_file_holds_the_same(tmp_path: Path) -> None:
    made = Index.of([message(i, f"n{i % 50}", f"r{i % 3}") for i in range(200)])
    path = tmp_path / "index.arrow"
    path.write_bytes(made.content())

    opened = Index.open(str(path))

    assert opened.superseded().equals(made.superseded()) and len(opened) == 200
    with pa.ipc.open_file(path) as reader:
        assert reader.schema.names[0] == "article"
    path.write_bytes(Index.of([]).content())
    assert len(Index.open(str(path))) == 0


def test_views_show_what_is_current_and_histories_all(tmp_path: Path) -> None:
    one, two = article("a", text="Off 12 left."), article("a", text="Off 13 left.", previous="r")
    old, new = (EnricherInfo(name="figures", version="1"),), (EnricherInfo(name="figures", version="1", sha256="x"),)
    store = store_at(tmp_path)
    put(store, [item(0, "a", article=one, enrichers=old), item(1, "b", enrichers=old)])
    put(store, [item(2, "a", article=two, enrichers=old), item(3, "b", enrichers=old)])  # the last one is a repeat
    put(store, [item(4, "a", article=one, enrichers=new), item(5, "a", article=two, enrichers=new)])
    put(store, [item(6, "b", article=article("b", text="", access="gone", previous="r"), enrichers=old)])

    assert ask(tmp_path, "SELECT _offset FROM articles ORDER BY 1") == [(5,)]
    assert ask(tmp_path, "SELECT _offset FROM figures ORDER BY 1") == [(5,)]
    assert ask(tmp_path, "SELECT _offset FROM articles_history ORDER BY 1") == [(0,), (1,), (2,), (4,), (5,), (6,)]
    assert ask(tmp_path, "SELECT access, previous FROM revisions ORDER BY 1") == [("gone", "r"), ("open", "r")]
    assert ask(tmp_path, "SELECT count(DISTINCT enrichment), count(committed) FROM articles_history") == [(2, 6)]
