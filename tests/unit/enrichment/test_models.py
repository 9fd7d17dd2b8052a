"""The packaged model itself: its files, its tokens, its vectors."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from enrichment.embedding import Precision, SentenceTransformerEmbedder
from enrichment.models import find_model
from kb.domain.documents import DocumentId
from kb.errors import Misconfigured

FILES = find_model(None)


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformerEmbedder:
    """Load the packaged model once."""
    return SentenceTransformerEmbedder(FILES, precision=Precision.AUTO)


def test_no_passage_holds_more_tokens_than_the_model_reads() -> None:
    chunker = FILES.chunker()
    text = "Kommunernas brottsförebyggande samordningsfunktion, åtgärdsplan och lägesbild följs upp. " * 60
    passages = chunker.cut(DocumentId("d"), text)
    lengths = [len(chunker.tokenizer.encode(text[p.start : p.end]).ids) for p in passages]
    assert max(lengths) <= FILES.most_tokens == 256
    assert len(passages) > 1
    assert "".join(text[p.start : p.end] for p in passages).replace(" ", "") == text.replace(" ", "")


def test_vectors_have_unit_length_and_keep_the_order_of_the_texts(embedder: SentenceTransformerEmbedder) -> None:
    texts = ["gun violence", "a much longer text about mentoring of young people in schools " * 5, "cod"]
    together = embedder.embed_passages(texts)
    alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
    assert together.shape == (3, embedder.dimension)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(together, alone, atol=1e-3)


def test_like_texts_are_nearer_than_unlike_ones(embedder: SentenceTransformerEmbedder) -> None:
    (question,) = embedder.embed_queries(["how to prevent shootings between gangs"])
    near, far = embedder.embed_passages(["Focused deterrence reduced gun homicide.", "Trawl surveys of deep-sea cod."])
    assert question @ near > question @ far + 0.2


def test_whatever_precision_is_chosen_the_vectors_are_alike(embedder: SentenceTransformerEmbedder) -> None:
    before = embedder.embed_passages(["restorative justice conferences"])
    chosen = embedder.choose_precision()
    after = embedder.embed_passages(["restorative justice conferences"])
    assert chosen in (Precision.FLOAT32, Precision.BFLOAT16)
    assert float((before @ after.T)[0, 0]) > 0.99
    assert embedder.choose_precision() is chosen


def test_no_texts_give_no_vectors(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, 384)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=tmp_path.name):
        find_model(str(tmp_path))


def test_a_model_in_a_folder_is_called_by_its_weights(tmp_path: Path) -> None:
    copy = shutil.copytree(FILES.folder, tmp_path / "other-model")
    found = find_model(str(copy))
    assert found.name.startswith("other-model@")
    assert found.name.partition("@")[2] == FILES.name.partition("@")[2]
    limits = json.loads((copy / "sentence_bert_config.json").read_text())
    (copy / "sentence_bert_config.json").write_text(json.dumps(limits | {"max_seq_length": 128}))
    assert find_model(str(copy)).chunker().name != found.chunker().name


def test_a_passage_prompt_is_part_of_the_model_and_takes_room_from_the_text() -> None:
    prompted = find_model(None, "passage: ")
    assert prompted.name != FILES.name
    assert prompted.chunker().limit < FILES.chunker().limit


def test_a_broken_tokenizer_is_named(tmp_path: Path) -> None:
    copy = shutil.copytree(FILES.folder, tmp_path / "broken")
    (copy / "tokenizer.json").write_text("{}")
    with pytest.raises(Misconfigured, match=r"tokenizer\.json"):
        find_model(str(copy)).chunker()
