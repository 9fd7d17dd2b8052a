# Utblick: `make` shows what there is. Everything runs in .venv, made by `make setup` from requirements.lock.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run test check fix train eval bench screenshots up down lock

help:  ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP)  ## Make .venv and install everything, pinned

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## Start everything: collect, read, index, serve http://127.0.0.1:8000
	$(BIN)/utblick run

test: setup  ## Run all tests
	$(BIN)/pytest -q --numprocesses 2 --dist loadfile

check: setup  ## Format, lint, types, floors, compose file
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

fix: setup  ## Mend what can be mended by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: setup  ## Learn what steps learn from labelled records (REAL=folder), and write it into enrichment/data
	$(BIN)/python -m benchmarks.train $(REAL)
	$(BIN)/python -m benchmarks.train_topics $(REAL)
	$(BIN)/python -m benchmarks.train_designs $(REAL)
	$(BIN)/python -m benchmarks.train_effects $(REAL)
	$(BIN)/python -m benchmarks.train_numbers $(REAL)
	$(BIN)/python -m benchmarks.train_sentences $(REAL)

eval: setup  ## Measure the quality of reading and ranking (REAL=folder with labelled records)
	$(BIN)/python -m benchmarks.quality --write $(REAL)
	$(BIN)/python -m benchmarks.ranking --write $(REAL)
	$(BIN)/python -m benchmarks.candidates $(REAL)

bench: setup  ## Measure speed as ratios to a baseline (REAL=folder with records.jsonl.gz, DATA=read data folder)
	$(BIN)/python -m benchmarks.speed $(REAL)
	$(BIN)/python -m benchmarks.reading $(REAL)
	$(BIN)/python -m benchmarks.index_speed
	$(if $(DATA),$(BIN)/python -m benchmarks.pages $(DATA))

screenshots: setup  ## Take a picture of every page (DATA=copy of a read data folder; else records of our own)
	$(BIN)/python -m tests.integration.browser.screenshots screenshots --docs docs/screenshots $(if $(DATA),--data $(DATA))

up:  ## Start the composed services (PostgreSQL, Qdrant, Utblick)
	docker compose up --detach --build

down:  ## Stop the composed services
	docker compose down

lock: setup  ## Pin what is installed now
	$(BIN)/pip freeze --exclude-editable --all | sed 's/+cpu//' | grep -viE '^(pip|wheel)==' > requirements.lock
