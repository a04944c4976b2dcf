# Twee opdrachten doen alles op een verse machine: `make chat` start het chatvenster,
# `make test` draait de tests. README.md legt uit wat erbij komt kijken.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DENKTANK := $(BIN)/denktank
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help install install-test chat test test-all lint bench bench-scale eval schermafdrukken clean

help:
	@echo "make chat      zet alles klaar en opent het chatvenster"
	@echo "make install   zet alleen klaar; daarna werkt $(DENKTANK)"
	@echo "make test      draait de tests (minder dan tien minuten)"
	@echo "make test-all  draait ook de trage tests"
	@echo "make lint      controleert opmaak, stijl en typen"
	@echo "make bench     meet snelheid en geheugen"
	@echo "make bench-scale  meet hoe snelheid en geheugen meegroeien, tot 100.000 passages"
	@echo "make eval      stelt de ijkvragen over het startcorpus en de testdocumenten"
	@echo "make schermafdrukken  maakt de afbeeldingen van het scherm in docs/"
	@echo "make clean     gooit de omgeving in $(VENV) weg"

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 of nieuwer is nodig. Geef het pad mee: make PYTHON=/pad/naar/python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "De omgeving maken lukt niet. Installeer eerst: apt install python3-venv (zie packages.txt)"; exit 1; }
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

install-test: $(VENV)/.installed-test

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) install --quiet --constraint constraints.txt --editable '.[test,lint]'
	@touch $@

chat: install
	$(DENKTANK) index build
	$(DENKTANK) chat

test: install-test
	@sh tests/find_chromium.sh
	$(BIN)/python -m pytest -m "not slow"

test-all: install-test
	@sh tests/find_chromium.sh
	$(BIN)/python -m pytest

lint: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install-test
	$(BIN)/python -m eval.bench

bench-scale: install-test
	$(BIN)/python -m eval.bench_scale

eval: install-test
	$(DENKTANK) eval --documenten tests/documents/gids.pdf --documenten tests/documents/rapport-een-kolom.pdf \
	  $(if $(DENKTANK_TESTDATA),--documenten $(DENKTANK_TESTDATA))

schermafdrukken: install-test
	$(BIN)/python -m eval.screenshots

clean:
	rm -rf $(VENV)
