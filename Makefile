# Two commands do everything on a machine with python3, pip and make:
#   make run    installs the tool into .venv, codes examples/ into output/, prints the events
#   make test   installs the same, then runs lint, types, import contracts and all tests
# PYTHON=python3.12 make run   picks another interpreter (3.11 to 3.13).

PYTHON ?= python3
VENV   := .venv
BIN    := $(if $(filter Windows_NT,$(OS)),$(VENV)/Scripts,$(VENV)/bin)
STAMP  := $(VENV)/.installed

export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Images of containers set it; every one of the tests' many processes would then compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install run test lint types contracts pytest docs golden lock clean

help:
	@echo "make run    code the example articles and print the events (installs what it needs)"
	@echo "make test   lint, types, import contracts, tests"
	@echo "make docs   print the documents' commands anew into them"
	@echo "make golden write the golden table of the examples anew"
	@echo "make lock   write constraints.txt anew from pyproject.toml"
	@echo "make clean  remove the environment and the output"

install: $(STAMP)

# A Python without ensurepip (Debian's python3 without python3-venv) makes the folder without pip; the machine's own
# pip then installs into it.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else "conflict-events needs Python 3.11 to 3.13, $(PYTHON) is %d.%d; name another one: make run PYTHON=python3.12" % v)'
	@echo "Setting up $(VENV) (once, a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	    $$pip install --quiet --constraint constraints.txt --editable '.[dask,geo,dev]'
	@touch $@

run: install
	@$(BIN)/conflict-events run examples --output output --limit 100

test: lint types contracts pytest

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: install
	@$(BIN)/mypy

contracts: install
	@$(BIN)/lint-imports --no-logo

pytest: install
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Puts what the commands print now into the documents' console blocks; read the difference before you commit it.
docs: install
	@$(BIN)/python tests/console_docs.py README.md docs/*.md benchmarks/*.md

golden: install
	@PYTHONPATH=. $(BIN)/python tests/golden/make.py

lock:
	@uv pip compile --universal --python-version 3.11 --all-extras --no-annotate --no-emit-index-url \
	    --custom-compile-command "make lock" --output-file constraints.txt --upgrade pyproject.toml

clean:
	rm -rf $(VENV) output/* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
