"""Less time for a site whose articles ran over theirs."""

from newswire.enrich.tagging.patience import Patience


def test_a_site_whose_articles_run_over_gets_less_time_for_a_while() -> None:
    clock = [1000.0]
    patience = Patience(lambda: clock[0])
    got = []
    for _ in range(6):
        got.append(patience.seconds("bad.example", 8))
        patience.ran_over("bad.example")
    assert (got, patience.seconds("good.example", 8)) == ([8, 4, 2, 1, 1, 1], 8)
    clock[0] += 601
    assert patience.seconds("bad.example", 8) == 8


def test_documents_of_no_known_site_do_not_share_their_fate() -> None:
    """A batch by hand has no sites: one that took all its time costs the others none of theirs."""
    patience = Patience(lambda: 0.0)
    patience.ran_over("")
    assert patience.seconds("", 10.0) == 10.0
