"""15 hostile pages in a row beside 20 good ones: each has its fate, and none is the others'."""

from pathlib import Path

from benchmarks.hostile.pipe import GOOD, run


def test_good_pages_arrive_beside_hostile_ones_and_each_of_these_has_a_fate(tmp_path: Path) -> None:
    told = run(tmp_path, enrich_s="2")

    assert (told.exit, told.good) == (0, GOOD), told.errors
    assert len(told.fates) == 15
    assert "lost" not in told.fates.values(), told.fates
    assert {told.fates[f"/charset-{n}"] for n in (1, 2, 3)} == {"stored"}
    assert {told.fates[path] for path in ("/quotes-165", "/years", "/references", "/linked-data", "/bytes")} == {
        "stored"
    }
