"""Take files into the records: what the commands and the watched folder call."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from crawlers.files import files_in, items_of, shown
from crawlers.readers.reading import Kind, Refusal
from kb.domain.documents import RawDocument
from kb.errors import InputError, SourceChanged
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.ingest import Outcome, ingest

BATCH = 500


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `failed` says why nothing of it could be taken; None where something was.

    `folder` is the folder that it was found in, None where somebody named the file itself.
    """

    file: str
    kind: Kind | None
    counts: dict[Outcome, int]
    refusals: tuple[Refusal, ...] = ()
    failed: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files of an import."""

    files: tuple[FileReport, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many items came to `outcome`."""
        return sum(report.counts.get(outcome, 0) for report in self.files)

    @property
    def refused(self) -> int:
        """How many records, and files as a whole, were refused."""
        return sum(len(report.refusals) + (report.failed is not None) for report in self.files)

    @property
    def fell_short(self) -> bool:
        """Whether something that was asked for gave nothing: a file that was named, or a folder as a whole.

        A LICENSE or README among the files of a folder is refused, and no reason to call the import failed.
        """
        gave = {report.folder for report in self.files if report.failed is None}
        return any(
            report.failed is not None and (report.folder is None or report.folder not in gave) for report in self.files
        )


def import_files(
    store: Store,
    blobs: Blobs,
    paths: Iterable[Path],
    now: datetime,
    progress: Callable[[int], None] = lambda _done: None,
) -> ImportReport:
    """Take in files and folders and return what became of each file; `progress` is told how many items were done.

    Records go in by batches, each in one transaction. Ids follow from the items themselves, so an import that
    was killed half-way and is run again ends in the same state. A path that does not exist is a report that says
    so; raises InputError when none does.
    """
    folders, reports = _files_of(paths)
    with items_of() as open_file:
        for path, folder in folders.items():
            counts: Counter[Outcome] = Counter()
            refusals: list[Refusal] = []
            kind, failed = None, None
            try:
                kind, items = open_file(path)
                for batch in _batches(items, BATCH):
                    documents = [item for item in batch if isinstance(item, RawDocument)]
                    refusals += [item for item in batch if isinstance(item, Refusal)]
                    counts += _take(store, blobs, documents, now)
                    progress(len(batch))
            except (InputError, SourceChanged) as error:
                failed = str(error)
            if failed is None and not counts:
                first = f"; {refusals[0].place}: {refusals[0].reason}" if refusals else ""
                failed = f"{shown(path)} holds no readable record{first}"
            reports.append(FileReport(shown(path), kind, dict(counts), tuple(refusals), failed, folder))
    return ImportReport(tuple(reports))


def _files_of(paths: Iterable[Path]) -> tuple[dict[Path, str | None], list[FileReport]]:
    """Return each file with the folder it was found in (None: it was named itself), and the paths that name none."""
    folders: dict[Path, str | None] = {}
    missing: list[FileReport] = []
    for path in paths:
        try:
            for file in files_in([path]):
                folders[file] = None if file == path else folders.get(file, shown(path))
        except InputError as error:
            missing.append(FileReport(shown(path), None, {}, failed=str(error)))
    if missing and not folders:
        raise InputError("; ".join(report.failed or "" for report in missing))
    return folders, missing


def _take(store: Store, blobs: Blobs, documents: list[RawDocument], now: datetime) -> Counter[Outcome]:
    if not documents:
        return Counter()
    with store.writing() as session:
        return Counter(done.outcome for done in ingest(session, documents, blobs, now))


def _batches(items: Iterable[RawDocument | Refusal], size: int) -> Iterator[list[RawDocument | Refusal]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
