"""How well texts are read, on labelled public records, beside a keyword list as baseline.

    python -m benchmarks.quality [FOLDER with records.jsonl.gz and study-designs.jsonl.gz]

Intervals are Wilson's at 95 % (Wilson 1927). Labels of the records are set by source, a weak label.
"""

import gzip
import json
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks import changes, duplicates
from enrichment.designs import read_study_design
from enrichment.language import read_language
from enrichment.reading import Reader
from enrichment.topics import read_relevance
from kb.catalogue import load_catalogue
from kb.domain.claims import Relevance, StudyDesign
from kb.domain.text import clean, clean_line, words

_DEFAULT = Path("../shared/real")
_KEYWORDS = {
    "crime",
    "criminal",
    "violence",
    "police",
    "offender",
    "brott",
    "brottslighet",
    "våld",
    "polisen",
    "kriminella",
}
_ON_CRIME = {
    "Kriminalitet",
    "Strategi mot organiserad brottslighet",
    "Våld i nära relationer och hedersvåld och förtryck",
    "Bekämpning av terrorism",
}
_DESIGNS = {
    "randomized_trial": (StudyDesign.RANDOMISED_TRIAL,),
    "systematic_review": (StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.META_ANALYSIS),
    "meta_analysis": (StudyDesign.META_ANALYSIS,),
    "protocol": (StudyDesign.PROTOCOL,),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A record with what was read in it."""

    record: dict[str, Any]
    language: str | None
    title_language: str | None
    score: float
    keyword: bool


def main() -> None:
    """Measure, and print tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _DEFAULT
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    scored = list(_read(folder / "records.jsonl.gz"))
    print("| What | value | 95 % | n |\n|---|---:|---|---:|")
    _languages(scored)
    _relevance(scored)
    _pairs(scored)
    _study_designs(list(_lines(folder / "study-designs.jsonl.gz")))
    duplicates.report(folder, _share)
    changes.report(folder / changes.FILE)


def _read(file: Path) -> Iterator[Scored]:
    catalogue = load_catalogue()
    reader = Reader.for_catalogue(catalogue)
    for record in _lines(file):
        title, text = clean_line(record["title"]), clean(record["abstract"] or "")
        content = f"{title}\n\n{text}" if text else title
        language = read_language(content).value
        claim = read_relevance(content, reader.matcher.find(content, language or "en"), catalogue.concepts)
        score = claim.confidence if claim.value == Relevance.RELEVANT else 1 - claim.confidence
        keyword = bool(_KEYWORDS & set(words(content)))
        yield Scored(record, language, read_language(title).value, score, keyword)


def _languages(scored: Sequence[Scored]) -> None:
    right = sum(s.language == s.record["lang"] for s in scored)
    titles = sum(s.title_language == s.record["lang"] for s in scored)
    _share("language of whole texts right", right, len(scored))
    _share("language of titles right", titles, len(scored))


def _relevance(scored: Sequence[Scored]) -> None:
    crime = [s for s in scored if s.record["labels"].get("domain") == "crime"]
    far = [s for s in scored if s.record["labels"].get("domain") in ("marine-science", "other")]
    _contrast("justice records against marine science and other trials", crime, far)
    government = [s for s in scored if s.record["source"] == "g0vse"]
    on_crime = [s for s in government if _ON_CRIME & _categories(s)]
    others = [s for s in government if not (_ON_CRIME | {"Rättsväsendet"}) & _categories(s)]
    _contrast("government documents on crime against the others", on_crime, others)


def _contrast(label: str, yes: Sequence[Scored], no: Sequence[Scored]) -> None:
    area = _area([s.score for s in yes], [s.score for s in no])
    print(f"| relevance, {label}: AUC | {area:.3f} | | {len(yes)} + {len(no)} |")
    _share(f"relevance, {label}: found", sum(s.score >= 0.5 for s in yes), len(yes))
    _share(f"relevance, {label}: wrongly let in", sum(s.score >= 0.5 for s in no), len(no))
    _share("– keyword list: found", sum(s.keyword for s in yes), len(yes))
    _share("– keyword list: wrongly let in", sum(s.keyword for s in no), len(no))


def _pairs(scored: Sequence[Scored]) -> None:
    by_pair: dict[str, list[Scored]] = {}
    for found in scored:
        if found.record["source"].startswith("swecris"):
            by_pair.setdefault(found.record["id"].split(":", 1)[1], []).append(found)
    pairs = [pair for pair in by_pair.values() if len(pair) == 2]
    agree = sum((one.score >= 0.5) == (other.score >= 0.5) for one, other in pairs)
    _share("one grant in Swedish and English: same relevance", agree, len(pairs))


def _study_designs(records: Sequence[dict[str, Any]]) -> None:
    read = [
        (record, read_study_design(f"{clean_line(record['title'])}\n\n{clean(record['abstract'])}"))
        for record in records
    ]
    for label, designs in _DESIGNS.items():
        named = [record for record, claim in read if claim.value in designs]
        yes = [(record, claim) for record, claim in read if _labelled(record, label)]
        _share(f"design {label}: sensitivity", sum(claim.value in designs for _, claim in yes), len(yes))
        _share(f"design {label}: precision", sum(_labelled(record, label) for record in named), len(named))
    protocols = [claim for record, claim in read if _labelled(record, "protocol")]
    as_result = sum(claim.value not in (StudyDesign.PROTOCOL, None) for claim in protocols)
    _share("protocols read as a result", as_result, len(protocols))


def _labelled(record: dict[str, Any], label: str) -> bool:
    return bool(record["labels"]["design"][label] == "1")


def _categories(scored: Scored) -> set[str]:
    return set(scored.record["labels"].get("categories") or ())


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _area(yes: Sequence[float], no: Sequence[float]) -> float:
    ordered = sorted(no)
    wins = sum((bisect_left(ordered, s) + bisect_right(ordered, s)) / 2 for s in yes)
    return wins / (len(yes) * len(no))


def _share(label: str, hits: int, of: int) -> None:
    if of == 0:
        print(f"| {label} | none | | 0 |")
        return
    p, z = hits / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    print(f"| {label} | {p:.3f} | {middle - reach:.3f}–{middle + reach:.3f} | {of} |")


if __name__ == "__main__":
    main()
