"""Who says what: each rule is there for a kind of text, and sentences that show more than one, or where one stops."""

from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from marked import CLAIMS, NAMES, document
from newswire.enrich.claims import estimates, referents, relayed, scripts, status, subjects, tidy
from newswire.enrich.claims.contests import contesting, denials
from newswire.enrich.claims.rules import RULES
from newswire.enrich.lexicon.rules import NOTHING
from newswire.enrich.passages.claim_index import ClaimIndex
from newswire.enrich.passages.document import Document
from newswire.stream.messages import Claim
from tagging import parser

CALLED = {"Ann Lee": "PER", "Bo Moe": "PER", "Karl Voss": "PER", "National Dam Service": "ORG", "Farm Board": "ORG"} | {
    place: "LOC" for place in ("Norway", "Oslo", "OSLO", "Bergen")
}


class Case(NamedTuple):
    """A rule of a table: of rows that decide, or of expressions."""

    name: str
    example: str
    place: tuple[ModuleType, str] | None  #: where its table is
    row: Any


TABLES = (
    (tidy, "JOINS"),
    (scripts, "DOUBTS"),
    (relayed, "READINGS"),
    (estimates, "SETS"),
    (subjects, "RULES"),
    (referents, "RULES"),
    (status, "STATUSES"),
    (status, "ACTS"),
    (denials, "FORMS"),
    (contesting, "ABOUT"),
    (contesting, "APART"),
)
CASES = [Case(rule.name, rule.example, None, rule) for rule in RULES.rules.values()] + [
    Case(f"{module.__name__.rpartition('.')[2]}: {row.name}", row.example, (module, table), row)
    for module, table in TABLES
    for row in getattr(module, table)
]


def rows(name: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [(cells[0], cells[1]) for line in lines if line[0] != "#" for cells in [line.split("\t")]]


#: rule -> the claims of its example, in brief
TOLD = dict(rows("told.tsv"))


SENTENCES = rows("sentences.tsv")


@cache
def documents() -> dict[str, Document]:
    """By the marked text; all are parsed together, which takes half as long."""
    marked = [*(case.example for case in CASES), *(sentence for sentence, _ in SENTENCES)]
    made = {text: document(text.replace(r"\n", "\n"), CALLED) for text in marked}
    for one, parse in zip(made.values(), parser()([one.texts["text"] for one in made.values()]), strict=True):
        one.parses["text"] = parse
    NAMES(list(made.values()))
    return made


def claims(marked: str) -> Document:
    made = documents()[marked]
    made.claims.clear()
    made.acts.clear()
    return CLAIMS([made])[0]


def told(marked: str) -> str:
    """The claims of a text: who = whose name [via whom] <cue> content (status) !who contests it how."""
    made = claims(marked)
    return "; ".join(brief(c, made.texts["text"], is_act=n in made.acts) for n, c in enumerate(made.claims))


def brief(claim: Claim, text: str, *, is_act: bool) -> str:
    assert claim.cue is not None
    who = "-"
    if claim.source:
        who = claim.source.text + (f" = {claim.source.name}" if claim.source.name != claim.source.text else "")
    for mention in (claim.source, claim.cue, *claim.via, *claim.contested_by):
        assert mention is None or text[mention.start : mention.end] == mention.text
    said = " / ".join(text[start:end] for start, end in claim.content).replace("\n", " ")
    via = "".join(f" via {v.text}" for v in claim.via)
    status = "" if claim.status == "claimed" else f" ({claim.status})"
    contests = "".join(f" !{c.name or c.text} {c.how}" for c in claim.contested_by)
    return f"{who}{via} <{claim.cue.text}> {said}{status}{' (act)' if is_act else ''}{contests}"


def test_the_claims_of_each_rules_example_are_listed() -> None:
    assert [case.name for case in CASES] == list(TOLD)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_without_a_rule_its_example_is_told_otherwise(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(case.example) == TOLD[case.name]

    if case.place is None:
        monkeypatch.setitem(RULES.rules, case.name, case.row._replace(pattern=NOTHING))
    else:
        module, table = case.place
        monkeypatch.setattr(module, table, tuple(row for row in getattr(module, table) if row is not case.row))
    assert told(case.example) != TOLD[case.name]


@pytest.mark.parametrize(("marked", "wanted"), SENTENCES)
def test_a_sentence_is_told(marked: str, wanted: str) -> None:
    assert told(marked) == wanted


@pytest.mark.parametrize(("cue", "tells"), [("recorded", True), ("has detained", False)])
def test_no_figure_is_anybodys_in_what_somebody_does(cue: str, tells: bool) -> None:
    made = claims(f"{{The court|S}} {{{cue}|Q}} {{the loss of 40 farms|C}}.")
    [claim] = made.claims
    assert ClaimIndex(made.claims, "text", made.acts).at(*claim.content[0]) == (0 if tells else None)
