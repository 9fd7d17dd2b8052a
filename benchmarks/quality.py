"""How well texts are read: on labelled public records and on our own labelled texts, beside simple baselines.

    python -m benchmarks.quality [FOLDER with records.jsonl.gz and study-designs.jsonl.gz] [--write]

Intervals are Wilson's at 95 %. With --write the tables go into docs/quality.md and to where users read them.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import REAL, changes, designs, duplicates, effects, held, ours, places, topics, train
from benchmarks.effects import lines_of
from benchmarks.report import Report
from enrichment.language import read_language
from kb.domain.documents import content_of
from kb.domain.text import clean, clean_line

_ROOT = Path(__file__).resolve().parents[1]
PAGE, DATA = _ROOT / "docs" / "quality.md", _ROOT / "search_api" / "static" / "quality.json"


def main() -> None:
    """Measure, print tables, and write them where asked."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", nargs="?", type=Path, default=REAL)
    given.add_argument("--write", action="store_true", help="write docs/quality.md and what the program serves")
    asked = given.parse_args()
    report = Report()
    if (asked.folder / "records.jsonl.gz").is_file():
        _public(asked.folder, report)
    else:
        print(f"{asked.folder} holds no records.jsonl.gz: only our own texts are measured")
    ours.report(report)
    held.report(report)
    if asked.write:
        report.keep(DATA, family="Ranking", ours=False)  # measured by benchmarks.ranking
        report.write(PAGE, DATA, made_on=datetime.now(UTC).date().isoformat())


def _public(folder: Path, report: Report) -> None:
    records = list(lines_of(folder / "records.jsonl.gz"))
    report.section("Public records: language")
    contents = [(r, content_of(clean_line(r["title"]), clean(r["abstract"] or ""))) for r in records]
    right = sum(read_language(content).value == record["lang"] for record, content in contents)
    report.share("language of whole texts right", right, len(records))
    titles = sum(read_language(clean_line(record["title"])).value == record["lang"] for record in records)
    report.share("language of titles right", titles, len(records))
    read = [topics.Read(record, text) for record, text in topics.read_records(folder)]
    topics.report(read, report)
    train.report(read, report)
    report.section("Public records: study designs and kinds of documents")
    designs.report(folder, report.share)
    report.section("Public records: effects")
    effects.report(folder, report.share)
    report.section("Public records: places")
    places.report(folder, report.share)
    report.section("The same thing only once")
    duplicates.report(folder, report.share)
    print()
    changes.report(folder / changes.FILE)


if __name__ == "__main__":
    main()
