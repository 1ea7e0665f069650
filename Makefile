# Needs Python 3.11 or newer, make and a package index. Everything is installed into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
KEEP ?=
BROWSER ?= tests/browser
# Four on two cores: crawls wait for their sites. A file's tests stay together, for the sites and archives they share;
# files are taken in order, since those that take longest happen to come first.
WORKERS ?= 4
PYTEST = -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# The generators of these pages stand in docs/generate.py.
COG = $(BIN)/cog -I . -I docs
GENERATED = docs/reference/*.md docs/archivists/hostile-sites.md

.PHONY: help demo test coverage check fix docs golden newsroom test-browser screenshots bench test-lowest clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1: /p' Makefile

demo: $(VENV)/demo.stamp  ## crawl the bundled council site, search it, say what to open (KEEP=1 goes on serving)
	$(BIN)/newsarchive demo $(if $(KEEP),--keep)

test: $(VENV)/dev.stamp  ## all tests
	$(BIN)/python $(PYTEST)

coverage: $(VENV)/dev.stamp  ## all tests, and how much of the program they reach: at least 95 % of its branches, before a release
	$(BIN)/coverage erase
	$(BIN)/coverage run $(PYTEST)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

check: $(VENV)/dev.stamp  ## what a change must pass: format, lint, types, layers, spiders, docs, tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/newsarchive lint
	$(MAKE) docs
	$(MAKE) test

fix: $(VENV)/dev.stamp  ## format, mend what can be mended, write the generated parts of the docs anew
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(COG) -r $(GENERATED)

docs: $(VENV)/dev.stamp  ## check the generated parts and build the pages into docs/_build
	$(COG) --check $(GENERATED)
	$(BIN)/sphinx-build -q -n -W docs docs/_build

golden: $(VENV)/dev.stamp  ## write tests/sites/*/*/article.json anew: read the difference before you commit it
	$(BIN)/pytest tests/test_spiders.py --update-golden

newsroom: $(VENV)/dev.stamp  ## serve the archive that tests of the pages read (port 8011)
	$(BIN)/python -m tests.helpers.newsroom

test-browser: $(VENV)/browser.stamp  ## the pages as readers use them, in Debian's chromium (CHROMIUM names another)
	$(BIN)/python -m pytest $(BROWSER) -n 3

screenshots: $(VENV)/browser.stamp  ## pictures of every kind of page in build/screenshots, to be looked at
	$(BIN)/python -m tests.browser.screenshots

bench: $(VENV)/dev.stamp  ## measure: reading, searching, serving, what is found, the whole crawl beside bare Scrapy and beside others, distance, growth
	$(BIN)/python -m benchmarks.crawling
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.latency
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python benchmarks/reading.py
	rm -rf build/searching
	$(BIN)/python -m benchmarks.corpus build/searching --articles 100000
	$(BIN)/python -m benchmarks.searching build/searching
	$(BIN)/python -m benchmarks.serving build/searching
	$(BIN)/python -m benchmarks.indexing
	$(BIN)/python -m benchmarks.ranking
	$(BIN)/python -m benchmarks.relevance
	$(BIN)/python -m benchmarks.likeness

test-lowest: $(VENV)-lowest/stamp  ## the tests with the lowest versions that pyproject.toml allows
	$(VENV)-lowest/bin/python $(PYTEST)

clean:
	rm -rf $(VENV) $(VENV)-lowest docs/_build

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -U "pip>=25.1"

$(VENV)/demo.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/dev.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e . --group dev
	touch $@ $(VENV)/demo.stamp

$(VENV)/browser.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e . --group browser
	touch $@ $(VENV)/demo.stamp

$(VENV)-lowest/stamp: pyproject.toml constraints-lowest.txt
	$(PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install -q --disable-pip-version-check -U "pip>=25.1"
	$(VENV)-lowest/bin/python -m pip install -q --disable-pip-version-check -c constraints-lowest.txt -e . --group test
	touch $@
