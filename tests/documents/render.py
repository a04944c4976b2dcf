"""Makes the PDFs and what is true about them: ``python -m tests.documents.render``.

Needs WeasyPrint, see README.md in this folder; the tests only need what this script wrote. The
same versions and fonts give the same bytes.
"""

import base64
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import asdict

import pydyf
import pypdfium2
from PIL import Image
from weasyprint import CSS, HTML

from tests.documents.layouting import Layout, Variant, cover_uncounted, lay_out, prepare_hyphens, roman_until
from tests.documents.source_tree import SOURCES, read_source
from tests.documents.truth import FOLDER
from tests.documents.truth_values import Crops, Target, TruthMaker, targets_in, with_page_numbers

REPORT = "Over de grens van Zandwaard. Verzonnen onderzoeksrapport om mee te testen"
VARIANTS = (
    Variant(
        name="rapport-een-kolom",
        source="rapport.html",
        title=REPORT,
        styles=("rapport.css", "rapport-een-kolom.css"),
        contents_depth=3,
        labels=roman_until,
        tagged=True,
        outlined=True,
        labelled=True,
        turned_and_cropped=True,
    ),
    Variant(
        name="rapport-twee-kolommen",
        source="rapport.html",
        title=REPORT,
        styles=("rapport.css", "rapport-twee-kolommen.css"),
        contents_depth=2,
        labels=roman_until,
        tagged=False,
        outlined=False,
        ligatures=True,
    ),
    Variant(
        name="gids",
        source="gids.html",
        title="Samen op pad. Verzonnen handreiking om mee te testen",
        styles=("gids.css",),
        contents_depth=1,
        labels=cover_uncounted,
        tagged=True,
        outlined=True,
    ),
)
CUT = (18.0, 14.0, 12.0, 16.0)
"""Cut off the cropped page: left, top, right, bottom, in points."""
CROPPED_SECTION = "s4-4"
"""The page on which this paragraph of the report begins is the cropped one."""
_SCAN_DPI = 170


def main() -> None:
    """Write every PDF and its truth beside this script."""
    bodies = {name: read_source(name) for name in ("rapport.html", "gids.html")}
    prepare_hyphens(bodies.values())
    targets: dict[str, Target] = {}
    scan = _scan(bodies["rapport.html"])
    for variant in VARIANTS:
        body = read_source(variant.source)
        for element in body.iter():
            element.text = with_page_numbers(element.text or "", targets) if targets else element.text
        layout = lay_out(variant, body, scan)
        targets = targets or targets_in(layout)
        crops = _crops(layout, targets)
        _write(layout, crops)
        value = asdict(TruthMaker(layout, crops, targets).make())
        (FOLDER / f"{variant.name}.json").write_text(_json(value), encoding="utf-8")


def _json(value: dict) -> str:
    """JSON with one line for every block, page and so on, so that changes can be seen."""

    def short(part: object) -> str:
        return json.dumps(part, ensure_ascii=False, separators=(",", ":"))

    parts = [
        f"{short(name)}:[\n" + ",\n".join(map(short, part)) + "\n]"
        if isinstance(part, list | tuple)
        else f"{short(name)}:{short(part)}"
        for name, part in value.items()
    ]
    return "{" + ",\n".join(parts) + "}\n"


def _crops(layout: Layout, targets: dict[str, Target]) -> Crops:
    return {targets[CROPPED_SECTION].pages[0]: CUT} if layout.variant.turned_and_cropped else {}


def _write(layout: Layout, crops: Crops) -> None:
    def finish(_: object, pdf: pydyf.PDF) -> None:
        pages = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/Page"
        ]
        if layout.variant.labelled:
            front = sum(label is not None and not label.isdigit() for label in layout.labels)
            pdf.catalog["PageLabels"] = pydyf.Dictionary(
                {"Nums": pydyf.Array([0, "<< /S /r >>", front, "<< /S /D >>"])}
            )
        if layout.variant.turned_and_cropped:
            for page, (width, height) in zip(pages, layout.placed.sizes, strict=True):
                if width > height:
                    _turn(pdf, page, height, width)
        for number, (left, top, right, bottom) in crops.items():
            width, height = layout.placed.sizes[number - 1]
            pages[number - 1]["CropBox"] = pydyf.Array([left, bottom, width - right, height - top])

    layout.document.write_pdf(
        FOLDER / f"{layout.variant.name}.pdf",
        finisher=finish,
        pdf_tags=layout.variant.tagged,
        pdf_identifier=layout.variant.name.encode(),
    )


def _turn(pdf: pydyf.PDF, page: pydyf.Dictionary, width: float, height: float) -> None:
    """Make a landscape page an upright one that the viewer turns a quarter clockwise."""
    stream = next(thing for thing in pdf.objects if thing.reference == page["Contents"])
    stream.stream.insert(0, f"q 0 1 -1 0 {width} 0 cm".encode())
    stream.stream.append(b"Q")
    for name in ("MediaBox", "TrimBox", "BleedBox"):
        if name in page:
            page[name] = pydyf.Array([0, 0, width, height])
    page["Rotate"] = 90


def _scan(body: ET.Element) -> str:
    """The section that stands in the report as an image only, in black and white, as a data address."""
    section = ET.tostring(body.find(".//section[@class='scan']"), encoding="unicode", method="html")
    style = CSS(filename=str(SOURCES / "scan.css"))
    data = HTML(string=f"<html lang='nl'>{section}</html>").write_pdf(stylesheets=[style])
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    buffer = io.BytesIO()
    image = document[0].render(scale=_SCAN_DPI / 72, grayscale=True).to_pil()
    turned = image.rotate(0.5, resample=Image.Resampling.BICUBIC, fillcolor=255)
    turned.point(lambda grey: 255 * (grey > 150)).convert("1").save(buffer, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


if __name__ == "__main__":
    main()
