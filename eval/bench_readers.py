"""``python -m eval.bench_readers [files]``: our PDF reader beside the libraries that could replace it.

Every file is read by every reader in a process of its own. All files together are also joined to
one of 300 pages, for speed and memory. ``leesvolgorde.json`` and ``koppeltekens.json`` beside a
file say what is right. Without files those in the folder ``DENKTANK_TESTDATA`` are read, or else
the ones in ``tests/documents``.

The other readers are no dependencies. Put them in an environment of their own and name it:

    python3 -m venv /tmp/lezers
    /tmp/lezers/bin/pip install pypdfium2 pdfplumber pdfminer.six kreuzberg opendataloader-pdf \
        liteparse pdf_oxide 'markitdown[pdf]'
    python -m eval.bench_readers --python /tmp/lezers/bin/python

or name it in ``DENKTANK_BENCH_PYTHON``. opendataloader-pdf also needs Java 11 or newer.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.processes import run_python
from eval.reader_process import READERS
from eval.reader_scores import Anchors, KeptHyphen, false_joins, lost_lines, order_share

LONG_DOCUMENT = 300
PYTHON_VARIABLE = "DENKTANK_BENCH_PYTHON"
_OWN = "denktank"
_WITH_RECOGNITION = "denktank met OCR"
WITHOUT_RECOGNITION = tuple(name for name in READERS if name != _WITH_RECOGNITION)
"""What is measured unless asked otherwise: the other readers do not recognise text in images."""
_SCRIPT = Path(__file__).with_name("reader_process.py")
_DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"
_STAYS = "koppelteken blijft"


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person says of one file."""

    anchors: tuple[Anchors, ...]
    hyphens: tuple[KeptHyphen, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One file read by one reader; the pages are texts, the time is of reading alone."""

    seconds: float
    peak_mb: float
    pages: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exits 0 whatever the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_readers")
    parser.add_argument("files", nargs="*", type=Path, help="pdf-bestanden of mappen ermee")
    parser.add_argument("--python", default=other_python())
    parser.add_argument("--ocr", action="store_true", help="ook met tekstherkenning")
    parser.add_argument("--readers", nargs="+", choices=list(READERS), help="alleen deze lezers")
    options = parser.parse_args(arguments)
    wanted = options.readers or (tuple(READERS) if options.ocr else WITHOUT_RECOGNITION)
    compare(documents(options.files), wanted, options.python)
    return 0


def other_python() -> str:
    """The interpreter that has the other readers: as the environment says, or this one."""
    return os.environ.get(PYTHON_VARIABLE) or sys.executable


def documents(given: Sequence[Path]) -> list[Path]:
    """The PDFs to read: those given, or all in the test data."""
    if not given:
        testdata = os.environ.get("DENKTANK_TESTDATA")
        given = [Path(testdata) if testdata else _DOCUMENTS]
    return [path for one in given for path in (sorted(one.rglob("*.pdf")) if one.is_dir() else [one])]


def compare(files: Sequence[Path], readers: Sequence[str], python: str = sys.executable) -> None:
    """Print one table: every file, and all of them joined, by every reader."""
    if not files:
        _say("PDF lezen: geen pdf-bestanden gevonden; noem ze, of zet DENKTANK_TESTDATA.")
        return
    _say(f"{'bestand':32} {'lezer':18} {'ms/blz':>8} {'piek MB':>8} {'volgorde':>9} {'kwijt':>6} {'vals':>5}")
    with tempfile.TemporaryDirectory(prefix="denktank-lezers-") as folder:
        missing: set[str] = set()
        for file in [*files, *_joined(files, Path(folder))]:
            raw, labels = raw_text(file), labels_of(file)
            for reader in readers:
                if reader not in missing:
                    reading = read(reader, file, Path(folder), python)
                    missing |= {reader} if reading is None else set()
                    _say(_row(file, reader, reading, raw, labels))


def read(reader: str, file: Path, folder: Path, python: str = sys.executable) -> Reading | str | None:
    """Read a file in a process of its own; ``None`` if not installed, a text if it went wrong.

    ``folder`` is for files in between. Our own reader always runs in this interpreter.
    """
    warm_up, result = folder / "warm.pdf", folder / "result.json"
    if not warm_up.exists():
        _one_page(warm_up)
    own = reader.startswith(_OWN)
    command = ["-P", str(_SCRIPT), reader, str(warm_up), str(file), str(result)]
    try:
        run_python(command, {}, sys.executable if own else python)
    except (RuntimeError, OSError):
        return "mislukt"
    outcome = json.loads(result.read_text(encoding="utf-8"))
    if "missing" in outcome:
        return None
    return Reading(outcome["seconds"], outcome["peak_mb"], tuple(outcome["pages"]))


def labels_of(file: Path) -> Labels:
    """What the label files beside a PDF say of it; nothing where there are none."""
    order = _json(file.with_name("leesvolgorde.json"))
    hyphens = _json(file.with_name("koppeltekens.json"))
    return Labels(
        tuple(
            Anchors(page["page"], tuple(page["anchors"]))
            for page in (order or {"bladzijden": []})["bladzijden"]
            if page["file"] == file.name
        ),
        tuple(
            KeptHyphen(label["voor"], label["na"])
            for label in hyphens or []
            if label["file"] == file.name and label["goed"] == _STAYS
        ),
    )


def raw_text(file: Path) -> list[str]:
    """What pdfium gives for every page."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _row(file: Path, reader: str, reading: Reading | str | None, raw: list[str], labels: Labels) -> str:
    name = f"{file.stem[-32:]:32} {reader:18}"
    if not isinstance(reading, Reading):
        return f"{name} {reading or 'niet geïnstalleerd'}"
    order = order_share(reading.pages, labels.anchors)
    joins = str(false_joins(raw, reading.pages, labels.hyphens)) if labels.hyphens else "-"
    return (
        f"{name} {1000 * reading.seconds / len(raw):8.1f} {reading.peak_mb:8.0f} "
        f"{'-' if order is None else f'{order:.2f}':>9} {lost_lines(raw, reading.pages):6} {joins:>5}"
    )


def _joined(files: Sequence[Path], folder: Path) -> Iterator[Path]:
    """All files one after another, again and again, up to ``LONG_DOCUMENT`` pages."""
    import pypdfium2

    path = folder / f"samen {LONG_DOCUMENT} bladzijden.pdf"
    with pypdfium2.PdfDocument.new() as whole:
        while len(whole) < LONG_DOCUMENT:
            for file in files:
                with pypdfium2.PdfDocument(file) as part:
                    whole.import_pages(part, range(min(len(part), LONG_DOCUMENT - len(whole))))
        whole.save(path)
    yield path


def _one_page(path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument.new() as document:
        page = document.new_page(595, 842)
        text = pypdfium2.raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 11)
        pypdfium2.raw.FPDFText_SetCharcodes(text, (pypdfium2.raw.c_uint32 * 5)(*b"warm!"), 5)
        pypdfium2.raw.FPDFPage_InsertObject(page, text)
        page.gen_content()
        document.save(path)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
