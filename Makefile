# Two commands do everything from a fresh clone: `make demo` and `make test`. They need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV   ?= .venv
SHARED ?= ../shared

BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test check setup lock lint types contract pytest docs docs-serve reference picture pictures score clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | awk -F': ' '{printf "  make %-12s %s\n", $$1, $$2}'

# ---- the two commands ------------------------------------------------------------------------------------------------------------

demo: setup demo-case ## set up, read the sample reports into a store, print their case, and serve it in the browser until Ctrl-C
	@echo
	@$(BIN)/reportedly serve --db build/samples.db || test $$? = 130

test: setup pytest ## set up, then run the tests

demo-case: ## read the sample reports into a store and print their case
	@$(BIN)/reportedly samples build/samples --quiet
	@rm -f build/samples.db*
	@$(BIN)/reportedly add build/samples --db build/samples.db
	@echo
	@$(BIN)/reportedly cases --db build/samples.db
	@echo
	@$(BIN)/reportedly case "$$($(BIN)/reportedly cases --db build/samples.db | head -1 | cut -d' ' -f1)" --db build/samples.db

# ---- setting up ------------------------------------------------------------------------------------------------------------------

setup: $(READY) ## make .venv from the locked versions

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked versions into $(VENV) (once, a few minutes at most)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## renew requirements.lock from pyproject.toml
	$(BIN)/python scripts/lock.py

# ---- checks ----------------------------------------------------------------------------------------------------------------------

check: setup lint types contract pytest docs ## every check, in the order of how fast they fail

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

contract:
	$(BIN)/lint-imports

pytest:
	$(BIN)/python -m pytest

# ---- documents -------------------------------------------------------------------------------------------------------------------

docs: ## build the documentation, warnings are errors
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

docs-serve: setup ## read the documentation at 127.0.0.1:8001 while writing it
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve --dev-addr 127.0.0.1:8001

reference: setup ## write the generated pages of the documentation anew
	$(BIN)/python scripts/cli_reference.py

picture: setup ## draw the picture of the README anew
	$(BIN)/python scripts/picture.py

pictures: setup ## draw the pictures of the workplace anew (needs Chromium)
	$(BIN)/python scripts/pictures.py

# ---- measuring -------------------------------------------------------------------------------------------------------------------

score: setup ## read the gold in SHARED, print all score tables and add them to bench/scores.csv (NOTE="what changed")
	$(BIN)/python bench/scores.py $(SHARED) --lang en --note "$(NOTE)"
	$(BIN)/python bench/steps.py $(SHARED)/gold --keep --note "$(NOTE)"
	$(BIN)/python bench/dates.py $(SHARED)/gold --keep --note "$(NOTE)"
	$(BIN)/python bench/attributions.py $(SHARED)/gold --keep --note "$(NOTE)"
	$(BIN)/python bench/bystanders.py $(SHARED)/gold --keep --note "$(NOTE)"
	$(BIN)/python bench/reading_time.py $(SHARED) --keep --note "$(NOTE)"

clean: ## remove what was built, not the environment
	rm -rf build dist site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
