"""Texts to vectors, through sentence-transformers. Importing this module costs nothing; loading the model seconds."""

import copy
import os
import threading
import time
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from enrichment.models import ModelFiles
from enrichment.one_call import Call, as_one_call
from kb.domain.vectors import Vectors

_BATCH = 32
# bfloat16 is 3.6 times as fast as float32 on processors with AMX, the same on some with AVX-512, nine times slower
# on AVX2: so it is measured, never guessed. Below this likeness of the vectors it is not used however fast.
_LIKE_ENOUGH = 0.995
_WORTH_IT = 1.15
_SAMPLE = tuple(
    " ".join(f"{word} {n}" for n in range(60))
    for word in ("police", "school", "prison", "family", "street", "court", "victim", "neighbourhood")
)


class Precision(StrEnum):
    """How numbers are kept while embedding."""

    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"


class SentenceTransformerEmbedder:
    """One loaded model; calls from several threads wait for each other."""

    def __init__(self, files: ModelFiles, *, precision: Precision, query_prompt: str = "") -> None:
        """Load the model in `files`. AUTO stays float32 until `choose_precision` has measured."""
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        self._torch = torch
        self._model: Any = SentenceTransformer(
            str(files.folder),
            device="cpu",
            local_files_only=True,  # the files are on disk: no hub is asked
        )
        self._lock = threading.Lock()
        self._cores = os.cpu_count() or 1
        self._query_prompt, self._passage_prompt = query_prompt, files.passage_prompt
        self.name, self.dimension = files.name, files.dimension
        self._one_call: Call | None = None  # made when the first question comes
        self.precision = Precision.FLOAT32
        if precision is Precision.BFLOAT16:
            self._model.to(torch.bfloat16)
            self.precision = precision
        self._measured = precision is not Precision.AUTO

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n_texts, dim), rows of unit length, in the order of `texts`."""
        if not texts:
            return self._embed([], threads=1)
        with self._lock, self._torch.inference_mode():
            # One thread: with two, a question waits for the slower one, and beside any other work took 50 ms, not 11.
            self._torch.set_num_threads(1)
            if self._one_call is None:
                self._one_call = as_one_call(self._model)
            vectors = self._one_call([self._query_prompt + text for text in texts])
        return _unit(vectors.float().numpy())

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n_texts, dim), rows of unit length, in the order of `texts`.

        Texts of like length are embedded together, so many at a time cost less than few.
        """
        return self._embed([self._passage_prompt + text for text in texts], threads=self._cores)

    def choose_precision(self) -> Precision:
        """Embed eight texts both ways, keep the faster if its vectors are alike enough, and return which."""
        if self._measured:
            return self.precision
        self._measured = True
        exact, rough = self._model, copy.deepcopy(self._model).to(self._torch.bfloat16)
        wanted, slow_s = self._timed(exact)
        found, fast_s = self._timed(rough)
        alike = float(np.min(np.sum(wanted * found, axis=1)))
        if alike >= _LIKE_ENOUGH and slow_s >= fast_s * _WORTH_IT:
            with self._lock:
                self._model, self._one_call, self.precision = rough, None, Precision.BFLOAT16
        return self.precision

    def _timed(self, model: Any) -> tuple[Vectors, float]:
        self._encode(model, _SAMPLE, self._cores)
        started = time.perf_counter()
        vectors = self._encode(model, _SAMPLE, self._cores)
        return vectors, time.perf_counter() - started

    def _embed(self, texts: Sequence[str], threads: int) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._encode(self._model, texts, threads)

    def _encode(self, model: Any, texts: Sequence[str], threads: int) -> Vectors:
        with self._lock, self._torch.inference_mode():
            self._torch.set_num_threads(threads)
            vectors = model.encode(
                list(texts),
                batch_size=_BATCH,
                convert_to_numpy=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return _unit(vectors)


def _unit(vectors: Any) -> Vectors:
    """Return the vectors as float32, each of length one."""
    found: Vectors = np.array(vectors, dtype=np.float32)
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    return found
