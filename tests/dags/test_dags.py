"""Each DAG file in a fresh interpreter: cheap to parse, free of errors, explained to an operator."""

import json
import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import pytest

from images.command_line import takes
from newswire.cli import cli

DAGS = Path(__file__).resolve().parents[2] / "dags"

PARSE = """
import json, pathlib, sys
import airflow.sdk
import airflow.providers.standard.operators.hitl
before = set(sys.modules)
for file in sorted(pathlib.Path(FOLDER).glob("*.py")):
    exec(compile(file.read_text(), str(file), "exec"), {"__file__": str(file), "__name__": file.stem})
print("\\n" + json.dumps(sorted(set(sys.modules) - before)))
"""

BAG = """
import json
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder=FOLDER)
print("\\n" + json.dumps({"errors": bag.import_errors, "dags": {dag.dag_id: {
    "title": dag.dag_display_name, "doc": dag.doc_md, "tags": sorted(dag.tags), "runs": dag.max_active_runs,
    "catchup": dag.catchup, "owner": dag.owner, "description": dag.description,
    "schedule": getattr(dag.schedule, "total_seconds", lambda: dag.schedule)(),
    "runs_allowed": sorted(dag.allowed_run_types),
    "form": {name: dag.params.get_param(name).schema for name in dag.params},
    "tasks": {t.task_id: {"doc": t.doc_md, "retries": t.retries, "back_off": bool(t.retry_exponential_backoff),
              "after": sorted(t.upstream_task_ids), "mapped": t.is_mapped,
              "pool": t.pool} for t in dag.tasks},
} for dag in bag.dags.values()}}))
"""


def run(script: str, home: Path, **env: str) -> Any:
    """The JSON on the last line that a script prints in an Airflow of its own."""
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "NEWSWIRE"))},
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        **env,
    }
    done = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return run(f"FOLDER = {str(DAGS)!r}\n{BAG}", tmp_path_factory.mktemp("airflow"), NEWSWIRE_POLL_S="45")


@pytest.fixture
def poll_feeds(bag: Any) -> Any:
    return bag["dags"]["poll_feeds"]


def test_parsing_the_dag_files_loads_nothing_heavy(tmp_path: Path) -> None:
    parsed = run(f"FOLDER = {str(DAGS)!r}\n{PARSE}", tmp_path)
    ours = {name for name in parsed if name.partition(".")[0] in ("newswire", "stream", "ingest", "store", "enrich")}
    assert ours <= {"newswire", "newswire.tasks", "newswire.tasks.shared", "newswire.tasks.approval"}
    heavy = {"trafilatura", "kafka", "pyarrow", "spacy", "duckdb", "feedparser", "lxml", "aiohttp", "pydantic_settings"}
    assert not heavy & {name.partition(".")[0] for name in parsed}


def test_no_dag_has_an_import_error(bag: Any) -> None:
    assert bag["errors"] == {}
    assert sorted(bag["dags"]) == sorted(file.stem for file in DAGS.glob("*.py"))


def test_every_dag_and_every_task_is_explained_tagged_and_owned(bag: Any) -> None:
    for dag in bag["dags"].values():
        assert dag["title"] and dag["description"] and dag["owner"] == "newswire" and "newswire" in dag["tags"]
        assert "## What it does" in dag["doc"] and "## When it is red" in dag["doc"]
        assert all(len(task["doc"] or "") > 40 for task in dag["tasks"].values())


def test_runs_do_not_overlap_nor_catch_up_and_follow_the_setting(poll_feeds: Any) -> None:
    assert poll_feeds["runs"] == 1 and poll_feeds["catchup"] is False and poll_feeds["schedule"] == 45


def test_no_run_of_the_past_is_offered_and_none_overlap(bag: Any) -> None:
    for dag in bag["dags"].values():
        assert "backfill" not in dag["runs_allowed"] and {"manual", "scheduled"} <= set(dag["runs_allowed"])
        assert dag["runs"] == 1 and dag["catchup"] is False
        assert "No backfill: " in dag["doc"] or "Airflow's own backfill is off: " in dag["doc"]


def test_what_polls_is_mapped_and_all_that_may_die_with_the_scheduler_is_tried_again(poll_feeds: Any) -> None:
    tasks = poll_feeds["tasks"]
    assert {name: task["after"] for name, task in tasks.items()} == {"due": [], "poll": ["due"], "report": ["poll"]}
    assert {name for name, task in tasks.items() if task["mapped"]} == {"poll"}
    assert all(tasks[name]["retries"] >= 2 and tasks[name]["back_off"] for name in ("due", "poll"))
    assert tasks["report"]["retries"] >= 1  # what it judges red fails for good all the same


def test_what_can_not_be_taken_back_is_asked_for_first_and_what_rewrites_the_store_waits_its_turn(bag: Any) -> None:
    for name, last in (("repair", "mend"), ("forget", "take_down"), ("replay_dead_letters", "retry")):
        assert "approve" in bag["dags"][name]["tasks"][last]["after"]
    tasks = {f"{name}.{task}": told for name, dag in bag["dags"].items() for task, told in dag["tasks"].items()}
    pools = {name for name, told in tasks.items() if told["pool"] != "default_pool"}
    assert pools == {"compact.rewrite", "repair.mend", "retain.store"}


def test_forms_have_types_titles_and_refuse_what_does_not_fit(bag: Any) -> None:
    forms = {name: dag["form"] for name, dag in bag["dags"].items() if dag["form"]}
    assert set(forms) == {"backfill", "compact", "forget", "re_enrich", "repair", "replay_dead_letters", "verify"}
    assert all(field["type"] and field["title"] for form in forms.values() for field in form.values())
    assert forms["re_enrich"]["from"] == {"type": "string", "format": "date", "title": "First day"}
    assert forms["replay_dead_letters"]["limit"]["minimum"] == 1


def test_the_files_are_thin() -> None:
    assert all(len(file.read_text().splitlines()) < 70 for file in DAGS.glob("*.py"))


def test_every_command_and_every_dag_that_the_operator_is_told_exists(bag: Any, tmp_path: Path) -> None:
    for page in (DAGS / "pages").glob("*.md"):
        assert page.stem in bag["dags"]
        for words in _commands(page.read_text()):
            with suppress(click.MissingParameter):  # a command that is only named, `newswire up`
                takes(cli, [str(tmp_path) if word.startswith("~/") else word for word in shlex.split(words)[1:]])


def _commands(text: str) -> list[str]:
    quoted = [piece for piece in text.split("`") if piece.startswith("newswire ")]
    return quoted + [line.strip() for line in text.splitlines() if line.startswith("    newswire ")]
