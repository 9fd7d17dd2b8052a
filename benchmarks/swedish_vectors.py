"""Do the vectors of an English model help among Swedish texts? The figures behind asking them only where it reads.

    python -m benchmarks.swedish_vectors [FOLDER with records.jsonl.gz]

A title is the question, the later passages of its own document the answer: share found among the first five, for
words alone and for words fused with vectors of Swedish as it is written.
"""

import gzip
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import REAL
from enrichment.embedding import Precision, SentenceTransformerEmbedder
from enrichment.models import find_model
from kb.domain.documents import DocumentId
from kb.domain.text import clean, clean_line
from kb.domain.vectors import Vectors
from kb.index.terms import content_words, passage_terms, query_terms
from kb.search.ranking import RANKING

_DOCUMENTS, _QUESTIONS, _FIRST = 800, 200, 5


def main() -> None:
    """Measure, and print a table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    files = find_model(None)
    chunker = files.chunker()
    owners: list[int] = []
    passages: list[str] = []
    titles: list[str] = []
    for record in swedish(folder / "records.jsonl.gz"):
        title, text = clean_line(record["title"]), clean(record["abstract"])
        cut = chunker.cut(DocumentId("x"), f"{title}\n\n{text}")[1:]
        if cut and len(titles) < _DOCUMENTS:
            owners += [len(titles)] * len(cut)
            passages += [f"{title}\n\n{text}"[p.start : p.end] for p in cut]
            titles.append(title)
    embedder = SentenceTransformerEmbedder(files, precision=Precision.AUTO)
    embedder.choose_precision()
    asked = random.Random(1).sample(range(len(titles)), _QUESTIONS)
    near = embedder.embed_queries([titles[i] for i in asked]) @ embedder.embed_passages(passages).T
    said = _by_words([titles[i] for i in asked], passages)
    print(f"{len(titles)} documents, {len(passages)} passages, {_QUESTIONS} questions\n")
    print(f"| Weight of vectors beside words | right document among the first {_FIRST} |\n|---:|---:|")
    for weight in (0.0, 0.1, 0.3, 0.5, 1.0):
        found = sum(_found(own, said[n], near[n], owners, weight) for n, own in enumerate(asked))
        print(f"| {weight} | {found / _QUESTIONS:.2f} |")
    found = sum(_found(own, np.zeros_like(near[n]), near[n], owners, 1.0) for n, own in enumerate(asked))
    print(f"| vectors alone | {found / _QUESTIONS:.2f} |")


def _found(own: int, said: Vectors, near: Vectors, owners: Sequence[int], weight: float) -> bool:
    fused: dict[int, float] = defaultdict(float)
    for scores, share in ((said, 1.0), (near, weight)):
        places: dict[int, int] = {}
        for passage in np.argsort(-scores)[: int((scores > 0).sum())]:
            places.setdefault(owners[passage], len(places) + 1)
        for document, place in places.items():
            fused[document] += share / (RANKING.k + place)
    return own in sorted(fused, key=lambda d: -fused[d])[:_FIRST]


def _by_words(questions: Sequence[str], passages: Sequence[str]) -> Vectors:
    postings: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        terms = passage_terms(passage, "sv")
        for index, value in zip(terms.indices, terms.values, strict=True):
            postings[index].append((number, value))
    scores: Vectors = np.zeros((len(questions), len(passages)), dtype=np.float32)
    for row, question in enumerate(questions):
        terms = query_terms(dict.fromkeys(content_words(question, "sv"), 1.0), "sv")
        for index, value in zip(terms.indices, terms.values, strict=True):
            found = postings.get(index, [])
            rare = math.log(1 + (len(passages) - len(found) + 0.5) / (len(found) + 0.5))
            for number, weight in found:
                scores[row, number] += weight * value * rare
    return scores


def swedish(file: Path) -> list[dict[str, str]]:
    """Return the Swedish records."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [record for record in records if record["lang"] == "sv"]


if __name__ == "__main__":
    main()
