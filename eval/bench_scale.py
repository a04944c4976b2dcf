"""``make bench-scale``: how time, memory and disk grow with the library.

Nothing is encoded: vectors and texts are drawn from a model fitted on a real index
(``eval.scale_model``, ``eval.scale_library``). Everything else is real: the build, the files, and
the path of a question through the assistant, in which only the vector of the question is given.
Building and asking run in a process of their own for every size.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.processes import run_python

SIZES = (1_000, 10_000, 100_000)
LARGEST = 1_000_000
_CHILD = ("-m", "eval.scale_child")
_WITHOUT_ENCODING = "zonder coderen"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exits 0 whatever the figures."""
    options = _parser().parse_args(arguments)
    sizes = options.maten or [*SIZES, *([LARGEST] if options.groot else [])]
    results = measure(sizes)
    growth = growth_of(results)
    if options.json:
        sys.stdout.write(json.dumps({"maten": results, "groei": growth}, indent=1) + "\n")
    else:
        sys.stdout.write(table(results, growth))
    return 0


def measure(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """The figures of every size, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="denktank-schaal-", ignore_cleanup_errors=True) as folder:
        model = Path(folder) / "model.npz"
        # Not in this process: the system counts its largest memory for the processes it starts too.
        run_python([*_CHILD, "passen", folder, str(model), "0"], {})
        return [_measure_size(Path(folder), model, size) for size in sizes]


def _measure_size(folder: Path, model: Path, size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as home:
        built = run_python([*_CHILD, "bouwen", home, str(model), str(size)], {})
        asked = run_python([*_CHILD, "vragen", home, str(model), str(size)], {})
    figures = json.loads(built.output) | json.loads(asked.output)
    return {**figures, "build_peak_mb": built.peak_mb, "ask_peak_mb": asked.peak_mb}


def growth_of(results: Sequence[dict[str, Any]]) -> dict[str, float]:
    """For each figure the exponent it grows with: the slope on logarithmic axes, 1 for in proportion."""
    sizes = np.log([row["passages"] for row in results])
    if len(results) < 2:
        return {}
    return {
        name: float(np.polyfit(sizes, np.log([figures[name] for figures in map(_flat, results)]), 1)[0])
        for name in _flat(results[0])
    }


def _flat(result: dict[str, Any]) -> dict[str, float]:
    """The figures by the name they have in the table, all above zero."""
    found = {}
    for stage, percentiles in result["ms"].items():
        for name, value in percentiles.items():
            found[f"ms per vraag, {stage.replace('_', ' ')}, {name}"] = max(value, 0.01)
    found["geheugen bij vragen, MB"] = result["resident_mb"]
    found["  zonder de bestanden van de index, MB"] = result["own_mb"]
    found["openen, s"] = result["open_seconds"]
    found["bouwen zonder coderen, s"] = result["build_seconds"]
    found["geheugen bij bouwen (piek), MB"] = result["build_peak_mb"]
    disk = result["disk_bytes"]
    found["schijf, MB"] = sum(disk.values()) / 1e6
    for name, size in disk.items():
        if size > 10_000:
            found[f"  {name}, MB"] = size / 1e6
    return found


def table(results: Sequence[dict[str, Any]], growth: dict[str, float]) -> str:
    """All figures beside each other, a column for every size, and how they grow."""
    columns = [_flat(result) for result in results]
    heads = [f"{result['passages']:,}".replace(",", ".") for result in results]
    lines = ["".join([f"{'passages':46}", *(f"{head:>12}" for head in heads), f"{'groei':>8}"])]
    for name in columns[0]:
        values = "".join(f"{column.get(name, float('nan')):12.1f}" for column in columns)
        lines.append(f"{name:46}{values}{growth.get(name, float('nan')):8.2f}")
    for name, key in (
        ("deel van de vragen met een antwoord", "answered"),
        ("deel van de pool gevonden", "recall"),
    ):
        lines.append(f"{name:46}" + "".join(f"{result[key]:12.2f}" for result in results))
    name = f"ms per vraag, {_WITHOUT_ENCODING}, p95"
    ratio = columns[-1][name] / columns[0][name]
    lines.append(f"{f'p95 van {heads[-1]} gedeeld door die van {heads[0]}':46}{ratio:12.2f}   streven ≤ 5")
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench_scale",
        description="Meet hoe tijd, geheugen en schijf met de bibliotheek groeien.",
    )
    parser.add_argument("--groot", action="store_true", help="meet ook een miljoen passages (duurt lang)")
    parser.add_argument("--maten", type=int, nargs="+", metavar="AANTAL", help="meet deze aantallen passages")
    parser.add_argument("--json", action="store_true", help="schrijf de cijfers als JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
