# One place for every job. `make score` and `make test` set up all they need on a machine with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := .ci/constraints.txt
SECONDS ?= 600
AXE := 4.14.1
COVERING := tests/engine tests/expression tests/properties/test_generated_source.py tests/packs/test_waiver_files.py

.PHONY: score test check bench fuzz golden axe browser submissions clean

score: $(VENV)/installed
	$(BIN)/checker score submissions/2020-H1
	$(BIN)/checker score submissions/2020-H1 --robust --format md --output build/score-2020-H1.md
	$(BIN)/checker score submissions/2020-H1 --format json --output build/score-2020-H1.json
	$(BIN)/checker report submissions/2020-H1 --output build/report.html
	@echo "report: build/report.html; as text build/score-2020-H1.md, as data build/score-2020-H1.json"

# What covers engine and expression is measured; tracing all the rest would cost minutes and find nothing more.
test: $(VENV)/developed
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report term $(COVERING)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(addprefix --ignore=,$(COVERING))

check: $(VENV)/developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python submissions/reconstruct.py --check
	$(BIN)/checker rules docs --check
	$(BIN)/checker rules lint
	$(BIN)/checker rules test --full --mutate
	$(MAKE) test

bench: $(VENV)/developed
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/batch.py --rules
	$(BIN)/python -m pip install --quiet 'jsonschema-rs>=0.26,<1'
	$(BIN)/python tests/bench/beside.py

fuzz: $(VENV)/developed
	$(BIN)/python tests/fuzz/fuzz.py --seconds $(SECONDS)

golden: $(VENV)/developed
	$(BIN)/python -m pytest --update-golden tests/acceptance

# What checks that a page is accessible; its tests are skipped without it, all tests of the browser without chromium and
# chromedriver (Debian: apt-get install chromium chromium-driver).
axe:
	npm install --silent --no-audit --no-fund --prefix build/browser axe-core@$(AXE)

browser: $(VENV)/developed axe
	$(BIN)/python -m pytest tests/browser

submissions: $(VENV)/developed
	$(BIN)/python submissions/reconstruct.py

clean:
	rm -rf $(VENV) build dist

$(VENV)/installed: pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "checker needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $(CONSTRAINTS)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/developed: $(VENV)/installed .ci/constraints-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement .ci/constraints-dev.txt
	touch $@
