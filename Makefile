# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
BOUSSOLE := .venv/bin/boussole

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench lock evidence adapter verifier danger clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install both environments and build the embedding model
	@$(PYTHON) -m bot.bootstrap
	@$(BOUSSOLE) doctor --prepare

setup-dev:
	@$(PYTHON) -m bot.bootstrap --dev

run: ## Set up what is missing, index, train if stale, start everything
	@$(PYTHON) -m bot.bootstrap
	@exec $(BOUSSOLE) serve

test: setup-dev ## Run every check and test
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/deptry .
	@.venv/bin/python -m pytest

bench: setup-dev ## Measure speed and memory, side by side in one run
	@.venv/bin/python -m tests.bench

evidence: setup-dev ## Fit the evidence model on the development data
	@.venv/bin/python -m tests.bench.evidence

adapter: setup-dev ## Train the adapter of the encoder (about half an hour)
	@.venv/bin/python -m tests.bench.adapter

verifier: setup-dev ## Train what tells whether an excerpt answers (an hour or two)
	@.venv/bin/python -m tests.bench.verifier

danger: setup-dev ## Fit the danger model on the messages of tests/safety/data, then measure it
	@.venv/bin/python -m tests.bench.fit_danger
	@.venv/bin/python -m tests.bench.safety

lock: setup-dev ## Write the locked versions from pyproject.toml
	@requirements/lock.sh

clean: ## Remove both environments
	@rm -rf .venv .venv-rasa .python
