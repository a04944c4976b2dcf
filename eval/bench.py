"""``make bench``: speed, memory and size, each beside what it aims for.

Everything runs in a folder of its own, over the startcorpus and, where ``DENKTANK_TESTDATA`` names
a folder, the documents in it. Times differ per machine and from run to run; quote medians.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus.library import Library
from eval import golden_set
from eval.bench_browser import NO_BROWSER, forget_settings
from eval.bench_chat import measure_chat
from eval.bench_readers import PYTHON_VARIABLE, WITHOUT_RECOGNITION, compare, documents, other_python
from eval.bench_screen import measure_screen
from eval.bench_writing import rows as writing_rows
from eval.processes import denktank, run_python
from index.chunking import chunks

RUNS = 5
CHAT_QUESTIONS = 20

_QUESTIONS = """
import json, sys, time
from assistant.quiet import silence
silence()
from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.settings import load_settings
from eval import golden_set
assistant = Workspace(load_settings()).assistant
assistant.warm_up()
rows = [assistant.answer(Question(q.question, q.role)).timings_ms for q in golden_set.load()]
print(json.dumps(rows))
"""

_BUILD = """
import json, time
from assistant.quiet import silence
silence()
from assistant.assemble import Workspace
from assistant.settings import load_settings
from eval.bench import texts_to_encode
workspace = Workspace(load_settings())
texts = texts_to_encode(workspace.library)
workspace.encoder.encode_passages(texts[:1] + ["opwarmen " * 4000])
started = time.perf_counter()
workspace.build_index()
print(json.dumps([len(texts), time.perf_counter() - started]))
"""

_BARE = """
import json, time
from assistant.quiet import silence
silence()
from assistant.assemble import Workspace
from assistant.settings import load_settings
from eval.bench import texts_to_encode
from index import embedded_model
from sentence_transformers import SentenceTransformer
settings = load_settings()
texts = texts_to_encode(Workspace(settings).library)
model = SentenceTransformer(str(embedded_model.unpack(settings.cache_dir)), device="cpu")
model.encode(texts[:1], prompt_name="passage")
started = time.perf_counter()
model.encode(texts, prompt_name="passage", show_progress_bar=False)
print(json.dumps([len(texts), time.perf_counter() - started]))
"""


def texts_to_encode(library: Library) -> list[str]:
    """The different texts that a build over the library encodes: chunks and sentences."""
    found = [chunk for entry in library.entries() for chunk in chunks(library.publication(entry.key))]
    sentences = (chunk.embedded_sentence(sentence) for chunk in found for sentence in chunk.sentences)
    return list(dict.fromkeys([chunk.embedded_text for chunk in found] + list(sentences)))


def _row(what: str, figure: str, aim: str = "") -> None:
    sys.stdout.write(f"{what:62} {figure:>30}   {aim}\n")
    sys.stdout.flush()


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def main() -> int:
    """Measure and print; exits 0 whatever the figures."""
    with tempfile.TemporaryDirectory(prefix="denktank-bench-") as folder:
        home, screen_home = Path(folder) / "bibliotheek", Path(folder) / "scherm"
        home.mkdir()
        screen_home.mkdir()
        _measure(home)
        for row in measure_screen(screen_home):
            _row(row.what, row.figure, row.aim)
    compare(documents([]), WITHOUT_RECOGNITION, other_python())
    return 0


def _measure(home: Path) -> None:
    environment = {"DENKTANK_HOME": str(home)}
    forget_settings(keep=("DENKTANK_TESTDATA", PYTHON_VARIABLE))
    documents = os.environ.get("DENKTANK_TESTDATA")
    _row("Wat", "gemeten", "streven")
    if documents:
        adding = denktank(["corpus", "add", documents], environment)
        _row("documenten toevoegen", f"{adding.seconds:.1f} s, {adding.peak_mb:.0f} MB")
    _measure_build(environment)
    status = json.loads(denktank(["index", "status", "--json"], environment).output)
    per_sentence = status["bytes"] / max(1, status["sentences"])
    _row("index op schijf", f"{status['bytes'] / 1e6:.1f} MB", f"{per_sentence:.0f} bytes per zin")
    _measure_questions(environment)
    _measure_chat(environment)
    for what, figure in writing_rows(environment):
        _row(what, figure)


def _measure_build(environment: dict[str, str]) -> None:
    count, bare = json.loads(run_python(["-c", _BARE], environment).output)
    built = run_python(["-c", _BUILD], environment)
    _, seconds = json.loads(built.output)
    _row("bouwen: teksten (stukken en zinnen)", f"{count}")
    _row("bouwen, teksten per seconde", f"{count / seconds:.1f}")
    _row("alleen het vectormodel, teksten per seconde", f"{count / bare:.1f}")
    _row("bouwen gedeeld door alleen het model", f"{bare / seconds:.2f}", "≥ 0,9")
    _row("geheugen bij bouwen (piek)", f"{built.peak_mb:.0f} MB", "≤ 1500 MB")


def _measure_questions(environment: dict[str, str]) -> None:
    helps = [denktank(["--help"], environment).seconds for _ in range(RUNS)]
    _row("denktank --help, mediaan", f"{_median(helps):.2f} s", "≤ 0,5 s")
    asks = [denktank(["ask", "hoe betrek ik de raad?"], environment) for _ in range(RUNS)]
    _row(
        "denktank ask, van start tot antwoord, mediaan",
        f"{_median([ask.seconds for ask in asks]):.2f} s",
        "≤ 2,5 s",
    )
    _row("geheugen van denktank ask (piek)", f"{_median([ask.peak_mb for ask in asks]):.0f} MB")
    rows = json.loads(run_python(["-c", _QUESTIONS], environment).output)
    parts = {name: [row[name] for row in rows] for name in rows[0]}
    for name, values in parts.items():
        middle, high = _median(values), statistics.quantiles(values, n=20)[-1]
        _row(f"per vraag: {name.replace('_', ' ')} (mediaan, p95)", f"{middle:.1f} / {high:.1f} ms")
    ratio = _median([row["totaal"] / row["vraag_coderen"] for row in rows])
    _row("per vraag: totaal gedeeld door coderen", f"{ratio:.2f}", "≤ 2")


def _measure_chat(environment: dict[str, str]) -> None:
    golden = golden_set.load()
    questions = [item.question for item in golden[:: max(1, len(golden) // CHAT_QUESTIONS)]][:CHAT_QUESTIONS]
    found = measure_chat(environment, questions)
    if found is None:
        _row("chat", f"overgeslagen: {NO_BROWSER}")
        return
    _row("chat: van start tot bruikbare bladzijde", f"{found.usable_seconds:.1f} s", "≤ 6 s")
    _row("chat: Enter tot antwoord, eerste vraag", f"{found.first_answer_ms:.0f} ms")
    _row("chat: Enter tot antwoord, daarna (mediaan)", f"{found.later_answer_ms:.0f} ms")
    _row("chat: geheugen bij het begin", f"{found.start_mb:.0f} MB")
    _row(f"chat: geheugen na {len(questions)} vragen", f"{found.end_mb:.0f} MB", "≤ 500 MB")


if __name__ == "__main__":
    raise SystemExit(main())
