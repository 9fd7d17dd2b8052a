"""Sentence-transformers models of a few numbers, made on the spot: real ones that know nothing."""

import json
import shutil
from pathlib import Path

from enrichment.models import find_model


def make_model(folder: Path, *, seed: int, dimension: int, tokens: int) -> str:
    """Make a model in `folder` with weights drawn by `seed`, and return what to set UTBLICK_MODEL to."""
    import torch
    from transformers import BertConfig, BertModel

    # All but the weights is the packaged model's, which is built alike.
    shutil.copytree(find_model(None).folder, folder, ignore=shutil.ignore_patterns("*.safetensors", "*.bin", "onnx"))
    torch.manual_seed(seed)
    config = BertConfig(hidden_size=dimension, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    BertModel(config).save_pretrained(folder)
    for name, changed in (
        ("sentence_bert_config.json", {"max_seq_length": tokens}),
        ("1_Pooling/config.json", {"word_embedding_dimension": dimension}),
    ):
        said = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps(said | changed))
    return str(folder)
