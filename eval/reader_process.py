"""One PDF reader in a process of its own: ``reader_process.py READER WARM_UP.pdf FILE.pdf RESULT.json``.

Runs as a script in any interpreter, also one without this package, so it imports nothing of it
except for our own reader. The other readers need not be there when types are checked. Imports and
a first small file are not counted in the time of reading.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

Read = Callable[[str], list[str]]
"""Path to the text of every page."""


def _denktank(recognise: bool) -> Read:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from corpus.read import parse
    from corpus.read_options import ReadOptions

    options = ReadOptions(recognise=recognise)
    return lambda path: [page.text for page in parse(Path(path).read_bytes(), Path(path).name, options).pages]


def _pypdfium2() -> Read:
    import pypdfium2

    def read(path: str) -> list[str]:
        with pypdfium2.PdfDocument(path) as document:
            return [page.get_textpage().get_text_range() for page in document]

    return read


def _pdfplumber() -> Read:
    pdfplumber = import_module("pdfplumber")

    def read(path: str) -> list[str]:
        with pdfplumber.open(path) as document:
            return [page.extract_text() or "" for page in document.pages]

    return read


def _pdfminer() -> Read:
    pdfminer = import_module("pdfminer.high_level")
    return lambda path: pdfminer.extract_text(path).removesuffix("\f").split("\f")


def _kreuzberg() -> Read:
    kreuzberg = import_module("kreuzberg")

    config = kreuzberg.ExtractionConfig(
        pages=kreuzberg.PageConfig(extract_pages=True), use_cache=False, ocr=None
    )

    def read(path: str) -> list[str]:
        return [page["content"] for page in kreuzberg.extract_file_sync(path, config=config).pages]

    return read


def _opendataloader() -> Read:
    opendataloader_pdf = import_module("opendataloader_pdf")

    def read(path: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            opendataloader_pdf.convert(
                path,
                output_dir=folder,
                format="text",
                quiet=True,
                image_output="off",
                text_page_separator="\f",
            )
            (made,) = Path(folder).glob("*.txt")
            return made.read_text(encoding="utf-8").split("\f")[1:]

    return read


def _liteparse() -> Read:
    reader = import_module("liteparse").LiteParse(ocr_enabled=False, output_format="markdown", quiet=True)
    return lambda path: [page.markdown or "" for page in reader.parse(path).pages]


def _pdf_oxide() -> Read:
    pdf_oxide = import_module("pdf_oxide")

    def read(path: str) -> list[str]:
        document = pdf_oxide.PdfDocument(path)
        return [document.extract_text(index) for index in range(document.page_count())]

    return read


def _markitdown() -> Read:
    converter = import_module("markitdown").MarkItDown()
    return lambda path: converter.convert(path).text_content.split("\f")


READERS: dict[str, Callable[[], Read]] = {
    "denktank": lambda: _denktank(recognise=False),
    "denktank met OCR": lambda: _denktank(recognise=True),
    "pypdfium2": _pypdfium2,
    "pdfplumber": _pdfplumber,
    "pdfminer.six": _pdfminer,
    "kreuzberg": _kreuzberg,
    "opendataloader": _opendataloader,
    "liteparse": _liteparse,
    "pdf_oxide": _pdf_oxide,
    "markitdown": _markitdown,
}

MODULES = {
    "pdfminer.six": "pdfminer",
    "opendataloader": "opendataloader_pdf",
    "denktank": "pypdfium2",
    "denktank met OCR": "pypdfium2",
}
"""What a reader imports, where that has another name."""


def _peak_mb() -> float:
    """The most memory of this process or of a child (a JVM).

    Not as the parent sees it: until its own program starts, a child counts the parent's memory.
    """
    import resource

    scale = 1_000_000 if sys.platform == "darwin" else 1_000
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists():
        own = int(status.read_text().partition("VmHWM:")[2].split()[0])
    else:
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(own, children) / scale


def main(reader: str, warm_up: str, file: str, result: str) -> None:
    """Write to ``result`` the ``seconds``, ``peak_mb`` and ``pages`` of reading ``file``, or ``missing``."""
    outcome: dict[str, object] = {"missing": True}
    if find_spec(MODULES.get(reader, reader)) is not None:
        read = READERS[reader]()
        read(warm_up)
        started = time.perf_counter()
        pages = read(file)
        seconds = time.perf_counter() - started
        outcome = {"seconds": seconds, "peak_mb": _peak_mb(), "pages": pages}
    Path(result).write_text(json.dumps(outcome), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
