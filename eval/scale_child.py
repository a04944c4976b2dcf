"""One part of the scale benchmark in a process of its own: fitting the model, building, or asking.

``python -m eval.scale_child passen|bouwen|vragen HOME MODEL PASSAGES`` prints its figures as JSON.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.quiet import silence
from assistant.settings import load_settings
from eval.scale_library import SyntheticLibrary
from eval.scale_model import ScaleModel, SyntheticEncoder, fit
from eval.temporary_library import temporary_library
from index.opened import OpenIndex
from index.pool import POOL
from index.text_encoder import Vectors
from index.texts import StoredChunk

QUESTIONS = 300
WARM_UP = 60
EXACT = 40
_WORDS_PER_QUESTION = 8
_DOCUMENTS = Path("tests") / "documents"


def fit_model(path: Path) -> dict[str, Any]:
    """Fit the model on the startcorpus and the test documents where they are, and save it."""
    documents = sorted(_DOCUMENTS.glob("*.pdf"))
    with temporary_library(load_settings(), documents) as workspace, workspace.current.use() as index:
        fit(index).save(path)
        return {"passages": index.manifest.chunks}


def build_size(home: Path, model: ScaleModel, passages: int) -> dict[str, Any]:
    """Build a generation; the seconds of inventing texts and vectors are left out."""
    workspace = _workspace(home)
    workspace.library = SyntheticLibrary(model, passages, home)
    workspace.encoder = encoder = _Timed(model)
    started = time.perf_counter()
    made = workspace.build_index()
    built = time.perf_counter()
    for _ in SyntheticLibrary(model, passages, home).snapshot():
        pass
    inventing = encoder.seconds + time.perf_counter() - built
    with workspace.current.use() as index:
        disk = _disk(index.folder)
    return {
        "passages": made.chunks,
        "sentences": made.sentences,
        "build_seconds": built - started - inventing,
        "disk_bytes": disk,
    }


def ask(home: Path, model: ScaleModel) -> dict[str, Any]:
    """Ask questions about sentences of the index; latencies in ms, without encoding the question."""
    import psutil

    workspace = _workspace(home)
    workspace.encoder = encoder = SyntheticEncoder(model)
    assistant = workspace.assistant
    started = time.perf_counter()
    with workspace.current.use() as index:
        opened = time.perf_counter() - started
        questions = _questions(index, encoder, QUESTIONS + WARM_UP)
    rows, outcomes = [], []
    for number, (question, vector) in enumerate(questions):
        encoder.given = vector
        started = time.perf_counter()
        answer = assistant.answer(Question(question))
        total = (time.perf_counter() - started) * 1000
        if number >= WARM_UP:
            stages = dict(answer.timings_ms)
            del stages["totaal"]
            rows.append({"zonder coderen": total - stages.pop("vraag_coderen"), **stages})
            outcomes.append(answer.outcome.value)
    memory = psutil.Process().memory_info()
    with workspace.current.use() as index:
        recall = _recall(index, np.array([vector for _, vector in questions[:EXACT]]))
    return {
        "open_seconds": opened,
        "resident_mb": memory.rss / 1e6,
        "own_mb": (memory.rss - getattr(memory, "shared", 0)) / 1e6,
        "ms": {name: _percentiles([row[name] for row in rows]) for name in rows[0]},
        "answered": outcomes.count("beantwoord") / len(outcomes),
        "recall": recall,
    }


class _Timed(SyntheticEncoder):
    """Keeps how long inventing vectors took."""

    seconds = 0.0

    def encode_passages(self, texts: Any, progress: Any = None) -> Any:
        started = time.perf_counter()
        vectors = super().encode_passages(texts, progress)
        self.seconds += time.perf_counter() - started
        return vectors


def _workspace(home: Path) -> Workspace:
    return Workspace(load_settings(home=home, startcorpus=False))


def _questions(index: OpenIndex, encoder: SyntheticEncoder, count: int) -> list[tuple[str, Vectors]]:
    """Questions in words of a sentence of the index, each with a vector near that sentence."""
    random = np.random.default_rng(21)
    numbers = random.integers(0, index.manifest.sentences, count)
    vectors = index.sentence_vectors(numbers)
    stored = index.texts.chunks(index.texts.chunk_numbers(numbers))
    questions = []
    for number, vector, one in zip(numbers.tolist(), vectors, stored, strict=True):
        words = _sentence(one, number).rstrip(".").split()
        chosen = random.permutation(words)[:_WORDS_PER_QUESTION]
        question = f"Wat is er bekend over {' '.join(chosen)}?"
        questions.append((question, encoder.question_near(vector, number)))
    return questions


def _recall(index: OpenIndex, vectors: Vectors) -> float:
    """Which share of the really nearest passages the search graph finds, with as many as a question takes."""
    similarity = index.passage_vectors(range(index.manifest.chunks)) @ vectors.T
    found = 0
    for column, vector in zip(similarity.T, vectors, strict=True):
        nearest = set(np.argsort(-column)[:POOL].tolist())
        found += len(nearest & {number for number, _ in index.chunk_vectors.ranking(vector, POOL)})
    return found / (len(vectors) * min(POOL, index.manifest.chunks))


def _sentence(stored: StoredChunk, number: int) -> str:
    return stored.chunk.sentences[number - stored.sentence_numbers.start].text


def _percentiles(values: list[float]) -> dict[str, float]:
    middle, high = np.percentile(values, [50, 95])
    return {"p50": float(middle), "p95": float(high)}


def _disk(folder: Path) -> dict[str, int]:
    """Bytes of every file and folder of a generation, by name."""
    return {
        part.name: sum(path.stat().st_size for path in (part.rglob("*") if part.is_dir() else [part]))
        for part in sorted(folder.iterdir())
    }


def main() -> None:
    """Do one of the three and print its figures."""
    silence()
    what, home, path, passages = sys.argv[1:]
    if what == "passen":
        figures = fit_model(Path(path))
    elif what == "bouwen":
        figures = build_size(Path(home), ScaleModel.load(Path(path)), int(passages))
    else:
        figures = ask(Path(home), ScaleModel.load(Path(path)))
    sys.stdout.write(json.dumps(figures))


if __name__ == "__main__":
    main()
