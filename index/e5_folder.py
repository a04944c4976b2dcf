"""The embedded model written as a sentence-transformers folder; numpy, safetensors and tokenizers only."""

import errno
import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np

from index.e5_tokenizer import build_tokenizer
from index.e5_weights import (
    DIMENSION,
    FEED_FORWARD,
    HEADS,
    LAYERS,
    MAX_TOKENS,
    PASSAGE_PROMPT,
    QUERY_PROMPT,
    VOCABULARY,
    Array,
    E5Weights,
)

_EMBEDDINGS = {
    "emb.word": ("embeddings.word_embeddings.weight", (VOCABULARY, DIMENSION)),
    "emb.pos": ("embeddings.position_embeddings.weight", (MAX_TOKENS, DIMENSION)),
    "emb.type": ("embeddings.token_type_embeddings.weight", (2, DIMENSION)),
    "emb.ln.w": ("embeddings.LayerNorm.weight", (DIMENSION,)),
    "emb.ln.b": ("embeddings.LayerNorm.bias", (DIMENSION,)),
}
_LINEAR = {
    "q": ("attention.self.query", DIMENSION, DIMENSION),
    "k": ("attention.self.key", DIMENSION, DIMENSION),
    "v": ("attention.self.value", DIMENSION, DIMENSION),
    "ao": ("attention.output.dense", DIMENSION, DIMENSION),
    "fi": ("intermediate.dense", FEED_FORWARD, DIMENSION),
    "fo": ("output.dense", DIMENSION, FEED_FORWARD),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

_CONFIG: dict[str, Any] = {
    "architectures": ["BertModel"],
    "model_type": "bert",
    "vocab_size": VOCABULARY,
    "hidden_size": DIMENSION,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "intermediate_size": FEED_FORWARD,
    "max_position_embeddings": MAX_TOKENS,
    "type_vocab_size": 2,
    "hidden_act": "gelu",
    "layer_norm_eps": 1e-12,
    "hidden_dropout_prob": 0.1,
    "attention_probs_dropout_prob": 0.1,
    "bos_token_id": 0,
    "pad_token_id": 1,
    "eos_token_id": 2,
    "dtype": "float32",
}
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": MAX_TOKENS,
    "clean_up_tokenization_spaces": False,
    "bos_token": "<s>",
    "cls_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "unk_token": "<unk>",
    "mask_token": "<mask>",
}
_PROMPTS = {
    "prompts": {"query": QUERY_PROMPT, "passage": PASSAGE_PROMPT},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}
_FILES: dict[str, Any] = {
    "config.json": _CONFIG,
    "modules.json": _MODULES,
    "tokenizer_config.json": _TOKENIZER,
    "config_sentence_transformers.json": _PROMPTS,
    "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
    "1_Pooling/config.json": {"word_embedding_dimension": DIMENSION, "pooling_mode_mean_tokens": True},
}


def write(weights: E5Weights, folder: Path) -> None:
    """Write every file of the model into an existing folder.

    Weights in 32 bits take twice the disk of 16 bits (460 MB), but are mapped instead of converted:
    loading takes 1.3 s instead of 2.8 s and 850 MB of memory instead of 1250 MB.

    Raises:
        OSError: a file cannot be written.
        EmbeddedModelError: a tensor is missing.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    for name in ("1_Pooling", "2_Normalize"):
        (folder / name).mkdir()
    for name, content in _FILES.items():
        (folder / name).write_text(json.dumps(content, indent=2), encoding="utf-8")
    (folder / "tokenizer.json").write_text(build_tokenizer(weights).to_str(), encoding="utf-8")
    try:
        save_file(_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(_error_number(str(error)), str(error)) from error
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _tensors(weights: E5Weights) -> dict[str, Array]:
    """Every tensor under the name it has in ``BertModel``; the pooler is not used and stays empty."""
    tensors = {name: weights.tensor(source, *shape) for source, (name, shape) in _EMBEDDINGS.items()}
    tensors["pooler.dense.weight"] = np.zeros((DIMENSION, DIMENSION), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(DIMENSION, np.float32)
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        for short, (name, rows, columns) in _LINEAR.items():
            tensors[f"{prefix}{name}.weight"] = weights.tensor(f"l{layer}.{short}.w", rows, columns)
            tensors[f"{prefix}{name}.bias"] = weights.tensor(f"l{layer}.{short}.b", rows)
        for short, name in _NORMS.items():
            tensors[f"{prefix}{name}.weight"] = weights.tensor(f"l{layer}.{short}.w", DIMENSION)
            tensors[f"{prefix}{name}.bias"] = weights.tensor(f"l{layer}.{short}.b", DIMENSION)
    return tensors


def _error_number(message: str) -> int:
    """The number in the text of an error of safetensors, which has no other place for it."""
    found = re.search(r"os error (\d+)", message)
    return int(found.group(1)) if found else errno.EIO
