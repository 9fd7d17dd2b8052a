"""How fast the index answers, follows and opens, how large it is and what it misses, beside two other ways.

    python -m benchmarks.index_speed [PASSAGES …] [--alone]

Made-up passages of real shape (`benchmarks.index_passages`), through `kb.index.edge` as the search asks it: three
signals of three language groups in one call, 200 each, narrowed by two facets and a span of years, the best 20
documents by the search's own fusion, the question embedded by the packaged model. Then it is asked while another index
is built beside it in the same process, as a server does. Others on the same passages and questions:
`benchmarks.index_others`; `--alone` leaves them out.
"""

import argparse
import os
import statistics
import tempfile
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.index_others import OTHERS
from benchmarks.index_passages import DIMENSION, TEXT, Passages, Question, everything, narrowed
from kb.domain.vectors import Embedder, Vectors
from kb.index.home import EdgeHome
from kb.index.port import YES, Ask, Field, Index, Point, Progress, Selection, Signal, Sparse
from kb.index.turns import TURNS
from kb.search.facets import DOCUMENT_FACETS
from kb.search.fusion import Candidate
from kb.search.signals import GROUPS, candidates_of
from utblick.parts import Parts
from utblick.settings import Settings

_QUESTIONS = 100
_CANDIDATES = 200
_BATCH = 600  # passages of whole documents, as the projection writes: about 300 documents
_NAME = "made-up"
_BUILT_BESIDE = 10_000  # passages, while questions are asked
_PAUSE_S = 0.05  # between two of these questions


@dataclass
class Row:
    """What was measured of one way at one size: milliseconds, seconds, megabytes, shares."""

    what: str
    passages: int
    figures: dict[str, float] = field(default_factory=dict)


