"""Programs that take the place of tesseract."""

import stat
from pathlib import Path

from PIL import Image

from corpus.pdf.recognised_lines import Recognised
from corpus.pdf.text_recognition import Recogniser


def tesseract_script(folder: Path, script: str) -> Path:
    """A program called tesseract that says it knows Dutch and for a page runs ``script``."""
    folder.mkdir(exist_ok=True)
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\nif [ "$1" = "--list-langs" ]; then echo nld; exit 0; fi\n{script}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def blank_page() -> Image.Image:
    return Image.new("L", (200, 300), 255)


HOCR = """<html><body><div class='ocr_page' title='bbox 0 0 200 300'>{rows}</div></body></html>"""


def recognised(tmp_path: Path, rows: str) -> Recognised:
    """What comes of a tesseract that writes these rows about a page of 200 by 300 pixels and points."""
    output = tmp_path / "output.hocr"
    output.write_text(HOCR.format(rows=rows), encoding="utf-8")
    program = tesseract_script(tmp_path / "bin", f"cat > /dev/null; cat {output}")
    return Recogniser(program).read(blank_page(), 200, 300)


def row_of(*words: tuple[str, int, int, int], top: int = 20, extra: str = "x_size 10") -> str:
    """A row of words, each with left and right side and confidence."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {left} {top} {right} {top + 10}; x_wconf {sure}'>{word}</span>"
        for word, left, right, sure in words
    )
    return f"<span class='ocr_line' title='bbox 0 {top} 200 {top + 10}; {extra}'>{spans}</span>"
