# run · test · check · bench · soak · sample.  Everything else is done by what these call.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
PORT ?= 8501
export PYTHONUTF8 := 1
HOME_DIR := $(if $(ZHIZAO_HOME),$(ZHIZAO_HOME),data/var)

.PHONY: run test check bench soak sample machine

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上：make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); \
		else echo "缺少 venv 模块，请先安装：sudo apt-get install python3-venv"; exit 1; fi; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(VENV)/.installed  ## serve the dashboard, with the sample district when there is no data yet
	@test -f "$(HOME_DIR)/builds/CURRENT" || $(PY) -m etl load data/sample --home "$(HOME_DIR)"
	$(PY) -m dashboard serve --home "$(HOME_DIR)" --port $(PORT)

check: $(VENV)/.installed  ## style, types, layers, our own data
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m pytest tests/test_layers.py
	$(PY) -m etl check

machine:
	@bash tests/prepare.sh

test: $(VENV)/.installed machine check  ## everything, browser tests included
	$(PY) -m pytest tests -n 2 --dist loadfile --durations=10

bench: $(VENV)/.installed  ## speed and memory at 1×, 10× and 100× the sample, into tests/bench/RESULTS.md
	$(PY) -m tests.bench

soak: $(VENV)/.installed  ## the long proofs, seeded
	$(PY) -m pytest tests -m slow --override-ini addopts=

sample: $(VENV)/.installed  ## make the invented district anew
	$(PY) -m tests.district --out data/sample
