# Every verb sets up what it needs. `make help` lists them.

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
# A worker more than there are cores, since each waits for a browser now and then. A file of tests stays on one worker,
# which makes its fixtures once; tests/conftest.py puts long ones first.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 3)
PYTEST := $(BIN)/pytest -n $(shell expr $(CORES) + 1) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help serve build offline check test test-fast bench search-report kit-report audit contact-sheet checker-report fuzz lock bless clean

help:  ## List the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

serve: .venv/site  ## Build and serve at http://127.0.0.1:8000/ with live reload
	$(BIN)/mkdocs serve --livereload

build: .venv/site  ## Write the whole site, downloads and API included, to site/
	$(BIN)/mkdocs build --strict

offline: build  ## Write handbook-offline.zip: the site for a folder, opened without a server
	$(BIN)/handbook offline site handbook-offline.zip

check: .venv/site  ## Judge data and pages without building
	@$(BIN)/handbook check

test: style  ## Run everything: style, types, data, unit, built site, browser
	$(PYTEST)

test-fast: style  ## Run what answers within a minute: no built site, no browser, nothing slow
	$(PYTEST) -m "not slow" --ignore tests/built

style: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/handbook check

kit-report: .venv/dev  ## Print how well the kit builder reads the postings of the tests
	$(BIN)/python -m tests.files.kit_report

search-report: .venv/dev  ## Print how well readers' queries are answered, beside the theme's own search
	$(BIN)/python -m tests.search_report

bench: .venv/dev  ## Print what builds and refreshes cost, beside other engines, and what nginx answers under load
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --editable ".[bench]"
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_load

audit: .venv/dev  ## Print bytes, requests, layout shift and barriers of every type of page
	$(BIN)/python -m tests.audit

contact-sheet: .venv/dev  ## Draw every type of page on desktop, paper, phone and in the dark, to contact-sheet.png
	$(BIN)/python -m tests.contact_sheet contact-sheet.png

fuzz: .venv/dev  ## Spoil 1,000 files at random, make up 20,000 texts, and print what came of it
	$(BIN)/python -m tests.mutations
	$(BIN)/python -m tests.fuzz

bless: .venv/dev  ## Accept golden outputs, schemas, public fields and CHANGELOG.md as they are now
	-$(BIN)/handbook promise
	-$(BIN)/handbook --root tests/dummy promise
	-$(BIN)/handbook schema
	-$(BIN)/handbook changelog
	$(BIN)/handbook --root tests/dummy ledger
	$(BIN)/pytest --bless tests/test_golden.py

checker-report: .venv/dev  ## Print what the checker finds in the postings of tests/postings, by rule
	$(BIN)/python -m tests.checker_report

lock: .venv/dev  ## Renew the hash-locked requirements from pyproject.toml
	$(BIN)/pip install uv
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --extra build -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra dev -o requirements-dev.txt
	$(BIN)/uv pip compile --group audit --universal --generate-hashes --no-emit-index-url --no-header -o requirements-audit.txt

clean:  ## Remove everything that was built or installed here
	rm -rf .venv site .cache .site-* tests/built/node_modules

# What the verbs stand on. A stamp file says that a step is done for these inputs.

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say PYTHON=/path/to/it"; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { \
	  rm -rf .venv; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; \
	  else echo "python3 cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; fi; }

.venv/site: requirements.txt pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements-dev.txt .venv/site
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@command -v chromium-headless-shell >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell; } \
	  || command -v chromium >/dev/null || command -v google-chrome >/dev/null \
	  || $(BIN)/playwright install --only-shell chromium
	@# Only where nothing would start it as a service; its tests are skipped without it.
	@command -v nginx >/dev/null || [ "$$(id -u)" != 0 ] || [ -d /run/systemd/system ] || ! command -v apt-get >/dev/null \
	  || { apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx; } \
	  || echo "nginx could not be installed; the tests of hosting are skipped"
	@touch $@
