"""How well the order of hits answers questions, by all signals together and by each alone.

    python -m benchmarks.ranking [FOLDER with records.jsonl.gz] [--data FOLDER] [--write]
    python -m benchmarks.ranking pool FILE [--data FOLDER]

The questions, the rules they are judged by and the judgements are in benchmarks/questions. Without --data the records
are read, embedded and indexed first, which takes some ten minutes. `pool` writes what is to be judged as JSON lines.
"""

import argparse
import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Final

from benchmarks import REAL
from benchmarks.quality import DATA, PAGE
from benchmarks.ranking_runs import ALL, WAYS, Asked, build
from benchmarks.ranking_set import (
    RELEVANT,
    KnownItem,
    Question,
    interval,
    kappa,
    ndcg,
    ratio,
    read_judgements,
    read_known_items,
    read_questions,
    read_twice,
    recall,
)
from benchmarks.report import Report
from kb.search.ranking import RANKING, Ranking

_SHOWN, _DEEP = 10, 50
SECTION: Final = "Ranking"
_ENGLISH: Final = "all, asked in English"


def main() -> None:
    """Measure and print tables, or write the pool."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", nargs="?", default=str(REAL), help="folder with records.jsonl.gz, or `pool`")
    given.add_argument("pool", nargs="?", type=Path, help="after `pool`: the file to write")
    given.add_argument("--data", type=Path, help="data folder with the records read and embedded")
    given.add_argument("--write", action="store_true", help="put the tables where users read them")
    asked = given.parse_args()
    pooling = asked.folder == "pool"
    if pooling and asked.pool is None:
        given.error("pool needs the file to write")
    with tempfile.TemporaryDirectory() as scratch:
        records = (REAL if pooling else Path(asked.folder)) / "records.jsonl.gz"
        found = Asked(asked.data or _built(records, Path(scratch)))
        if pooling:
            with asked.pool.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in pool(found, read_questions()))
            return
        report = Report()
        measure(found, report)
        if asked.write:
            report.keep(DATA, family=SECTION, ours=True)
            report.write(PAGE, DATA, made_on=datetime.now(UTC).date().isoformat())


def settings_digest(settings: Ranking = RANKING) -> str:
    """Return what tells one table of ranking settings from another."""
    return hashlib.sha256(json.dumps(asdict(settings), sort_keys=True, default=str).encode()).hexdigest()[:12]


def pool(found: Asked, questions: Sequence[Question]) -> Iterator[dict[str, object]]:
    """Yield each hit that is to be judged: the first ten of each way, and of the question in English, unordered."""
    names = {str(measure.id): measure for measure in found.parts.catalogue.measures.values()}
    for question in questions:
        asks = [(question.text, way) for way in WAYS] + [(question.english, ALL)]
        documents = {ids for text, way in asks for ids, _ in found.document_hits(text, way, _SHOWN)}
        measures = {key for text, way in asks for key in found.measures(text, way, _SHOWN)}
        said = {"question": question.id, "asked": question.text, "need": question.need}
        for ids in sorted(documents):
            title, text = found.texts[ids]
            yield {**said, "id": ids[0], "title": title, "text": text}
        for key in sorted(measures):
            also = "; ".join((names[key].name_en, *names[key].other_names))
            yield {**said, "id": key, "title": names[key].name_sv, "text": also}


def measure(found: Asked, into: Report) -> None:
    """Add the rows on ranking."""
    questions, grades = read_questions(), read_judgements()
    judged = [q for q in questions if q.id in grades]
    documents: dict[str, list[list[str]]] = {}
    measures: dict[str, list[list[str]]] = {}
    languages: dict[str, list[list[str | None]]] = {}
    for way in (*WAYS, _ENGLISH):
        texts = [q.english if way == _ENGLISH else q.text for q in judged]
        by = ALL if way == _ENGLISH else way
        hits = [found.document_hits(text, by, _DEEP) for text in texts]
        documents[way] = [
            [_judged_id(ids, grades[q.id]) for ids, _ in ranked] for q, ranked in zip(judged, hits, strict=True)
        ]
        languages[way] = [[language for _, language in ranked] for ranked in hits]
        measures[way] = [found.measures(text, by, _DEEP) for text in texts]
    split = [_split(grades[q.id]) for q in judged]
    for name, runs, gold in (
        ("documents", documents, [of_documents for of_documents, _ in split]),
        ("measures", measures, [of_measures for _, of_measures in split]),
    ):
        into.section(f"{SECTION}: {name} (settings {settings_digest()})")
        _ranked(runs, gold, judged, into)
        if name == "documents":
            _across(judged, runs, languages, gold, into)
    into.section(f"{SECTION}: known items (settings {settings_digest()})")
    _known(found, read_known_items(), into)
    into.section(f"{SECTION}: judgements (settings {settings_digest()})")
    _agreement(grades, judged, into)


def _ranked(
    runs: dict[str, list[list[str]]], gold: list[dict[str, float]], judged: Sequence[Question], into: Report
) -> None:
    """Add nDCG and recall of each way, and the ratios that ranking is held to."""
    kept = [i for i, grades in enumerate(gold) if any(grades.values())]
    scores = {way: [_known_score(ndcg(runs[way][i], gold[i], _SHOWN)) for i in kept] for way in runs}
    for way, values in scores.items():
        into.number(f"nDCG@10, {way}", mean(values), str(len(values)), *interval(values))
    for language, name in (("sv", "Swedish"), ("en", "English"), ("nb", "Norwegian"), ("da", "Danish")):
        of = [score for i, score in zip(kept, scores[ALL], strict=True) if judged[i].language == language]
        into.number(f"nDCG@10, {ALL}, {name} questions", mean(of), str(len(of)), *interval(of))
    answerable = [i for i in kept if any(grade >= RELEVANT for grade in gold[i].values())]
    for way in runs:
        found = [_known_score(recall(runs[way][i], gold[i], _DEEP)) for i in answerable]
        into.number(f"recall@50, {way}", mean(found), str(len(found)), *interval(found))
    best = max((way for way in WAYS if way != ALL), key=lambda way: mean(scores[way]))
    value, low, high = ratio(scores[ALL], scores[best])
    into.number(f"all / best alone ({best}), nDCG@10", value, str(len(kept)), low, high)
    swedish = [n for n, i in enumerate(kept) if judged[i].language == "sv"]
    value, low, high = ratio([scores[ALL][n] for n in swedish], [scores[_ENGLISH][n] for n in swedish])
    into.number("Swedish questions / the same in English, nDCG@10", value, str(len(swedish)), low, high)
    hits = [key in gold[i] for i in kept for key in runs[ALL][i][:_SHOWN]]
    into.share("hits among the first ten that are judged (the others count 0)", sum(hits), len(hits))


def _across(
    judged: Sequence[Question],
    runs: dict[str, list[list[str]]],
    languages: dict[str, list[list[str | None]]],
    gold: list[dict[str, float]],
    into: Report,
) -> None:
    """Add the share of questions answered in another language than asked, among the first ten."""
    asked = [i for i, grades in enumerate(gold) if any(grade >= RELEVANT for grade in grades.values())]
    for way in WAYS:
        answered = sum(
            any(
                gold[i].get(key, 0) >= RELEVANT and language != judged[i].language
                for key, language in zip(runs[way][i][:_SHOWN], languages[way][i][:_SHOWN], strict=True)
            )
            for i in asked
        )
        into.share(f"answered across languages, {way}", answered, len(asked))


def _known(found: Asked, items: Sequence[KnownItem], into: Report) -> None:
    """Add how often the one record that answers is among the first five, asked in Swedish and in English."""
    hits: dict[str, list[float]] = {}
    for name, text in (("Swedish", lambda item: item.sv), ("English", lambda item: item.en)):
        asked: Callable[[KnownItem], str] = text
        hits[name] = [
            float(any(item.record in ids for ids, _ in found.document_hits(asked(item), ALL, 5))) for item in items
        ]
        into.share(f"the record among the first five, asked in {name}", int(sum(hits[name])), len(items))
    value, low, high = ratio(hits["Swedish"], hits["English"])
    into.number("Swedish / English, R@5", value, str(len(items)), low, high)


def _agreement(grades: dict[str, dict[str, float]], judged: Sequence[Question], into: Report) -> None:
    """Add how many judgements there are and how far two readings agree."""
    into.number("questions judged", len(judged), str(len(read_questions())))
    into.number("pairs judged", sum(map(len, grades.values())), str(len(judged)))
    pairs = read_twice()
    if not pairs:
        return
    first, other = zip(*pairs, strict=True)
    into.share("same grade in both readings", sum(a == b for a, b in pairs), len(pairs))
    weighted = kappa(first, other, lambda a, b: 1 - (a - b) ** 2 / 9)
    into.number("quadratically weighted kappa", weighted, str(len(pairs)))


def _judged_id(ids: Sequence[str], grades: dict[str, float]) -> str:
    """Return the id by which a document was judged: two records that are one document have two."""
    return max(ids, key=lambda key: grades.get(key, -1))


def _split(grades: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the grades of records, whose ids name a source, and those of measures."""
    records = {key: grade for key, grade in grades.items() if ":" in key}
    return records, {key: grade for key, grade in grades.items() if key not in records}


def _known_score(value: float | None) -> float:
    if value is None:
        raise ValueError("scored without anything relevant")
    return value


def _built(records: Path, scratch: Path) -> Path:
    file = scratch / "records.jsonl"
    with gzip.open(records) as packed, file.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    build(file, scratch / "data")
    return scratch / "data"


if __name__ == "__main__":
    main()
