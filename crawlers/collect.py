"""Take files and feeds into the records: what the commands and the clock call."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from crawlers.files import files_in, items_of, shown
from crawlers.readers.reading import Kind, Refusal
from crawlers.run import CrawlResult, crawl
from kb.catalogue import Catalogue
from kb.domain.documents import RawDocument, SourceId
from kb.domain.facts import Source, SourceKind
from kb.errors import InputError, SourceChanged, UtblickError
from kb.store import Store
from kb.store.blobs import Blobs
from kb.store.ingest import Outcome, ingest
from kb.store.sources import SourceState, Verdict, all_states, due_sources, save_state

BATCH = 500
_NOT_STORED = (UtblickError, SQLAlchemyError, OSError)  # a database or a disk that refuses what one source gave


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


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What a crawl of a source came to. `verdict` None: it was not asked, `detail` says why.

    `stored` is false when something came and our own side could not keep it; `detail` says why.
    """

    source: SourceId
    verdict: Verdict | None
    detail: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    refusals: tuple[Refusal, ...] = ()
    due: datetime | None = None
    stored: bool = True


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


def crawl_sources(
    store: Store,
    blobs: Blobs,
    catalogue: Catalogue,
    source_ids: Sequence[str] | None,
    *,
    now: datetime,
    spool: Path,
    contact: str | None,
    allow_loopback: bool = False,
) -> list[SourceReport]:
    """Crawl the named feeds, or with None those that are due, store what is good, and return a report on each.

    Raises NotFound for an unknown source and InputError for one that is no feed, before anything is fetched.
    A source is not asked before its time even when it is named (an hour after the last answer, or when it said).
    """
    with store.reading() as session:
        states = all_states(session)
        chosen = due_sources(session, catalogue.sources.values(), now) if source_ids is None else None
    if chosen is None:
        chosen = [_feed(catalogue, source_id) for source_id in dict.fromkeys(source_ids or ())]
    waiting: dict[SourceId, SourceReport] = {}
    for source in chosen:
        state = states.get(source.id, SourceState(source.id))
        earliest = state.may_be_asked_from()
        if earliest is not None and now < earliest:
            detail = f"not asked: it may be asked again from {earliest:%Y-%m-%d %H:%M} UTC"
            waiting[source.id] = SourceReport(source.id, None, detail, due=state.due)
    asked = [source for source in chosen if source.id not in waiting]
    results = crawl(asked, states=states, spool=spool, contact=contact, now=now, allow_loopback=allow_loopback)
    with closing(results):
        reports = waiting | {
            result.source: _store(store, blobs, result, states.get(result.source, SourceState(result.source)), now)
            for result in results
        }
    return [reports[source.id] for source in chosen]


def feeds_of(catalogue: Catalogue) -> list[str]:
    """Return the ids of all sources that can be crawled."""
    return [source.id for source in catalogue.sources.values() if source.kind is SourceKind.FEED]


def _feed(catalogue: Catalogue, source_id: str) -> Source:
    source = catalogue.source(source_id)
    if source.kind is not SourceKind.FEED:
        raise InputError(f"source {source_id!r} is of the kind {source.kind}, and only feeds can be crawled")
    return source


def _store(store: Store, blobs: Blobs, result: CrawlResult, state: SourceState, now: datetime) -> SourceReport:
    """Store what a source gave, or say what stood in the way: the sources that follow are stored all the same."""
    after = result.next_state(state, now)
    try:
        with store.writing() as session:  # documents and state together, or neither
            done = ingest(session, result.documents, blobs, now) if result.documents else []
            save_state(session, after)
    except _NOT_STORED as error:
        return _unstored(store, result.source, state, _reason(error), now)
    counts = Counter(item.outcome for item in done)
    return SourceReport(
        source=result.source,
        verdict=result.verdict,
        detail=result.detail,
        new=counts[Outcome.NEW],
        changed=counts[Outcome.CHANGED],
        unchanged=counts[Outcome.UNCHANGED] + counts[Outcome.DELETED],
        duplicate=counts[Outcome.DUPLICATE],
        refusals=result.refusals,
        due=after.due,
    )


def _unstored(store: Store, source: SourceId, state: SourceState, reason: str, now: datetime) -> SourceReport:
    detail = f"what the source gave could not be stored: {reason}"
    after = state.after_failure(now, Verdict.ERROR, detail)
    try:
        with store.writing() as session:
            save_state(session, after)
    except _NOT_STORED:  # then the state stays as it was, and the source is due again
        after = state
    return SourceReport(source, Verdict.ERROR, detail, due=after.due, stored=False)


def _reason(error: Exception) -> str:
    # SQLAlchemy's own words go on with the statement and all that was to be written.
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0][:300] or type(error).__name__


def _take(store: Store, blobs: Blobs, documents: list[RawDocument], now: datetime) -> Counter[Outcome]:
    if not documents:
        return Counter()
    with store.writing() as session:
        return Counter(done.outcome for done in ingest(session, documents, blobs, now))


def _batches(items: Iterable[RawDocument | Refusal], size: int) -> Iterator[list[RawDocument | Refusal]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
