"""Text recognition (OCR) with tesseract, which runs as a process of its own and need not be there."""

import io
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import DenktankError
from corpus.pdf.hocr import rows
from corpus.pdf.merged_lines import merged
from corpus.pdf.recognised_lines import Recognised, recognised_lines

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "nld"
"""With English beside it 0.2 % more words are right and it takes a quarter more time."""
DPI = 200
"""150 and 300 read no more words of government pages (0.955 and 0.954 against 0.957)."""
_MOST_PIXELS = 12_000_000
"""A page larger than one and a half times A3 is drawn with fewer dots per inch."""
SECONDS_PER_READING = 60.0
_SECONDS_TO_ANSWER = 15.0
_LEAST_DPI = 70
"""Below this tesseract does not believe the number."""
_POINTS_PER_INCH = 72
_TINT, _TINTED_SHARE = 24, 0.03
"""Levels of grey from the paper, and the share of a page from which it counts as tinted: government
pages without coloured blocks have at most 0.018, clean or scanned, those with them 0.075 and up."""
_WIDER_THAN_LETTERS = 13
"""Quarter pixels, 6.6 mm at 200 dots per inch."""
_WAY_OUT = (
    "Installeer tesseract-ocr en tesseract-ocr-nld "
    "(Debian/Ubuntu: apt install tesseract-ocr tesseract-ocr-nld) en voeg het bestand opnieuw toe."
)
_REINSTALL = "Installeer tesseract-ocr en tesseract-ocr-nld opnieuw en voeg het bestand opnieuw toe."


class RecognitionError(DenktankError):
    """Recognition of one page failed; that page stays unread and the others go on."""


@dataclass(frozen=True, slots=True)
class Missing:
    """No text recognition here; ``reason`` is the Dutch line with the cause and what to do."""

    reason: str


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A tesseract that can read Dutch; ``orientation`` tells that it also sees how a page is turned.

    ``seconds`` is the longest it may take over one reading of a page.
    """

    program: Path
    orientation: bool = False
    seconds: float = SECONDS_PER_READING

    def read(self, image: "Image", width: float, height: float) -> Recognised:
        """The lines on the image of a page of ``width`` by ``height`` points, in reading order.

        A page with tinted areas is read twice, the second time with a threshold between ink and
        paper for every place of its own (Sauvola and Pietikäinen 2000): either way sees blocks that
        the other one misses.

        Raises:
            RecognitionError: it takes too long, or tesseract stops or writes something else.
        """
        found = self._reading(image, width, height)
        if not _is_tinted(image):
            return found
        other = self._reading(image, width, height, "-c", "thresholding_method=2")
        if not found.lines or other.upright != found.upright:
            return found if found.lines else other
        return Recognised(merged(found.lines, other.lines), found.upright)

    def _reading(self, image: "Image", width: float, height: float, *options: str) -> Recognised:
        dpi = round(image.width / width * _POINTS_PER_INCH)
        arguments = ["stdin", "stdout", "-l", LANGUAGE, "--psm", "1" if self.orientation else "3"]
        if dpi >= _LEAST_DPI:
            arguments += ["--dpi", str(dpi)]
        arguments += [*options, "-c", "hocr_char_boxes=1", "hocr"]
        picture = io.BytesIO()
        image.save(picture, "png", compress_level=1)
        output = _run([str(self.program), *arguments], picture.getvalue(), self.seconds)
        found = rows(output, width / image.width, width, height)
        if found is None:
            raise RecognitionError(f"De tekstherkenning gaf geen leesbare uitvoer. {_REINSTALL}")
        return recognised_lines(found, width, height)


def available() -> Recogniser | Missing:
    """The tesseract on ``PATH``, if it can read Dutch."""
    program = shutil.which("tesseract")
    if program is None:
        return Missing(f"Er is geen tekstherkenning (OCR) op deze computer. {_WAY_OUT}")
    try:
        answer = _run([program, "--list-langs"], b"", _SECONDS_TO_ANSWER)
    except RecognitionError:
        return Missing(f"De tekstherkenning (tesseract) op deze computer werkt niet. {_WAY_OUT}")
    languages = answer.split()
    if LANGUAGE not in languages:
        return Missing(f"De tekstherkenning (tesseract) op deze computer kent geen Nederlands. {_WAY_OUT}")
    return Recogniser(Path(program), orientation="osd" in languages)


def render_for_recognition(page: Any) -> "Image":
    """A pypdfium2 page as displayed, in grey, at ``DPI`` dots per inch or what a huge page allows."""
    width, height = page.get_size()
    scale = DPI / _POINTS_PER_INCH
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    image: Image = page.render(scale=scale, grayscale=True).to_pil()
    return image


def _is_tinted(image: "Image") -> bool:
    """Whether areas, letters left out, have another grey than most of the page."""
    from PIL.ImageFilter import MedianFilter

    areas = image.convert("L").reduce(4).filter(MedianFilter(_WIDER_THAN_LETTERS))
    counts = areas.histogram()
    paper = counts.index(max(counts))
    tinted = sum(counts) - sum(counts[max(0, paper - _TINT) : paper + _TINT + 1])
    return tinted > _TINTED_SHARE * sum(counts)


def _run(command: list[str], given: bytes, seconds: float) -> str:
    """What a program writes; it and its children are stopped when it takes too long."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
        )
    except OSError as error:
        raise RecognitionError(f"De tekstherkenning is niet te starten. {_REINSTALL}") from error
    with process:
        try:
            output, _ = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise RecognitionError(f"De tekstherkenning duurde langer dan {seconds:g} seconden.") from error
        finally:
            _stop(process)
    if process.returncode != 0:
        raise RecognitionError(
            f"De tekstherkenning stopte met een fout (code {process.returncode}). {_REINSTALL}"
        )
    return output.decode("utf-8", "replace")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process that still runs, with all it started."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
