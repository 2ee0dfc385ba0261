# Two commands are all that a newcomer needs; both set up what they use.
#
#   make briefing   a sample becomes out/source.pdf, .docx and .md
#   make test       tests, linter, formatter, type checker, README in step with the code
#
#   make bench      figures of quality and speed, beside their peers (data in BENCH_DATA)
#   make bench-batch   figures of batches: throughput, very many inputs, kills
#   make train      learn the weights of the ranking anew from the benchmark's articles (data in BENCH_DATA)
#   make accept     take the samples' present outputs as the accepted ones: read the diff before committing it
#   make lock       pin what pyproject.toml asks for, with hashes, in .ci/requirements.txt (needs uv)
#   make clean      remove what these targets made

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH_DATA ?= ../shared

# What a render needs: Pango draws the pages; without libharfbuzz-subset WeasyPrint takes three times as long.
SYSTEM_RENDER := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# What the tests look at pages and files with; where they cannot be installed, the tests that need them are skipped.
SYSTEM_TEST := poppler-utils qpdf libreoffice-writer chromium fonts-crosextra-carlito fonts-crosextra-caladea

.PHONY: briefing test bench bench-batch accept lock clean system-render system-test

briefing: system-render $(STAMP)
	$(BIN)/reportkit render samples/coalition/source.txt -o out/
	@echo "Look at out/source.pdf, out/source.docx and out/source.md"

test: system-render system-test $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cog --check README.md
	$(BIN)/pytest --cov --cov-report=term

bench: system-render system-test $(STAMP)
	$(BIN)/python tests/bench/run.py --data $(BENCH_DATA)

bench-batch: system-render $(STAMP)
	@.ci/system-packages optional pandoc
	PYTHONPATH=. $(BIN)/python tests/bench/batch.py --data $(BENCH_DATA)

# LightGBM is needed here only, so it gets an environment of its own.
train:
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	PYTHONPATH=. $(VENV)-train/bin/python tests/bench/train.py $(BENCH_DATA)/bench/summaries

accept: system-render $(STAMP)
	$(BIN)/pytest tests/samples -q --accept

$(STAMP): .ci/requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: $(PYTHON) is older than 3.11; name a newer one: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "make: this Python has no venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --no-header --no-emit-index-url \
		--no-annotate --upgrade pyproject.toml -o .ci/requirements.txt

clean:
	rm -rf $(VENV) $(VENV)-train out build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

system-render:
	@.ci/system-packages required $(SYSTEM_RENDER)

system-test:
	@.ci/system-packages optional $(SYSTEM_TEST)
