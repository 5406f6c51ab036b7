# Two commands: `make run` and `make test`. Everything they need, they set up.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: run test setup check lint bench lock translations clean

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then $(BIN)/python main.py demo; \
	else $(BIN)/python main.py demo --headless demo; fi

test: setup
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

setup: .venv/ready

.venv/ready: requirements.lock
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'NetLens needs Python 3.11 or later.')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r requirements.lock
	@sh .ci/system-libraries $(BIN)/python
	@touch $@

check: setup
	$(BIN)/ruff format .
	$(MAKE) lint
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r benchmarks/requirements.lock
	$(BIN)/python -m benchmarks

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements.lock
	printf 'networkit>=11.1\nduckdb>=1.4\nopenpyxl>=3.1\net-xmlfile>=2.0\n' | uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-deps - -o benchmarks/requirements.lock

translations: setup
	$(BIN)/python .ci/translate.py

clean:
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
