"""The benchmark of extraction: both do the same pages, and the figures say what they claim."""

from benchmarks.extraction.extract import Round, memory_mb, run_round, told
from benchmarks.sites.corpus import Page, read_pages


def some_pages() -> list[Page]:
    """Two of the demo site's, which need no corpus."""
    return read_pages(None)[:2]


def test_a_round_times_the_article_and_its_metadata_of_both() -> None:
    spent = run_round(some_pages())
    assert all(seconds > 0 for seconds in spent)


def test_times_are_medians_a_page_and_speed_is_how_many_times_as_fast() -> None:
    rounds = [Round(1.0, 2.0, 0.1, 0.3), Round(2.0, 2.0, 0.1, 0.3), Round(4.0, 2.0, 0.1, 0.3)]
    assert told(rounds, 100) == {
        "ours_ms": 20.0,
        "trafilatura_ms": 20.0,
        "metadata_ms": 1.0,
        "trafilatura_metadata_ms": 3.0,
        "speed": 1.0,
    }


def test_memory_is_that_of_a_child_that_loaded_the_extractor() -> None:
    assert 30 < memory_mb(some_pages(), 3) < 500
