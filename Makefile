# Two commands for a machine that has Python 3.11+, pip, make and git: `make demo`, `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# What the whole suite runs against: every extra with a real client in the tests.
# EXTRAS=reasoning-gym adds the one that has to be compiled (a C compiler); without it its tests are skipped.
TEST_EXTRAS := build,baselines,embeddings,hf,openai,inspect,lm-eval,ray,dev$(EXTRAS:%=,%)

.PHONY: demo test check build clean
demo: $(VENV)/.demo
	$(BIN)/facelaw demo

test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/.test
	$(BIN)/ruff check benchmark baselines benchmarks tests
	$(BIN)/ruff format --check benchmark baselines benchmarks tests
	$(BIN)/mypy
	$(BIN)/pyright

build: $(VENV)/.demo
	$(BIN)/facelaw build

$(VENV)/.python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.demo: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[build,baselines]'
	@touch $@

$(VENV)/.test: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$(TEST_EXTRAS)]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist out .mypy_cache .pytest_cache .ruff_cache
