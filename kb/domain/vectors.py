"""The array type of embeddings, and the port through which texts become vectors."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of unit length whose dot product is their likeness."""

    @property
    def name(self) -> str:
        """The model with its revision; two embedders of one name give comparable vectors."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n_texts, dim), rows of unit length, in the order of `texts`."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return float32 (n_texts, dim), rows of unit length, in the order of `texts`."""
        ...
