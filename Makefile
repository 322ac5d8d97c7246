# Two commands do everything, set-up included: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/ready

.PHONY: demo test lint types audit check

demo: $(READY)
	$(VENV)/bin/counterexam grade examples/paper.md
	$(VENV)/bin/counterexam grade examples/paper.md --format html -o demo-report.html
	@echo "The same report as a page: $(CURDIR)/demo-report.html"

test: $(READY)
	$(VENV)/bin/python -m pytest -n auto

lint: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(READY)
	$(VENV)/bin/mypy

audit: $(READY)
	$(VENV)/bin/counterexam audit --limit 6 --check

check: lint types test audit

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(READY)
