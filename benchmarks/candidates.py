"""Whether candidates for new measures find what is new: known measures are hidden and have to come back.

    python -m benchmarks.candidates [FOLDER with records.jsonl.gz]

The measures of the catalogue are dealt into five hands. For each hand its measures are taken out of the thesaurus,
with their labels wherever else they stand; the documents are read anew, and candidates looked for. A hidden measure is
found when most documents of a candidate are about it, as the whole thesaurus reads them. What cannot be found is not
asked for: a measure with fewer than three documents, or fewer than three that no other measure explains. Also prints
the first candidates with nothing hidden, to be judged by reading.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks import REAL
from benchmarks.report import Report
from enrichment.candidates import Material, find_candidates
from enrichment.embedding import Precision, SentenceTransformerEmbedder
from enrichment.known_names import KnownNames, key_of
from enrichment.models import find_model
from enrichment.reading import Reader
from kb.catalogue import Catalogue, load_catalogue
from kb.domain.candidates import Candidate
from kb.domain.claims import SURE, Claim, ClaimKind, Relevance
from kb.domain.documents import DocumentId, content_of
from kb.domain.facts import Concept
from kb.domain.text import clean, clean_line
from kb.domain.vectors import Vectors
from kb.store.candidates import OUTSIDE

_SOURCES: Final = ("doj-datajson", "sexual-violence-prevention", "clinicaltrials", "g0vse", "swecris-en", "swecris-sv")
_THIS_YEAR: Final = 2026  # when the records were gathered
_HANDS: Final = 5
_SEED: Final = 7
_LEAST: Final = 3  # documents
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Record:
    """A record that may be material."""

    id: DocumentId
    content: str
    year: int | None


def main() -> None:
    """Measure, and print a table and the first candidates."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    catalogue = load_catalogue()
    records, claims = _relevant(_records(folder), Reader.for_catalogue(catalogue))
    vectors = _vectors(records)
    measure(records, claims, vectors, catalogue, Report())


def measure(
    records: Sequence[Record],
    claims: Mapping[DocumentId, Sequence[Claim]],
    vectors: Mapping[DocumentId, Vectors],
    catalogue: Catalogue,
    report: Report,
) -> None:
    """Add the figures to `report`, and print the candidates and which hidden measures came back."""
    truth = {record.id: _measures(claims[record.id]) for record in records}
    found: list[str] = []
    asked: list[str] = []
    unseen = 0
    for hidden in _hands(catalogue):
        concepts = {concept.id: concept for concept in _without(catalogue, hidden)}
        reader = Reader.for_catalogue(replace(catalogue, concepts=concepts))
        read = {record.id: reader.read(record.content) for record in records}
        material = [m for record in records if (m := _material(record, read[record.id], vectors)) is not None]
        about = Counter(name for one in material for name in set(truth[one.id]) & hidden)
        seen = Counter(name for one in material if not one.measures for name in set(truth[one.id]) & hidden)
        candidates = find_candidates(material, _THIS_YEAR, KnownNames(concepts.values()))
        for name in sorted(name for name in hidden if about[name] >= _LEAST):
            if seen[name] < _LEAST:
                unseen += 1
                continue
            asked.append(name)
            best = next((one for one in candidates if _is_about(one, name, truth)), None)
            print(f"{name} ({seen[name]} documents): {best.name if best else 'not found'}", flush=True)
            if best:
                found.append(name)
    report.section("Candidates for new measures")
    report.share("hidden measures that come back, of those with three unexplained documents", len(found), len(asked))
    report.share("the same, of all with three documents", len(found), len(asked) + unseen)
    material = [m for record in records if (m := _material(record, claims[record.id], vectors)) is not None]
    candidates = find_candidates(material, _THIS_YEAR, KnownNames(catalogue.concepts.values()))
    print(f"\n{len(material)} documents, {sum(not one.measures for one in material)} of them not explained")
    print(f"{len(candidates)} candidates with nothing hidden:")
    for number, one in enumerate(candidates[:_SHOWN], 1):
        print(f"{number}. {one.name} ({len(one.support)} documents, novelty {one.novelty})")


def _records(folder: Path) -> Iterator[Record]:
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            labels = row["labels"]
            if row["source"] not in _SOURCES or labels.get("kind") == "statistics":
                continue
            if row["source"] == "clinicaltrials" and labels.get("domain") != "crime":
                continue
            content = content_of(clean_line(row["title"] or ""), clean(row["abstract"] or ""))
            yield Record(DocumentId(row["id"]), content, row["year"])


def _relevant(records: Iterator[Record], reader: Reader) -> tuple[list[Record], dict[DocumentId, list[Claim]]]:
    """Return the records that are material, and what is read in them."""
    kept, claims = [], {}
    for record in records:
        read = reader.read(record.content)
        if _material(record, read, {}) is not None:
            kept.append(record)
            claims[record.id] = read
    return kept, claims


def _vectors(records: Sequence[Record]) -> dict[DocumentId, Vectors]:
    files = find_model(None)
    chunker = files.chunker()
    firsts = {record.id: chunker.cut(record.id, record.content)[0] for record in records}
    texts = [record.content[firsts[record.id].start : firsts[record.id].end] for record in records]
    embedder = SentenceTransformerEmbedder(files, precision=Precision.AUTO)
    embedder.choose_precision()
    return dict(zip(firsts, embedder.embed_passages(texts), strict=True))


def _material(record: Record, claims: Sequence[Claim], vectors: Mapping[DocumentId, Vectors]) -> Material | None:
    """Return the record as material, None where it is not relevant or not about prevention."""
    said = {claim.kind: claim.value for claim in claims if claim.kind in _ONE_ANSWER}
    if said.get(ClaimKind.RELEVANCE) != Relevance.RELEVANT or said.get(ClaimKind.FOCUS) in OUTSIDE:
        return None
    language = said.get(ClaimKind.LANGUAGE)
    return Material(record.id, record.content, language, record.year, _measures(claims), vectors.get(record.id))


_ONE_ANSWER: Final = (ClaimKind.RELEVANCE, ClaimKind.FOCUS, ClaimKind.LANGUAGE)


def _measures(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(c.value for c in claims if c.kind is ClaimKind.MEASURE and c.value and c.confidence >= SURE)


def _hands(catalogue: Catalogue) -> list[set[str]]:
    ids = sorted(catalogue.measures)
    random.Random(_SEED).shuffle(ids)
    return [set(ids[number::_HANDS]) for number in range(_HANDS)]


def _without(catalogue: Catalogue, hidden: Collection[str]) -> Iterator[Concept]:
    """Yield the thesaurus as if nobody had heard of the hidden measures."""
    gone = {
        key_of(label, language)
        for name in hidden
        for language, labels in catalogue.concepts[name].labels.items()
        for label in labels
    }
    for concept in catalogue.concepts.values():
        if concept.id in hidden:
            continue
        labels = {
            language: tuple(label for label in labels if key_of(label, language) not in gone)
            for language, labels in concept.labels.items()
        }
        wanted = {
            label: co for label, co in (concept.co_words or {}).items() if any(label in ls for ls in labels.values())
        }
        yield replace(concept, labels=labels, co_words=wanted or None)


def _is_about(candidate: Candidate, measure: str, truth: Mapping[DocumentId, Sequence[str]]) -> bool:
    return 2 * sum(measure in truth[one.document] for one in candidate.support) > len(candidate.support)


if __name__ == "__main__":
    main()
