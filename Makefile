# `make run` and `make test` need nothing before them: each sets up .venv from requirements.lock first.

PYTHONS = python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3
BIN = .venv/bin
STAMP = .venv/.stamp
BENCH_BIN = .venv-bench/bin
# As many tests at a time as there are processors, those of one file one after another: they share what they set up.
TOGETHER = -n auto --dist loadfile
BENCH_STAMP = .venv-bench/.stamp

FITS = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
FITS_WITH_VENV = import ensurepip, venv; $(FITS)
NO_PYTHON = make: Salesclerk needs Python 3.11 to 3.14 with its venv module, or uv. Install one of them and run make again.

.PHONY: run test test-all bench bench-advance bench-leaning bench-check bench-ask bench-narrow bench-narrow-plot bench-behaviour bench-embed \
  embed lint lock clean setup

run: $(STAMP)
	$(BIN)/salesclerk train --all
	$(BIN)/salesclerk serve

test: $(STAMP)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(TOGETHER) -m "not slow"

test-all: $(STAMP)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(TOGETHER)

bench: bench-advance bench-leaning bench-check bench-ask bench-narrow bench-behaviour bench-embed

bench-advance: $(STAMP)
	$(BIN)/python -m tests.bench.advance
	$(BIN)/python -m tests.bench.profile_step

bench-check: $(STAMP)
	$(BIN)/python -m tests.bench.check
	$(BIN)/python -m tests.bench.defects

bench-ask: $(STAMP)
	$(BIN)/python -m tests.bench.ask

# The peers have an environment of their own, and those in JavaScript a folder; with an npm that is there, or the wheel's.
NARROW = tests/bench/narrow/node
NODE_STAMP = $(NARROW)/node_modules/.package-lock.json

bench-narrow: $(BENCH_STAMP) $(NODE_STAMP)
	$(BENCH_BIN)/python -m tests.bench.narrow $(NARROW_OPTIONS)

bench-narrow-plot: $(BENCH_STAMP)
	$(BENCH_BIN)/python -m tests.bench.narrow --plot

$(BENCH_STAMP): $(STAMP) requirements-bench.lock
	@$(BENCH_BIN)/python -c '$(FITS)' 2>/dev/null || { rm -rf .venv-bench; \
	  if command -v uv >/dev/null; then uv venv --quiet --python $(BIN)/python .venv-bench; \
	  else $(BIN)/python -m venv .venv-bench; fi; }
	@if command -v uv >/dev/null; then \
	  set -ex; \
	  uv pip install --quiet --python $(BENCH_BIN)/python --require-hashes -r requirements-bench.lock; \
	  uv pip install --quiet --python $(BENCH_BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
	  $(BENCH_BIN)/python -m pip --version >/dev/null 2>&1 || $(BENCH_BIN)/python -m ensurepip --upgrade >/dev/null; \
	  set -ex; \
	  $(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock; \
	  $(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

$(NODE_STAMP): $(NARROW)/package-lock.json $(BENCH_STAMP)
	PATH="$$PATH:$(CURDIR)/$(BENCH_BIN)" npm ci --prefix $(NARROW) --silent --no-audit --no-fund
	@touch $@

bench-behaviour: $(BENCH_STAMP)
	$(BENCH_BIN)/python -m tests.bench.behaviour $(BEHAVIOUR_OPTIONS)
bench-leaning: $(STAMP)
	$(BIN)/python -m tests.bench.leaning
bench-embed: $(STAMP)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.bench.embed

# Writes what is served of static/embed*.js, static/widget*.js and static/widget*.css; needs node and npm. The result is
# committed, so nobody else needs them.
embed: $(STAMP)
	$(BIN)/python -m docs.tools.embed.build

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)

# `make lock` keeps the versions that still fit; `make lock UPGRADE=1` takes the newest of all.
lock:
	@command -v uv >/dev/null || { echo "make: lock needs uv. Install it and run make lock again." >&2; exit 1; }
	$(COMPILE) --extra postgresql --extra fast --extra test --output-file requirements.lock
	$(COMPILE) --extra fast --extra test --extra bench --constraint requirements.lock --output-file requirements-bench.lock

clean:
	rm -rf .venv .venv-bench $(NARROW)/node_modules dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(BIN)/python -c '$(FITS)' 2>/dev/null || { rm -rf .venv; $(MAKE) --no-print-directory .venv/bin/python; }
	@if command -v uv >/dev/null; then \
	  set -ex; \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
	  $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null; \
	  set -ex; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	fi
	@touch $@

# The first fitting Python with which an environment can be made; on Debian as root, a missing one is installed.
.venv/bin/python:
	@if command -v uv >/dev/null; then \
	  for python in $(PYTHONS); do \
	    if "$$python" -c '$(FITS)' 2>/dev/null; then set -x; exec uv venv --quiet --python "$$(command -v "$$python")" .venv; fi; \
	  done; \
	  set -x; exec uv venv --quiet --python '>=3.11,<3.15' .venv; \
	fi; \
	for turn in 1 2; do \
	  for python in $(PYTHONS); do \
	    if "$$python" -c '$(FITS_WITH_VENV)' 2>/dev/null; then set -x; exec "$$python" -m venv .venv; fi; \
	  done; \
	  [ $$turn = 1 ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null || break; \
	  (set -x; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3 python3-venv) \
	    >/dev/null || break; \
	done; \
	echo "$(NO_PYTHON)" >&2; exit 1
