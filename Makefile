# `make help` lists the targets. Needs Python 3.11 to 3.13; Java 17 and Maven for the Neo4j tests.
PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export OPENBLAS_NUM_THREADS ?= 1
SAMPLES := tests/samples
DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help sync demo test check lint types imports fix eval confidence places neo4j neo4j-stop models pictures

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

sync: .venv/.synced .venv/.assets ## Make the environment .venv from requirements.lock, with the pages' JavaScript

.venv/.synced: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] < (3, 14); sys.exit(None if ok else "Python 3.11 to 3.13 is needed, this is " + sys.version.split()[0] + "; name another: make PYTHON=python3.11 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Without the npm registry all but the pages works: this is tried again until it has come.
.venv/.assets: kg/page/assets.toml .venv/.synced
	@$(BIN)/python -m kg.assets && touch $@ || echo "make: go on without the pages' JavaScript" >&2

demo: sync ## Read the sample articles into ./kg-data and show what they say
	$(BIN)/kg ingest $(SAMPLES) --published 2020-01-06
	$(BIN)/kg query events

test: sync ## Run all tests (Neo4j too, where Java and Maven are there)
	$(BIN)/python -m pytest

check: lint types imports test ## Lint, types, import contracts, all tests: what CI runs

lint: sync
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: sync
	$(BIN)/mypy

imports: sync
	$(BIN)/lint-imports

fix: sync ## Let ruff repair and format what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: sync ## Check every lexicon entry against its own example, then measure on the labelled cases
	$(BIN)/kg lexicon check
	$(BIN)/kg eval tests/cases

MORE ?=

confidence: sync ## Fit the weights of confidence on the labelled cases (and on MORE=FILES for Arabic, each FILE or FILE=WEIGHT)
	$(BIN)/python -m kg.calibrate en extractors/lexicons/en.confidence.toml tests/cases/en.dev.toml tests/cases/en.hard.toml
	$(BIN)/python -m kg.calibrate ar extractors/lexicons/ar.confidence.toml $(patsubst %,tests/cases/ar.%.toml,dev more1 more2 wide) tests/cases/ar.hard.toml=4 $(MORE)

places: sync ## Fit the weights of where an event happens on the labelled cases
	$(BIN)/python -m kg.locate extractors/lexicons/where.toml $(addprefix tests/cases/,en.dev.toml en.hard.toml ar.dev.toml ar.hard.toml ar.more1.toml)

neo4j: sync ## Start a Neo4j server with its Browser on 127.0.0.1 (7687, 7474)
	$(BIN)/python -m kg.neo4j_server start

neo4j-stop: sync ## Stop that server
	$(BIN)/python -m kg.neo4j_server stop

pictures: sync ## Take the pictures of docs/images anew (needs Chromium)
	$(BIN)/python tests/pictures.py

TREEBANK ?= $(DATA)/treebank
NER ?= $(DATA)/ner
RAW ?= $(DATA)/raw/ar_news.jsonl.xz
MORPH ?= $(DATA)/morph
OUT ?= build/models/ar

models: sync ## Train the Arabic pipeline anew: TREEBANK= NER= RAW= MORPH= OUT=
	$(BIN)/python -m extractors.training $(TREEBANK) $(NER) $(RAW) $(MORPH) $(OUT)
