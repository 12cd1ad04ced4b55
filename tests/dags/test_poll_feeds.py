"""The DAG file in a fresh interpreter: cheap to parse, free of errors, explained to an operator."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).resolve().parents[2] / "dags"

PARSE = """
import json, sys, time
import airflow.sdk
before = set(sys.modules)
began = time.perf_counter()
namespace = {"__file__": FILE, "__name__": "poll_feeds"}
exec(compile(open(FILE).read(), FILE, "exec"), namespace)
print("\\n" + json.dumps({"s": time.perf_counter() - began, "new": sorted(set(sys.modules) - before)}))
"""

BAG = """
import json
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder=FOLDER)
print("\\n" + json.dumps({"errors": bag.import_errors, "dags": {dag.dag_id: {
    "title": dag.dag_display_name, "doc": dag.doc_md, "tags": sorted(dag.tags), "runs": dag.max_active_runs,
    "catchup": dag.catchup, "owner": dag.owner, "description": dag.description,
    "schedule": getattr(dag.schedule, "total_seconds", lambda: dag.schedule)(),
    "tasks": {t.task_id: {"doc": t.doc_md, "retries": t.retries, "back_off": bool(t.retry_exponential_backoff),
              "after": sorted(t.upstream_task_ids), "mapped": t.is_mapped} for t in dag.tasks},
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


@pytest.mark.parametrize("file", sorted(DAGS.glob("*.py")), ids=lambda file: file.name)
def test_parsing_a_dag_file_takes_less_than_half_a_second_and_loads_nothing_heavy(file: Path, tmp_path: Path) -> None:
    parsed = run(f"FILE = {str(file)!r}\n{PARSE}", tmp_path)
    heavy = {
        "trafilatura",
        "kafka",
        "pyarrow",
        "spacy",
        "duckdb",
        "feedparser",
        "lxml",
        "aiohttp",
        "newswire",
        "ingest",
    }
    assert parsed["s"] < 0.5
    assert not heavy & {name.partition(".")[0] for name in parsed["new"]}


def test_no_dag_has_an_import_error(bag: Any) -> None:
    assert bag["errors"] == {}
    assert sorted(bag["dags"]) == ["learn_aliases", "poll_feeds"]


def test_every_dag_and_every_task_is_explained_tagged_and_owned(bag: Any) -> None:
    for dag in bag["dags"].values():
        assert dag["title"] and dag["description"] and dag["owner"] == "newswire" and "newswire" in dag["tags"]
        assert "## What it does" in dag["doc"] and "## When it is red" in dag["doc"]
        assert all(len(task["doc"] or "") > 40 for task in dag["tasks"].values())


def test_runs_do_not_overlap_nor_catch_up_and_follow_the_setting(poll_feeds: Any) -> None:
    assert poll_feeds["runs"] == 1 and poll_feeds["catchup"] is False and poll_feeds["schedule"] == 45


def test_only_the_poll_is_mapped_and_every_task_is_tried_again_with_back_off(poll_feeds: Any) -> None:
    tasks = poll_feeds["tasks"]
    assert {name: task["after"] for name, task in tasks.items()} == {"due": [], "poll": ["due"], "report": ["poll"]}
    assert {name for name, task in tasks.items() if task["mapped"]} == {"poll"}
    assert all(task["retries"] >= 2 and task["back_off"] for task in tasks.values())


def test_the_file_is_thin() -> None:
    assert all(len(file.read_text().splitlines()) < 60 for file in DAGS.glob("*.py"))


def test_every_command_that_the_operator_is_told_exists() -> None:
    from newswire.cli import COMMANDS

    told = {
        line.strip().removeprefix("newswire ").split()[0] for line in _commands((DAGS / "poll_feeds.md").read_text())
    }
    assert told and told <= set(COMMANDS)


def _commands(text: str) -> list[str]:
    quoted = [piece for piece in text.split("`") if piece.startswith("newswire ")]
    return quoted + [line for line in text.splitlines() if line.startswith("    newswire ")]
