"""A state that an earlier version wrote opens: it is followed on, corrected and forgotten like one's own."""

import lzma
from pathlib import Path

from homes.followed_items import brief, changes, item
from newswire.follow.forgetting import forget
from newswire.follow.stage import FollowHandler
from newswire.follow.state.sql import SqlState
from newswire.follow.state.tables import metadata
from newswire.ingest.polling.state import tables
from newswire.ingest.polling.state.database import Database

#: written by the first version with a stage `follow`: articles a (41 dead) and b (57), the Relief Office says both
EARLIER = Path(__file__).with_name("homes") / "state-2026-11.sqlite.xz"


def test_a_state_of_the_first_version_is_followed_on(tmp_path: Path) -> None:
    file = tmp_path / "feeds.sqlite"
    file.write_bytes(lzma.decompress(EARLIER.read_bytes()))
    database = Database(f"sqlite:///{file}")
    with database.write() as connection:
        tables.create(connection, metadata)
    handler = FollowHandler(database.write)
    (known,) = handler([item("a", 41)])  # came before, its offset was not committed
    assert brief(known) == [("said", "a", 41, "first")]
    (new,) = handler([item("c", 60)])
    said = changes(new)[0]
    assert (said.relation, said.of and said.of.article_id, said.state.mentions) == ("revises", "b", 3)
    (again,) = handler([item("b", 57, event="anew", revision="b-57")])
    assert [(c.change, c.mention.article_id, c.relation) for c in changes(again) if c.change == "said"] == [
        ("said", "b", "revises"),
        ("said", "c", "revises"),
    ]
    (gone,) = handler([item("a", 41, event="off", access="gone")])
    assert brief(gone)[-1] == ("said", "b", 57, "first")
    with database.write() as connection:
        assert forget(connection, {"b"}.__contains__)[0] == 1
        assert sorted(SqlState(connection).reports(["a", "b", "c"])) == ["c"]
    database.close()
