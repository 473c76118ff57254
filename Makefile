.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
UV_VERSION := 0.13.9

.PHONY: help run test check bench demo screenshots clean

help: ## print these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/ready ## set everything up and start the app with demo data
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/ready ## set everything up and run all tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/ready ## format, lint, strict types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready ## measure against peers and bare scans; writes benchmarks/RESULTS.md
	@$(BIN)/uv sync --frozen --quiet --group bench
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/ready ## take the README's pictures from the running app
	$(BIN)/python -m docs.screenshots

clean: ## remove the environment and caches, never your data
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache

$(VENV)/ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Journey Office needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Try: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --quiet
	@touch $@
