# Drillbook: run it, check it, measure it. `make` alone lists what there is.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check format docs decks prove bench lock clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALL := $(PIP) --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## Set up what serving needs, then serve the courses (data in .drillbook)
	@DRILLBOOK_HOME="$${DRILLBOOK_HOME:-$(CURDIR)/.drillbook}" exec $(BIN)/drillbook serve

test: check ## Set everything up, then run every check and every test
	$(BIN)/pytest -n auto

check: $(VENV)/dev.stamp ## Format, lint, types, layers, purity, docs and the lessons
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest --quiet tests/test_layers.py tests/test_purity.py tests/docs
	$(BIN)/drillbook check content/
	$(BIN)/drillbook key --check content/*/*.md

format: $(VENV)/dev.stamp ## Format the code and mend what the linter can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: $(VENV)/dev.stamp ## Write the help texts and the examples' cards into docs/: read the difference
	$(BIN)/python -m tests.docs.commands
	$(BIN)/python -m tests.docs.lessons

decks: $(VENV)/dev.stamp ## Write the decks for Anki into decks/; commit them with what changed them
	$(BIN)/python -m tests.anki.type_stamps
	env -u DRILLBOOK_CONTENT -u DRILLBOOK_PUBLIC_URL $(BIN)/drillbook export

prove: $(VENV)/dev.stamp ## The tests at full length: every mutated lesson, every fuzzed text
	PROVE=1 $(BIN)/pytest -n auto

bench: $(VENV)/dev.stamp ## Measure lessons, search, decks, schedulers, the ledger, the drill and reminders (half an hour)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.deck
	$(BIN)/python -m tests.bench.progress
	$(BIN)/python -m tests.bench.folding
	$(BIN)/python -m tests.bench.ledger
	$(BIN)/python -m tests.bench.http
	$(BIN)/python -m tests.bench.today
	$(BIN)/python -m tests.bench.history
	$(BIN)/python -m tests.bench.drill
	$(BIN)/python -m tests.bench.reminders

lock: $(VENV)/dev.stamp ## Pin what pyproject.toml asks for, with hashes (UPGRADE=1: the newest)
	$(COMPILE) --group build --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Remove the environment and the caches; .drillbook, which may hold data, stays
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment serves both: what runs Drillbook is a part of what tests it, pinned alike.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml $(BIN)/python
	@echo "Setting up $(VENV) to run Drillbook; nothing is installed again until a lock changes."
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(INSTALL)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml $(BIN)/python
	@echo "Setting up $(VENV) to test Drillbook; nothing is installed again until a lock changes."
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(INSTALL)
	@touch $(VENV)/run.stamp $@

# A name on the PATH may be an empty shim or a Python without venv, so each is tried for real.
$(BIN)/python:
	@found=; \
	for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		found=$$python; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
		"$$python" -m venv --clear $(VENV) && exit 0; \
		rm -rf $(VENV); exit 1; \
	done; \
	if [ "$$found" ]; then \
		echo "$$found cannot make virtual environments (on Debian and Ubuntu: apt-get install python3-venv)." >&2; \
	else \
		echo "Drillbook needs Python 3.11 or newer, and none was found (name one: make PYTHON=/path/to/python3)." >&2; \
	fi; \
	exit 1
