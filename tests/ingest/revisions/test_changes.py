"""What changed between two texts, place by place, and the way back from it."""

import random

import pytest

from newswire.ingest.revisions.changes import MAX_CHANGES, changes_between
from newswire.ingest.revisions.reading import paragraphs, print_of
from newswire.stream.messages import Article
from newswire.stream.messages.earlier import earlier

SENTENCES = [f"The council of ward {n} met on day {n} and voted for plan {n}, a clerk said." for n in range(40)]


def revised(before: str, after: str, **fields: str) -> Article:
    changes = changes_between(fields.get("was", "T"), before, "T", after)
    return Article(article_id="a", revision="2", previous="1", url="u", title="T", text=after, changes=changes)


@pytest.mark.parametrize("seed", range(60))
def test_the_text_before_is_told_by_the_text_after_and_the_changes(seed: int) -> None:
    chance = random.Random(seed)
    before = chance.sample(SENTENCES, chance.randint(1, 12))
    after = list(before)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(after))
        match chance.randint(0, 2):
            case 0:
                after.insert(at, chance.choice(SENTENCES) + f" {chance.random()}.")
            case 1 if len(after) > 1:
                del after[at - 1]
            case _ if after:
                after[at - 1] = f"{chance.random()} of it was changed."
    text, now = "\n\n".join(before), "\n\n".join(after)
    article = revised(text, now)
    found = earlier(article)
    if text == now:
        assert article.changes == () and found is None
        return
    assert found is not None and found.text == text
    for change, start, end in found.places:
        assert found.text[start:end] == "\n\n".join(change.removed)
        if change.added:
            assert now[change.start : change.end] == "\n\n".join(change.added)
        else:
            assert change.start == change.end


def test_the_earlier_title_is_told() -> None:
    found = earlier(revised("Same words here.", "Same words here.", was="Old title"))
    assert found is not None and (found.title, found.text) == ("Old title", "Same words here.")


def test_what_is_too_much_is_cut_and_says_so() -> None:
    before = "\n\n".join(f"Line {n} of the first text." for n in range(400))
    after = "\n\n".join(f"Line {n} of the {'first' if n % 2 else 'second'} text." for n in range(400))
    changes = changes_between("t", before, "t", after)
    assert len(changes) == MAX_CHANGES and changes[-1].cut and not changes[0].cut

    changes = changes_between("t", "a." * 100_000, "t", "b." * 100_000)
    assert len(changes) == 1 and changes[0].cut and changes[0].added == ()


def test_a_long_live_blog_is_compared_in_no_time() -> None:
    before = "\n\n".join(f"At {n} o'clock something happened again." for n in range(20_000))
    (change,) = changes_between("t", before, "t", before + "\n\nOne more thing happened.")
    assert change.field == "text"


def test_two_texts_have_one_print_where_nothing_was_changed_that_is_read() -> None:
    text = "The council met on Friday, it’s said.\n\n12 comments\n\nIt voted 7 to 5."
    same = "The council met on  Friday, it's said.\n\n348 comments\n\nIt voted 7 to 5.\n\nMore news\n\nBest of the week"
    assert print_of("(3) Title", text) == print_of("Title", same)
    assert changes_between("(3) Title", text, "Title", same) == ()
    assert print_of("Title", text) != print_of("Title", text.replace("7 to 5", "8 to 4"))


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "1,234 views",
        "Comments (12)",
        "12 comments",
        "5 min read",
        "Updated 3 hours ago",
        "Last updated: 3 May 2024, 10:15",
        "Most read",
        "Read more: What to know about the vote",
        "Sign up for our newsletter.",
        "Shared 41 times",
        "230 people are reading this now",
    ],
)
def test_lines_of_the_page_are_not_read(line: str) -> None:
    assert [p.said for p in paragraphs(f"A sentence.\n\n{line}\n\nAnother one.")] == ["A sentence.", "Another one."]


@pytest.mark.parametrize(
    "line",
    [
        "12 people were killed.",
        "Updated guidance says that 12 people died of it in the county hospital last year.",
        "Related charges were dropped on Tuesday.",
        "Latest figures show 12 dead.",
        "Help from abroad",
        "Views differ.",
        "More in the party than ever said no.",
    ],
)
def test_lines_of_the_article_are_read(line: str) -> None:
    assert line in [p.said for p in paragraphs(f"A sentence.\n\n{line}\n\nAnother one.")]
