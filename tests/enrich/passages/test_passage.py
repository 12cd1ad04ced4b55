"""What stands where in a field is found by bisection, as it would be by looking at everything."""

from hypothesis import given
from hypothesis import strategies as st

from newswire.enrich.passages.document import Document
from newswire.enrich.passages.passage import Passage
from newswire.stream.messages import Claim, Entity, Time
from tagging import parser

TEXT = "Some words in which nothing is, but which are long enough to point into them."
PARSE = parser()([TEXT])[0]

_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12)


def passage(spans: list[tuple[int, int]], *, apart: bool = False) -> Passage:
    document = Document(id="d", texts={"title": "", "text": TEXT})
    end = -1
    for start, length in sorted(spans) if apart else spans:
        if apart and start < end:
            continue
        end = start + length
        text = TEXT[start:end]
        document.entities.append(Entity(field="text", text=text, start=start, end=end, type="ORG", name=text))
        document.entities.append(Entity(field="title", text=text, start=start, end=end, type="GPE", name=text))
        document.times.append(Time(field="text", text=text, start=start, end=end, kind="date"))
        document.claims.append(Claim(field="text", content=((start, end),), status="estimated"))
    return Passage(document, "text", TEXT, PARSE)


@given(_SPANS, st.integers(0, 70), st.integers(1, 9))
def test_times_in_a_stretch_are_those_that_begin_there(spans: list[tuple[int, int]], start: int, length: int) -> None:
    found = passage(spans).times_in(start, start + length)

    assert [t.start for t in found] == sorted(s for s, _ in spans if start <= s < start + length)


@given(_SPANS, st.integers(0, 70), st.integers(1, 9))
def test_names_at_a_stretch_share_a_character_with_it(spans: list[tuple[int, int]], start: int, length: int) -> None:
    here = passage(spans, apart=True)

    found = here.names_at(start, start + length)

    assert list(found) == [e for e in here.names if e.start < start + length and start < e.end]
    assert all(e.field == "text" for e in here.names)


@given(_SPANS, st.integers(0, 70), st.integers(1, 9))
def test_names_in_a_stretch_and_times_at_and_before_one_are_found_likewise(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    here, end = passage(spans, apart=True), start + length

    assert list(here.names_in(start, end)) == [e for e in here.names if start <= e.start < end]
    assert list(here.names_before(end, 2)) == [e for e in here.names if e.start < end][-2:]
    assert list(here.times_at(start, end)) == [t for t in here.times if t.start < end and start < t.end]
    assert here.time_before(start) == ([t for t in here.times if t.start < start] or [None])[-1]
    assert here.types_at(end) == {e.type for e in here.names if e.end == end}


def test_paragraphs_and_sentences_are_counted() -> None:
    text = "One came. Two left.\n\nThree stayed."
    here = Passage(Document(id="d", texts={"title": "", "text": text}), "text", text, parser()([text])[0])
    places = [text.index(word) for word in ("One", "left", "Three")]

    assert [here.paragraph(at) for at in places] == [0, 0, 1]
    assert [here.sentence(at) for at in places] == [0, 1, 2]


@given(_SPANS, st.integers(0, 70))
def test_the_claim_at_a_place_is_one_that_holds_it_and_the_shortest(spans: list[tuple[int, int]], at: int) -> None:
    found = passage(spans).claim_at(at, at + 1)

    holding = [length for start, length in spans if start <= at < start + length]
    assert (found is None) == (not holding)
    if found:
        index, claim = found
        assert passage(spans).document.claims[index] == claim
        assert claim.content[0][1] - claim.content[0][0] == min(holding)
