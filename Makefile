# One verb per routine. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
# A file stays in one process, since some share a world that takes minutes to build; in the order in which they are collected, since
# tests that empty the database come last.
PYTEST := $(PY) -m pytest -n auto --dist loadgroup --no-loadscope-reorder
PORT ?= 8000
HOST ?= 127.0.0.1
SEARCHES ?= 10000
export PORT HOST

help:  ## list the verbs
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.venv/.runtime: requirements/runtime.txt scripts/make_venv.sh
	@bash scripts/make_venv.sh requirements/runtime.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	@bash scripts/make_venv.sh requirements/dev.txt
	@touch $@

.venv/.bench: requirements/bench.txt .venv/.dev
	@bash scripts/make_venv.sh requirements/bench.txt
	@touch $@

setup: .venv/.runtime  ## make the virtual environment with the pinned packages

run: setup  ## serve the application with demonstration data (PORT=8000 HOST=127.0.0.1)
	@exec $(PY) scripts/run.py

test: .venv/.dev  ## the whole suite on SQLite, and what a database may do otherwise on PostgreSQL too
	@$(PY) scripts/find_chromium.py
	@DEBUG=1 $(PYTEST) tests
	@DEBUG=1 $(PY) scripts/with_postgres.py $(PYTEST) tests -m "not once"

soak: .venv/.dev  ## proofs at length, on both databases: searches, answers, delivery (SEARCHES=100 SOAK="--instants 5 --many 0")
	@DEBUG=1 SEARCH_EXAMPLES=$(SEARCHES) $(PY) -m pytest -q tests/archive/test_search_any.py
	@DEBUG=1 SEARCH_EXAMPLES=$(SEARCHES) $(PY) scripts/with_postgres.py $(PY) -m pytest -q tests/archive/test_search_any.py
	@DEBUG=1 $(PY) -m tests.feedback.burst
	@DEBUG=1 $(PY) scripts/with_postgres.py $(PY) -m tests.feedback.burst
	@DEBUG=1 $(PY) -m tests.communications.delivery.crash.soak $(SOAK)
	@DEBUG=1 $(PY) scripts/with_postgres.py $(PY) -m tests.communications.delivery.crash.soak $(SOAK)

mailcheck: setup  ## a mail of each kind through postfix and SpamAssassin, which Debian has (as root); writes docs/mail.md
	@$(PY) -m mailcheck

bench: .venv/.bench  ## measure against baselines of the same run, on both databases (BENCH="search --records 200000")
	@$(PY) -m bench $(BENCH)
	@$(PY) scripts/with_postgres.py $(PY) -m bench $(BENCH)

measure: setup  ## how good the checks are (TUNE=1 keeps the unseen halves shut; DATA=folder reads other updates; MEASURE="--misses")
	@$(PY) -m measure $(if $(TUNE),--tune) $(MEASURE) $(DATA)

lint: .venv/.dev  ## style, types, templates, migrations, deployment checks
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	git ls-files -z 'templates/*.html' 'templates/**/*.html' | xargs -0 -r .venv/bin/djade --target-version 6.0 --check
	DEBUG=1 .venv/bin/mypy
	DEBUG=1 $(PY) manage.py makemigrations --check --dry-run
	$(PY) scripts/check_deploy.py

format:  ## put code and templates in the house's form
	.venv/bin/ruff check --fix -q . ; .venv/bin/ruff format -q .
	git ls-files -z 'templates/*.html' 'templates/**/*.html' | xargs -0 -r .venv/bin/djade --target-version 6.0

pins: .venv/.dev  ## work out the exact pins anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --python-version 3.13 --universal --generate-hashes --no-header --no-annotate -q -o requirements/runtime.txt
	uv pip compile pyproject.toml --extra dev -c requirements/runtime.txt --python-version 3.13 --universal --generate-hashes --no-header --no-annotate -q -o requirements/dev.txt
	uv pip compile pyproject.toml --extra bench -c requirements/dev.txt --python-version 3.13 --universal --generate-hashes --no-header --no-annotate -q -o requirements/bench.txt

translations:  ## compile locale/*/LC_MESSAGES/django.po (needs gettext)
	for one in locale/*/LC_MESSAGES/django.po; do msgfmt --check-format -o "$${one%.po}.mo" "$$one" || exit 1; done

keys:  ## print a fresh set of secret keys
	@python3 -c 'import secrets; [print(f"{n}={secrets.token_urlsafe(48)}") for n in ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")]'

.PHONY: help setup run test soak mailcheck bench measure lint format pins translations keys
