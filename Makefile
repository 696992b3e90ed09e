PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
INSTALL = @$(BIN)/pip install -qq --disable-pip-version-check -c constraints.txt

WEB_CHECKS = axe-core@4.14.1 vnu-jar@26.9.27
DIST_TOOLS = build==1.6.1 check-wheel-contents==0.6.3 twine==7.0.0

.PHONY: run test test-wheel test-dist web-checks coverage lint types dist quality bench bench-matching docs generated clean

run: $(VENV)/.run  ## set up, then open the dashboard on the sample stories
	$(BIN)/ondit sample_data

test: $(VENV)/.dev  ## set up, then run the tests
	$(BIN)/python -m pytest -n auto --dist loadgroup $(OPTIONS)

test-wheel: dist test-dist  ## build the wheel, then run the tests on it

test-dist:  ## run the tests on the wheel in dist/, installed, where no sources are: in the rest of the source archive
	rm -rf $(VENV)/wheel
	$(PYTHON) -m venv $(VENV)/wheel
	$(VENV)/wheel/bin/pip install --quiet --disable-pip-version-check -c constraints.txt "$$(ls dist/*.whl)[dev]"
	mkdir $(VENV)/wheel/tested
	tar -xzf dist/*.tar.gz -C $(VENV)/wheel/tested --strip-components 1
	rm -r $(VENV)/wheel/tested/core $(VENV)/wheel/tested/tui
	cd $(VENV)/wheel/tested && ONDIT_DIST=$(CURDIR)/dist ../bin/python -m pytest -n auto --dist loadgroup $(OPTIONS)

web-checks: $(VENV)/.web  ## what tests check case files with, by npm: an accessibility and an HTML checker

lint: $(VENV)/.dev  ## style, formatting and the module contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev  ## strict type checks
	$(BIN)/mypy

dist: $(VENV)/.dist  ## build the source archive and, of it, the wheel; check both
	rm -rf dist
	PIP_CONSTRAINT=$(CURDIR)/constraints.txt $(VENV)/dist/bin/python -m build
	$(VENV)/dist/bin/twine check --strict dist/*
	$(VENV)/dist/bin/check-wheel-contents --toplevel ondit,ondit_tui dist/*.whl

coverage: export COVERAGE_FILE = $(CURDIR)/.coverage
coverage: $(VENV)/.dev  ## branch coverage of the library, other processes' too, and its floor
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist loadgroup $(OPTIONS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

quality: $(VENV)/.dev  ## every figure of quality beside its floor; of real news, too: make quality NEWS=folder
	$(BIN)/python tests/floors.py $(if $(NEWS),--news $(NEWS)) $(OPTIONS)

bench: $(VENV)/.dev  ## time the way to the first paint
	$(BIN)/python benchmarks/first_paint.py

bench-matching: $(VENV)/.bench  ## measure matching beside others: make bench-matching CORPUS="one.tsv folder"
	$(BIN)/python benchmarks/matching.py $(CORPUS) $(OPTIONS)

docs: $(VENV)/.docs  ## build the documentation into site/, warnings as errors
	mkdir -p docs/images && cp tests/snapshots/*.svg docs/images/
	$(BIN)/zensical build --clean --strict
	$(BIN)/python tools/check_site.py site

generated: $(VENV)/.dev  ## remake what is generated: screenshots, golden files, tables of keys, commands and JSON
	$(BIN)/python -m pytest -q tests --snapshot-update
	$(BIN)/python tools/generate.py

clean:
	rm -rf $(VENV) dist build site docs/images

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Ondit needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	@echo "setting up $(VENV): this takes a minute, once"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.docs: $(VENV)/.dev
	$(INSTALL) -e '.[dev,docs]'
	@touch $@

$(VENV)/.dist: $(VENV)/bin/python Makefile
	$(PYTHON) -m venv $(VENV)/dist
	$(VENV)/dist/bin/pip install --quiet --disable-pip-version-check $(DIST_TOOLS)
	@touch $@

$(VENV)/.web: $(VENV)/bin/python Makefile
	npm install --prefix $(VENV)/web --no-save --no-fund --no-audit --ignore-scripts $(WEB_CHECKS)
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(INSTALL) -e '.[dev,bench]'
	@touch $@