def main() -> None:
    """Measure at each size, and print tables."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("passages", nargs="*", type=int, default=[10_000, 100_000, 300_000])
    given.add_argument("--alone", action="store_true", help="without the other ways")
    asked = given.parse_args()
    embedder = Parts(Settings()).load_embedder()
    embedder.embed_queries([TEXT])
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    for count in asked.passages:
        made = Passages(count)
        points, questions = list(made.points()), made.questions(_QUESTIONS)
        rows = [_ours(points, questions, embedder)]
        if not asked.alone:
            for name, way in OTHERS.items():
                figures = way(points, questions, embedder)
                if isinstance(figures, str):
                    print(f"{name}: {figures}")
                else:
                    rows.append(Row(name, count, figures))
        _show(rows)
    print(f"load after: {os.getloadavg()[0]:.1f}")


def _ours(points: Sequence[Point], questions: Sequence[Question], embedder: Embedder) -> Row:
    row = Row("Utblick on Qdrant Edge", len(points))
    with tempfile.TemporaryDirectory() as folder:
        home = EdgeHome(Path(folder) / "index", {})
        index = home.create(_NAME, DIMENSION)
        started = time.perf_counter()
        _fill(index, points)
        row.figures["indexed a second"] = len(points) / (time.perf_counter() - started)
        home.promote(index)
        home.close()
        row.figures["disk MB"] = sum(f.stat().st_blocks for f in Path(folder).rglob("*")) * 512 / 1e6
        before_mb, started = _resident_mb(), time.perf_counter()
        home = EdgeHome(Path(folder) / "index", {})
        opened = home.current(_NAME)
        assert opened is not None
        row.figures["opening s"] = time.perf_counter() - started
        opened.facet(Field.CHALLENGE, Selection({Field.FIRST: (YES,)}))  # waits until all is in memory
        row.figures["all in memory s"] = time.perf_counter() - started
        alone = [_ms(partial(embedder.embed_queries, [TEXT])) for _ in range(30)]
        row.figures["embedding a question alone, median ms"] = statistics.median(alone)
        for label, select in (("narrowed", narrowed), ("open", lambda _n: everything())):
            chosen = [select(number) for number in range(len(questions))]
            taken = [
                _ms(partial(best_documents, opened, question, selection, embedder))
                for question, selection in zip(questions, chosen, strict=True)
            ]
            row.figures[f"{label} median ms"] = statistics.median(taken)
            row.figures[f"{label} p95 ms"] = float(np.percentile(taken, 95))
            counted = [_ms(partial(count_facets, opened, selection)) for selection in chosen[:20]]
            row.figures[f"{label} facets ms"] = statistics.median(counted)
            row.figures[f"{label} recall@100"] = recall(opened, points, questions[:20], select)
        row.figures["memory MB"] = _resident_mb() - before_mb
        waits = waits_while_built(home, opened, points[:_BUILT_BESIDE], questions, embedder)
        row.figures["while another is built, median ms"] = statistics.median(waits)
        row.figures["while another is built, longest ms"] = max(waits)
        home.close()
    return row


def _fill(index: Index, points: Sequence[Point]) -> None:
    begins = [place for place, point in enumerate(points) if point.number == 0]
    first, stamp = 0, 1
    while first < len(points):
        after = bisect_left(begins, first + _BATCH)
        end = begins[after] if after < len(begins) else len(points)
        index.upsert(points[first:end], stamp)
        index.save_progress(Progress(stamp, str(first)))
        first, stamp = end, stamp + 1


def waits_while_built(
    home: EdgeHome, answering: Index, points: Sequence[Point], questions: Sequence[Question], embedder: Embedder
) -> list[float]:
    """Return how long each narrowed question waited, in milliseconds, while a thread built another index."""
    building = threading.Thread(target=_fill, args=(home.create(_NAME, DIMENSION), points))
    waits: list[float] = []
    building.start()
    while building.is_alive() or not waits:
        number = len(waits) % len(questions)
        started = time.perf_counter()
        with TURNS.answering():  # as `kb.search.searcher` does
            best_documents(answering, questions[number], narrowed(number), embedder)
        waits.append((time.perf_counter() - started) * 1_000)
        time.sleep(_PAUSE_S)
    building.join()
    return waits


def best_documents(index: Index, question: Question, selection: Selection, embedder: Embedder) -> list[Candidate]:
    """Return the best 20 documents, as the search finds them: each signal of each language group, fused."""

    def meaning() -> dict[str, Vectors]:
        embedder.embed_queries([TEXT])  # the time it takes; what is near a made-up topic is the made-up vector
        return dict.fromkeys(GROUPS, question.meaning)

    # A question has fewer words than letters, which are looked up beside them.
    whole = {group: Sparse(terms.indices[:4], terms.values[:4]) for group, terms in question.words.items()}
    found = candidates_of(index, question.concepts, question.words, meaning, selection, _CANDIDATES, whole=whole)
    return sorted(found, key=lambda c: (-c.relevance, c.owner))[:20]


def count_facets(index: Index, selection: Selection) -> list[dict[str, int]]:
    """Return the counts of documents by every facet that documents have."""
    return [index.facet(Field(facet.value), selection.also(Field.FIRST, YES)) for facet in DOCUMENT_FACETS]


def recall(
    index: Index, points: Sequence[Point], questions: Sequence[Question], select: Callable[[int], Selection]
) -> float:
    """Return the share of the 100 passages with the nearest vectors that the index finds, reckoned here by hand."""
    vectors = np.stack([point.meaning for point in points if point.meaning is not None])
    shares = []
    for number, question in enumerate(questions):
        passing = np.array([_passes(point, select(number)) for point in points])
        likeness: Vectors = np.where(passing, vectors @ question.meaning, -2.0)
        nearest = [points[i] for i in np.argsort(-likeness)[: min(100, int(passing.sum()))]]
        found = index.ask([Ask(Signal.MEANING, question.meaning, select(number), 100)])[0]
        keys = {(hit.owner, hit.number) for hit in found}
        shares.append(sum((p.owner, p.number) in keys for p in nearest) / max(1, len(nearest)))
    return statistics.mean(shares)


def _passes(point: Point, selection: Selection) -> bool:
    for wanted, values in selection.any_of.items():
        held = point.payload.get(wanted)
        if not set(values) & set((held,) if isinstance(held, str) else held or ()):  # type: ignore[arg-type]
            return False
    if selection.first_year is None or selection.last_year is None:
        return True
    year = point.payload.get(Field.YEAR)
    return isinstance(year, int) and selection.first_year <= year <= selection.last_year


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def _resident_mb() -> float:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _show(rows: Sequence[Row]) -> None:
    ours = rows[0]
    print(f"\n| {ours.passages:,} passages | " + " | ".join(row.what for row in rows) + " |")
    print("|---|" + "---:|" * len(rows))
    for name, figure in ours.figures.items():
        cells = [f"{figure:,.2f}"]
        for row in rows[1:]:
            other = row.figures.get(name)
            cells.append(
                "–" if other is None else f"{other:,.2f} ({other / figure:.1f}×)" if figure else f"{other:,.2f}"
            )
        print(f"| {name} | " + " | ".join(cells) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
