# From a clean clone: `make dataset` turns corpus/ into outputs/, `make test` runs the tests. Needs Python >= 3.11,
# make and a package index; nothing else has to be installed by hand.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Where the shared prose, suites and gold stand; only `make laws` and `make bench` look there.
TONGGAO_SHARED ?= ../shared
export TONGGAO_SHARED
WORKERS ?= 1

.PHONY: help dataset test check lint types laws bench clean

help:
	@echo "make dataset   corpus/ -> outputs/ (WORKERS=N for more processes)"
	@echo "make test      the tests"
	@echo "make check     lint, types and tests"
	@echo "make laws      long property tests over the prose of $(TONGGAO_SHARED)"
	@echo "make bench     CPU per MB of every step, as ratios to jieba.cut"

dataset: $(VENV)/.installed
	$(BIN)/tonggao extract corpus -o outputs --workers $(WORKERS)

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -m "not laws"

check: lint types
	$(BIN)/python -m pytest -m "not laws"

lint: $(VENV)/.installed-check
	$(BIN)/ruff check .

types: $(VENV)/.installed-check
	$(BIN)/mypy

laws: $(VENV)/.installed-test
	@if [ -d "$(TONGGAO_SHARED)" ]; then \
	  $(BIN)/python -m pytest -m laws; \
	else \
	  echo "make laws: there is no $(TONGGAO_SHARED); set TONGGAO_SHARED to the folder with the shared prose and suites"; \
	fi

bench: $(VENV)/.installed-test
	$(BIN)/python benchmarks/bench.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tonggao needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Set PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-check: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[check]'
	@touch $@ $(VENV)/.installed $(VENV)/.installed-test

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
