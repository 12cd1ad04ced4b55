# One word per job; `make` alone lists them.
PYTHON ?= python3.11
BIN := .venv/bin
UV := $(BIN)/uv
LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --only-binary :all:

.PHONY: help setup demo test check lock schemas notice

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready  ## make .venv from the lock: wheels only, every hash checked

.venv/ready: requirements/dev.txt requirements/uv.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "newswire needs Python 3.11: install it, or say where it is: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/uv.txt
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --only-binary :all: requirements/dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## the whole pipe on a small news site of our own, with the Airflow UI
	$(BIN)/newswire demo

test: setup  ## every test, on a real Kafka, PostgreSQL and Airflow
	$(BIN)/pytest

check: setup  ## format, lint, types, imports, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

lock: .venv/ready  ## resolve the dependencies anew into requirements/
	$(UV) $(LOCK) pyproject.toml --all-extras --group dev --output-file requirements/dev.txt
	$(UV) $(LOCK) pyproject.toml --extra airflow --extra postgres --extra s3 --output-file requirements/image.txt
	$(UV) $(LOCK) --group training --output-file requirements/training.txt
	printf 'uv\n' | $(UV) $(LOCK) --constraint requirements/dev.txt --output-file requirements/uv.txt -

schemas: setup  ## write docs/schemas/ from the messages
	$(BIN)/newswire schemas docs/schemas

notice: setup  ## write the list of packages and licences in NOTICE
	$(BIN)/python docker/notice.py
