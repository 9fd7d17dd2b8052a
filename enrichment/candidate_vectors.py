"""How alike documents are beyond their language, and which belong to a candidate without naming it."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from kb.domain.documents import DocumentId
from kb.domain.vectors import Vectors

_ALIKE: Final = 0.7  # cosine to the mean of a candidate's documents
_ALIKE_BEYOND: Final = 0.5  # the same after the language's own direction is taken away
_FEW: Final = 30  # documents: too few to tell what a language's texts have in common
_BATCH: Final = 512

Placed = tuple[str, Vectors]


class Cloud:
    """The vectors of all documents by language group, as their sums.

    Any two Swedish texts have a cosine of 0.6 in a model that reads English best, any two English ones 0.3: what a
    language's texts have in common is taken away before documents are called alike.
    """

    def __init__(self) -> None:
        self._sums: dict[str, tuple[Vectors, int]] = {}

    def take(self, group: str, vector: Vectors) -> None:
        """Count a document in."""
        total, count = self._sums.get(group, (np.zeros_like(vector, dtype=np.float64), 0))
        self._sums[group] = (total + vector, count + 1)

    def closeness(self, documents: Sequence[Placed]) -> float | None:
        """Return the mean cosine between two of the documents beyond their languages; None for fewer than two."""
        return coherence([self._beyond(group, vector) for group, vector in documents])

    def joined(
        self,
        candidates: Sequence[Mapping[DocumentId, Vectors | None]],
        documents: Mapping[DocumentId, tuple[str, Vectors | None]],
    ) -> list[dict[DocumentId, float]]:
        """Return for each candidate the documents of no candidate that are nearest to it and near, with the cosine.

        A candidate has one mean in each language group in which two of its documents are.
        """
        taken = {document for named in candidates for document in named}
        found: list[dict[DocumentId, float]] = [{} for _ in candidates]
        for group in sorted(self._sums):
            means, owners = [], []
            for number, named in enumerate(candidates):
                own = [v for d, v in named.items() if v is not None and documents[d][0] == group]
                if len(own) > 1:
                    means.append(unit(np.mean(own, axis=0, dtype=np.float32)))
                    owners.append(number)
            free = sorted(
                d for d, (where, v) in documents.items() if where == group and v is not None and d not in taken
            )
            if not means:
                continue
            plain, beyond = np.stack(means), np.stack([self._beyond(group, mean) for mean in means])
            for first in range(0, len(free), _BATCH):
                batch = free[first : first + _BATCH]
                vectors = [v for d in batch if (v := documents[d][1]) is not None]
                cosines = np.stack(vectors) @ plain.T
                further = np.stack([self._beyond(group, vector) for vector in vectors]) @ beyond.T
                for place, document in enumerate(batch):
                    best = int(np.argmax(further[place]))
                    if cosines[place, best] >= _ALIKE and further[place, best] >= _ALIKE_BEYOND:
                        found[owners[best]][document] = round(float(cosines[place, best]), 3)
        return found

    def _beyond(self, group: str, vector: Vectors) -> Vectors:
        total, count = self._sums[group]
        if count <= _FEW:
            return vector
        return unit((vector - total / count).astype(np.float32))


def coherence(vectors: Sequence[Vectors]) -> float | None:
    """Return the mean cosine between two of the documents, None for fewer than two."""
    if len(vectors) < 2:
        return None
    total = np.sum(vectors, axis=0)
    pairs = len(vectors) * (len(vectors) - 1)
    return round((float(np.dot(total, total)) - len(vectors)) / pairs, 3)


def unit(vector: Vectors) -> Vectors:
    """Return the vector with length one, the null vector as it is."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
