"""What reading costs beside embedding the same texts on one core, and whether its memory grows.

    python -m benchmarks.reading [FOLDER with records.jsonl.gz]

Reading and embedding run in this process, one thread each, on the same sample of texts. Memory is the peak of a fresh
process that reads so many texts, each made different, so that what is remembered of texts would show.
"""

import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import REAL
from enrichment.embedding import Precision, SentenceTransformerEmbedder
from enrichment.models import find_model
from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.domain.documents import content_of
from kb.domain.text import clean, clean_line

_SAMPLE = 17  # every so manieth record
_FEW, _MANY = 2_000, 8_000


def main() -> None:
    """Measure, and print a table."""
    if len(sys.argv) == 4 and sys.argv[1] == "--memory":
        print(_peak_after(Path(sys.argv[2]), int(sys.argv[3])))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    contents = list(_contents(folder))[::_SAMPLE]
    reader, files = Reader.for_catalogue(load_catalogue()), find_model(None)
    chunker = files.chunker()
    for content in contents[:50]:  # the tables of each language are made when first asked for
        reader.read(content)
    started = time.perf_counter()
    for content in contents:
        reader.read(content)
    reading = time.perf_counter() - started
    embedder = SentenceTransformerEmbedder(files, precision=Precision.AUTO)
    embedder.choose_precision()
    passages = [
        content[p.start : p.end]
        for content in contents
        for p in chunker.cut("", content)  # type: ignore[arg-type]
    ]
    embedder.embed_queries(passages[:32])
    started = time.perf_counter()
    embedder.embed_queries(passages)  # one thread, as written without a prompt
    embedding = time.perf_counter() - started
    peaks = [_in_a_process(folder, count) for count in (_FEW, _MANY)]
    print(f"\n{len(contents)} texts, {len(passages)} passages, {embedder.precision.value}, one core\n")
    print("| What | value |\n|---|---:|")
    print(f"| reading, ms a text | {1_000 * reading / len(contents):.1f} |")
    print(f"| embedding, ms a text | {1_000 * embedding / len(contents):.1f} |")
    print(f"| **reading beside embedding** | **{reading / embedding:.2f}** (bar: below 0.40) |")
    print(f"| peak memory after {_FEW} texts, MB | {peaks[0]:.0f} |")
    print(f"| peak memory after {_MANY} texts, MB | {peaks[1]:.0f} |")


def _in_a_process(folder: Path, count: int) -> float:
    call = [sys.executable, "-m", "benchmarks.reading", "--memory", str(folder), str(count)]
    return float(subprocess.run(call, check=True, capture_output=True, text=True).stdout)


def _peak_after(folder: Path, count: int) -> float:
    reader = Reader.for_catalogue(load_catalogue())
    done = 0
    while done < count:
        for number, content in enumerate(_contents(folder)):
            if done >= count:
                break
            # Another word in each text, and another order of its sentences from round to round.
            turned = content.split(". ")
            turn = (done + number) % max(1, len(turned))
            reader.read(". ".join([*turned[turn:], *turned[:turn], f"x{done}y"]))
            done += 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _contents(folder: Path) -> Iterator[str]:
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield content_of(clean_line(record["title"]), clean(record["abstract"] or ""))


if __name__ == "__main__":
    main()
