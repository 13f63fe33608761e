# Two commands matter: `make demo` and `make test`. Each does its own set-up.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
MAKEFLAGS += --jobs=2  # the two environments are made, and the code checked, side by side

.PHONY: demo test check format bench evaluate lock clean debian

demo: .venv/.done .venv-synapse/.done
	@$(BIN)/python -m bot demo $(ARGS)

# Two files of tests at a time, each with servers of its own; ARGS="-n 0" for one after the other.
test: .venv/.done .venv-synapse/.done debian check
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: .venv/.done
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m bot kb lint

format: .venv/.done
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.done .venv-synapse/.done
	@$(BIN)/python -m tests.benchmarks $(ARGS)

evaluate: .venv/.done
	@$(BIN)/python -m tests.evaluation $(ARGS)

# What was tested, with hashes. The second file is Synapse's own: it pins many packages and is AGPL, a tool only.
lock: .venv/.done
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --extra test --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements-test.lock
	@$(BIN)/uv pip compile --quiet pyproject.toml --constraint requirements-test.lock --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade bot/demo/synapse.in --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" -o bot/demo/synapse.lock

debian:
	@sh tests/servers/debian.sh


.venv/.done: requirements-test.lock pyproject.toml
	@echo "Preparing the virtual environment .venv (a minute or two the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@$(BIN)/python -m compileall -q bot
	@touch $@

.venv-synapse/.done: bot/demo/synapse.lock
	@echo "Preparing Synapse, the homeserver of the demo and of the tests, in .venv-synapse …"
	@$(PYTHON) -m venv .venv-synapse
	@.venv-synapse/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bot/demo/synapse.lock
	@touch $@

clean:
	rm -rf .venv .venv-synapse .mypy_cache .ruff_cache .pytest_cache build *.egg-info
