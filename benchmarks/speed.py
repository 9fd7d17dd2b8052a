"""How fast the way from file to answer is, as ratios to a baseline in the same run.

    python -m benchmarks.speed [FOLDER with records.jsonl.gz] [--records N]

Without a folder of records (default ../shared/real, when it is there) made-up ones of like length are used.
Baseline of the pipeline: sentence-transformers alone embedding the same passages, with the same weights,
precision and batch size. Baseline of a search: embedding the question.
"""

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from benchmarks import REAL
from crawlers.children import command_of
from crawlers.imports import import_files
from kb.search.results import Query
from kb.store.documents import changed_since
from utblick.parts import Live, Parts
from utblick.settings import Settings

_QUESTIONS = (
    "skjutningar i gängmiljö", "våld i nära relationer", "återfall i brott", "mentorprogram för unga",
    "bedrägerier mot äldre", "mobbning i skolan", "kamerabevakning på torg", "street lighting and burglary",
    "hot spots policing", "vold i nære relasjoner", "rekruttering av unge til kriminelle nettverk",
    "ungdomskriminalitet forebyggelse", "avhopparstöd", "föräldrastöd för barn med beteendeproblem",
    "narkotikahandel i utsatta områden", "hatbrott", "sexual assault on campus", "drug courts",
)  # fmt: skip


def main() -> None:
    """Measure, and print a table."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", nargs="?", type=Path, default=REAL)
    given.add_argument("--records", type=int, default=None, help="only so many records")
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = _real(asked.folder) if (asked.folder / "records.jsonl.gz").is_file() else _made_up(2_000)
        file = Path(folder) / "records.jsonl"
        file.write_text("".join(list(lines)[: asked.records]))
        measure(Parts(Settings(data=Path(folder) / "data")), file)
    sys.stdout.flush()
    # In a process of its own, as `utblick crawl` is: this one holds the model and the index.
    subprocess.run(command_of("benchmarks.crawling"), check=True)


def measure(parts: Parts, file: Path) -> None:
    """Run import, reading, embedding, indexing and searching on `file`, and print what each took."""
    table: list[tuple[str, float]] = []

    def timed(label: str, work: Callable[[], object]) -> float:
        started = time.perf_counter()
        work()
        table.append((label, time.perf_counter() - started))
        return table[-1][1]

    embedder = parts.load_embedder()
    precision = embedder.choose_precision()
    timed("import", lambda: import_files(parts.store, parts.blobs, [file], parts.now()))
    timed("second import", lambda: import_files(parts.store, parts.blobs, [file], parts.now()))
    timed("read", lambda: parts.read_job.run(_ignore))
    timed("embed, in the pipeline", lambda: parts.embed_job.run(embedder, _ignore))
    timed("index", lambda: parts.projection.rebuild(_ignore))
    texts = _passages(parts)
    alone = timed("embedding model alone", lambda: embedder.embed_passages(texts))
    steps = {label: seconds for label, seconds in table if label not in ("second import", "embedding model alone")}
    total = sum(steps.values())

    live = Live()
    embedding = parts.load_embedder()
    live.answering = parts.wanted.answering(parts.projection.open(), embedding)
    parts.searcher(live).warm()  # as the server does when it starts
    answers = []
    for label, rounds in (("first asked", 1), ("asked again", 2)):
        for kind in ("measures", "documents"):
            searcher = parts.searcher(live)  # one that remembers no question
            searcher.search_measures(Query(text="brott"))
            ask = searcher.search_measures if kind == "measures" else searcher.search_documents
            taken = [_timed_ms(partial(ask, Query(text=q))) for _ in range(rounds) for q in _QUESTIONS]
            answers.append((f"{kind}, {label}", statistics.median(taken[-len(_QUESTIONS) :])))
    query = statistics.median(_timed_ms(partial(embedding.embed_queries, [q])) for q in _QUESTIONS)
    parts.home.close()

    print(f"\n{len(texts)} passages, {precision.value}\n")
    print("| Step | s | share of the model alone |\n|---|---:|---:|")
    for label, seconds in table:
        print(f"| {label} | {seconds:.1f} | {seconds / alone:.2f} |")
    print(f"| **import + read + embed + index** | **{total:.1f}** | **{total / alone:.2f}** (bar: below 1.5) |")
    print("\n| Search, model warm | median ms | times embedding one question |\n|---|---:|---:|")
    for label, found in (*answers, ("embedding a question alone", query)):
        print(f"| {label} | {found:.1f} | {found / query:.1f} |")
    print("(bar: median at most 50 ms)")


def _ignore(_done: int) -> None:
    pass


def _passages(parts: Parts) -> list[str]:
    texts: list[str] = []
    revision, after = 0, ""
    while True:
        with parts.store.reading() as session:
            batch = changed_since(session, revision, 500, after, parts.wanted.name)
        if not batch:
            return texts
        texts += [r.document.content[p.start : p.end] for r in batch for p in r.passages]
        revision, after = batch[-1].document.revision, batch[-1].document.id


def _timed_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def _real(folder: Path) -> Iterable[str]:
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from lines


def _made_up(count: int) -> Iterable[str]:
    chance = random.Random(1)
    topics = (
        "street lighting",
        "mentoring",
        "hot spots policing",
        "kamerabevakning",
        "föräldrastöd",
        "medling vid brott",
    )
    words = (
        "police",
        "school",
        "young people",
        "kommunen",
        "brott",
        "stadsdelen",
        "families",
        "the town",
        "våld",
        "year",
    )
    for number in range(count):
        topic = chance.choice(topics)
        text = " ".join(chance.choice((*words, topic)) + chance.choice(("", ".", ",")) for _ in range(180))
        record = {"id": f"made-up:{number}", "title": f"{topic} {number}", "abstract": text, "year": 2000 + number % 25}
        yield json.dumps(record) + "\n"


if __name__ == "__main__":
    main()
