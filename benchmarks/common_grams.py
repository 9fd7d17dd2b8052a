"""Count the 4-grams of Swedish texts, and write down the commonest: `kb.index.terms` leaves them out.

    python -m benchmarks.common_grams [FOLDER with records.jsonl.gz]

Writes kb/index/common_grams.txt, the commonest first. A change of it changes how passages are indexed: raise
`kb.index.port.SCHEMA` with it, and measure the ranking anew. At 500, the rarest left out stands in 6 % of the passages.
"""

import sys
from collections import Counter
from pathlib import Path

from benchmarks import REAL
from benchmarks.swedish_vectors import swedish
from enrichment.models import find_model
from kb.catalogue.lemmas import lemma
from kb.domain.documents import DocumentId, content_of
from kb.domain.text import clean, clean_line
from kb.index.terms import content_words, grams

_TARGET = Path("kb/index/common_grams.txt")
_LEFT_OUT = 500


def main() -> None:
    """Count, and write."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with records")
    chunker = find_model(None).chunker()
    counted: Counter[str] = Counter()
    passages = 0
    for record in swedish(folder / "records.jsonl.gz"):
        content = content_of(clean_line(record["title"]), clean(record["abstract"] or ""))
        for passage in chunker.cut(DocumentId("x"), content):
            passages += 1
            counted.update(grams_in(content[passage.start : passage.end]))
    common = counted.most_common(_LEFT_OUT)
    _TARGET.write_text("\n".join(gram for gram, _ in common) + "\n", encoding="utf-8")
    share = sum(times for _, times in common) / counted.total()
    print(f"{passages} passages; the {len(common)} commonest of {len(counted)} 4-grams are {share:.0%} of all there")
    print(f"the rarest of them stands in {common[-1][1] / passages:.1%} of the passages")


def grams_in(text: str) -> set[str]:
    """Return the 4-grams of the Swedish words in `text` that say something."""
    return {gram for word in set(content_words(text, "sv")) for gram in grams(word, lemma(word, "sv"))}


if __name__ == "__main__":
    main()
