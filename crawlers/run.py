"""Crawl one source: fetch, read, judge. Bytes are kept, nothing else is stored here."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from crawlers.fetch import Answer, End, crawl
from crawlers.hosts import sites_of
from crawlers.jobs import job_of
from crawlers.readers.isolated import IsolatedReader
from crawlers.readers.reading import Kind, Reading, Refusal
from crawlers.settings import MOST_ITEMS, Manners
from crawlers.verdicts import Seen, judge
from kb.domain.documents import Part, RawDocument, SourceId
from kb.domain.sources import Source, SourceKind
from kb.errors import InputError, NotFound, SourceChanged, TryAgain, UtblickError
from kb.store.blobs import Blobs
from kb.store.crawls import Crawl, Page
from kb.store.sources import SourceState, Verdict

_MOST_TEXT = 50_000_000  # characters of one run; what comes after waits for the next
_FEW = 10  # of fewer documents neither their usual length nor their language says anything
_SAMPLE = 40  # documents whose language is looked at
_EXPECTED: dict[SourceKind, tuple[Kind, ...]] = {
    SourceKind.FEED: (Kind.FEED, Kind.JSON_FEED),
    SourceKind.WATCH: (Kind.PAGE, Kind.PDF),
    SourceKind.LISTING: (Kind.PAGE, Kind.PDF),
    SourceKind.SITEMAP: (Kind.PAGE, Kind.PDF),
    SourceKind.OAI_PMH: (Kind.OAI_PMH,),
    SourceKind.OPENALEX: (Kind.OPENALEX,),
    SourceKind.CROSSREF: (Kind.CROSSREF,),
    SourceKind.EUROPE_PMC: (Kind.EUROPE_PMC,),
    SourceKind.DOAJ: (Kind.DOAJ,),
}
LanguageOf = Callable[[str], str | None]
InField = Callable[[RawDocument], bool]


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a crawl of one source came to. There is something to store only when the verdict is good.

    `items` None: the list had not changed. `passed_over` documents have no word of the field. `waiting` are left
    for the next run.
    """

    source: SourceId
    verdict: Verdict
    detail: str = ""
    documents: tuple[RawDocument, ...] = field(default=(), repr=False)
    refusals: tuple[Refusal, ...] = ()
    withdrawn: tuple[str, ...] = ()
    pages: tuple[Page, ...] = field(default=(), repr=False)
    etag: str | None = None
    last_modified: str | None = None
    retry_after: timedelta | None = None
    cursor: str | None = None
    items: int | None = None
    passed_over: int = 0
    requests: int = 0
    waiting: int = 0
    median_length: int | None = None
    in_language: float | None = None

    def next_state(self, state: SourceState, source: Source, now: datetime) -> SourceState:
        """Return the source's state after this crawl."""
        if not self.verdict.good:
            return state.after_failure(now, self.verdict, self.detail, self.retry_after)
        after = state.after_success(
            now,
            self.verdict,
            self.items,
            interval=timedelta(hours=source.interval_h),
            etag=self.etag,
            last_modified=self.last_modified,
            cursor=self.cursor,
        )
        if self.retry_after is not None and after.due is not None:
            after = replace(after, due=max(after.due, now + min(self.retry_after, timedelta(hours=24))))
        return after


@dataclass(frozen=True, slots=True)
class Tools:
    """What a crawl works with. `language_of` and `in_field` are the readers' own judgement, None: not asked."""

    blobs: Blobs | None
    spool: Path
    manners: Manners
    language_of: LanguageOf | None = None
    in_field: InField | None = None


def crawl_source(
    source: Source,
    tools: Tools,
    *,
    state: SourceState,
    known: Mapping[str, Page],
    history: Sequence[Crawl],
    now: datetime,
    beat: Callable[[], None] = lambda: None,
) -> CrawlResult:
    """Return what a crawl of the source came to.

    `known` are its pages by address, longest unasked first, `history` its latest crawls, newest first. `beat` is
    called several times a second. Without `tools.blobs` the bytes are not kept: for somebody who only looks.
    """
    spider, given = job_of(source, tools.manners, state, known, now)
    gathering = _Gathering(source, tools, known, now)
    fetched = crawl(spider, given, sites=sites_of(source), manners=tools.manners, spool=tools.spool, now=now)
    with fetched as coming, IsolatedReader() as reader:
        for answer in coming:
            beat()
            if isinstance(answer, End):
                gathering.end = answer
            elif answer is not None:
                gathering.take(answer, reader)
    if gathering.end.reason == "shutdown":  # an interrupt goes to all processes of a terminal
        raise BrokenOff("the crawl was interrupted: nothing of it is stored, and the source is not to blame")
    return gathering.result(history)


class BrokenOff(TryAgain):
    """Somebody interrupted the crawl."""


class _Gathering:
    """What comes in, as it comes in."""

    def __init__(self, source: Source, tools: Tools, known: Mapping[str, Page], now: datetime) -> None:
        self.end = End()
        self._source, self._tools, self._known, self._now = source, tools, known, now
        self._documents: dict[str, RawDocument] = {}
        self._refusals: list[Refusal] = []
        self._withdrawn: dict[str, None] = {}
        self._pages: dict[str, Page] = {}
        self._first: Answer | None = None
        self._single: Answer | None = None
        self._retry_after: timedelta | None = None
        self._came = self._changed = self._asked = self._failed = self._unread = self._characters = self._left = 0
        self._passed_over = 0
        self._why_unread = ""
        self._list_unchanged = self._missed = False
        self._items = 0
        self._goes_on = True  # whether all answers of a harvest were read: else the next run asks for them again

    def take(self, answer: Answer, reader: IsolatedReader) -> None:
        """Take in one answer; its body is not needed afterwards."""
        try:
            self._take(answer, reader)
        finally:
            if answer.body is not None:
                answer.body.unlink(missing_ok=True)

    def _take(self, answer: Answer, reader: IsolatedReader) -> None:
        self._asked += answer.role == "item"
        if answer.retry_after is not None and answer.failed in (Verdict.WAIT, Verdict.FORBIDDEN_BY_ROBOTS):
            self._retry_after = answer.retry_after
        if answer.failed is not None:
            self._fail(answer)
            return
        self._came += 1
        if answer.status == 304:
            self._unchanged(answer, reader)
            return
        if self._characters > _MOST_TEXT:
            self._left += answer.role == "item"
            self._goes_on = False
            self._forget(answer)
            return
        self._changed += 1
        try:
            content = answer.content()
        except OSError as error:
            self._unreadable(answer, f"the answer cannot be read: {error.strerror}")
            return
        page = self._remember(answer, content)
        if answer.role == "single":
            self._single = answer
        if answer.role != "list":
            self._read(answer, content, page, reader)

    def _fail(self, answer: Answer) -> None:
        self._first = self._first or answer
        # A dead link is no trouble of the server.
        self._failed += answer.role == "item" and answer.status not in (404, 410)
        if answer.status in (404, 410) and answer.role in ("item", "pdf"):
            self._pages[_where(answer)] = Page(answer.role, _where(answer), self._now, status=answer.status)
        else:
            self._missed |= answer.role == "item"
            if answer.failed in (Verdict.WAIT, Verdict.UNREACHABLE) or (answer.status or 0) >= 500:
                self._forget(answer)

    def _forget(self, answer: Answer) -> None:
        # "Not modified" next time, the page would not lead to its PDF again.
        if answer.role == "pdf" and self._pages.pop(answer.key, None) is not None:
            self._missed = True

    def _unchanged(self, answer: Answer, reader: IsolatedReader) -> None:
        self._single = answer if answer.role == "single" else self._single
        self._list_unchanged |= answer.role == "list"
        old = self._known.get(_where(answer))
        if old is None:
            return
        self._pages[old.address] = replace(
            old,
            asked_at=self._now,
            etag=answer.etag or old.etag,
            last_modified=answer.last_modified or old.last_modified,
        )
        if answer.role == "pdf" and old.blob is not None and self._tools.blobs is not None:
            try:  # the page has changed around it: its text is still this one
                self._read(answer, self._tools.blobs.get(old.blob), self._pages[old.address], reader)
            except NotFound:
                self._pages.pop(old.address)
                self._forget(answer)

    def _remember(self, answer: Answer, content: bytes) -> Page | None:
        if answer.role not in ("list", "item", "pdf"):
            return None
        blob = self._tools.blobs.put(content) if answer.role != "list" and self._tools.blobs is not None else None
        page = Page(answer.role, _where(answer), self._now, answer.etag, answer.last_modified, blob)
        self._pages[page.address] = page
        return page

    def _read(self, answer: Answer, content: bytes, page: Page | None, reader: IsolatedReader) -> None:
        try:
            if not content.strip():
                raise SourceChanged("the answer is empty")
            reading = reader.read(
                content,
                # What is wrong is told by this name, and the address of a database's answer may hold our key.
                name=self._source.id if answer.role in ("single", "answer") else answer.address or answer.key,
                source=self._source.id,
                address=answer.address or None,
                area=self._source.form.area if self._source.kind is SourceKind.WATCH else None,
            )
            if reading.kind not in _EXPECTED[self._source.kind]:
                wanted = " or a ".join(kind.value.replace("_", " ") for kind in _EXPECTED[self._source.kind][:1])
                raise InputError(f"the address gives a {reading.kind}, not a {wanted}")
        except SourceChanged as error:
            self._unreadable(answer, str(error), Verdict.EMPTY)
        except InputError as error:
            self._unreadable(answer, str(error))
        except UtblickError as error:  # ours to mend, and no reason to let what else came go
            self._unreadable(answer, f"the answer cannot be read: {error}", Verdict.ERROR)
        else:
            self._gather(answer, reading, page)

    def _gather(self, answer: Answer, reading: Reading, page: Page | None) -> None:
        self._refusals += reading.refusals
        for document in reading.documents:  # what is taken back and then given again is there
            self._withdrawn.pop(document.external_id or "", None)
        self._withdrawn |= dict.fromkeys(reading.withdrawn)
        self._items += len(reading.documents) + len(reading.refusals)
        for number, found in enumerate(reading.documents):
            document = replace(found, source=self._source.id)  # whose it is, is not the reader's to say
            if page is not None and page.blob is not None:
                document = replace(document, content=b"", blob=page.blob)
            elif self._tools.blobs is not None and document.content:
                document = replace(document, content=b"", blob=self._tools.blobs.put(document.content))
            self._characters += len(document.text)
            match answer.role:
                case "item":
                    self._documents[answer.key] = replace(document, address=document.address or answer.key)
                case "pdf":
                    self._attach(answer, document)
                case _:
                    if len(self._documents) < 2 * MOST_ITEMS:
                        self._documents[f"{answer.key} {self._came} {number}"] = document

    def _attach(self, answer: Answer, pdf: RawDocument) -> None:
        """Make one document of a page and its PDF: what the page says of it, then the text that it is about."""
        page = self._documents.get(answer.key)
        if page is None:  # the page could not be read, its PDF could
            self._documents[answer.key] = replace(pdf, address=answer.key)
            return
        before = f"{page.text}\n\n" if page.text else ""
        self._documents[answer.key] = replace(
            page,
            text=before + pdf.text,
            page_starts=tuple(start + len(before) for start in pdf.page_starts),
            authors=page.authors or pdf.authors,
            language=page.language or pdf.language,
            content=pdf.content,
            media_type=pdf.media_type,
            blob=pdf.blob,
            parts=(Part(page.address or answer.key, page.media_type, page.blob),) if page.blob else (),
        )

    def _unreadable(self, answer: Answer, why: str, verdict: Verdict = Verdict.CHANGED) -> None:
        if answer.role in ("single", "answer"):
            self._goes_on = False
            self._first = self._first or replace(answer, failed=verdict, detail=why)
            self._came -= 1
            return
        self._unread += answer.role == "item"
        self._why_unread = self._why_unread or why
        self._refusals.append(Refusal(answer.address or answer.key, why))

    def result(self, history: Sequence[Crawl]) -> CrawlResult:
        """Return what all of it came to."""
        documents, passed_over = self._in_field()
        lengths = [len(document.text) for document in documents]
        lists = self._source.kind in (SourceKind.LISTING, SourceKind.SITEMAP)
        few = 1 if self._source.kind is SourceKind.WATCH else _FEW
        listed = self.end.listed if lists else self._items
        for key in self.end.unfinished:
            self._pages.pop(key, None)
        unchanged = (self._list_unchanged and not listed) or (self._came > 0 and self._changed == 0)
        seen = Seen(
            kind=self._source.kind,
            end=replace(self.end, waiting=self.end.waiting + self._left),
            listed=None if unchanged else listed,
            came=self._came,
            changed=self._changed,
            pages=self._asked,
            failed=self._failed,
            unread=self._unread,
            documents=len(documents),
            first=self._first,
            why_unread=self._why_unread,
            median_length=round(median(lengths)) if lengths and len(lengths) >= few else None,
            in_language=self._language_share(documents),
        )
        verdict, detail = judge(seen, history)
        if verdict is Verdict.OK and self._source.kind is SourceKind.WATCH and not documents:
            verdict, detail = Verdict.EMPTY, "the page holds no text"
        good = verdict.good
        return CrawlResult(
            source=self._source.id,
            verdict=verdict,
            detail=detail,
            documents=documents if good else (),
            refusals=tuple(self._refusals),
            withdrawn=tuple(self._withdrawn) if good else (),
            pages=tuple(self._pages.values()) if good else (),
            etag=self._single.etag if self._single is not None else None,
            last_modified=self._single.last_modified if self._single is not None else None,
            retry_after=self._retry_after,
            cursor=self._cursor(seen.end) if good else None,
            items=seen.listed,
            passed_over=passed_over,
            requests=self.end.requests,
            waiting=seen.end.waiting,
            median_length=seen.median_length,
            in_language=seen.in_language,
        )

    def _cursor(self, end: End) -> str | None:
        if self._source.kind is SourceKind.LISTING:
            left = end.waiting or end.unfinished or self._missed
            return json.dumps({"left": True}) if left else ""
        return end.cursor if self._goes_on else None

    def _in_field(self) -> tuple[tuple[RawDocument, ...], int]:
        documents = tuple(self._documents.values())
        if not self._source.form.only_field or self._tools.in_field is None:
            return documents, 0
        kept = tuple(filter(self._tools.in_field, documents))
        return kept, len(documents) - len(kept)

    def _language_share(self, documents: Sequence[RawDocument]) -> float | None:
        if self._tools.language_of is None or len(documents) < _FEW:
            return None
        found = [self._tools.language_of(f"{d.title}. {d.text[:500]}") for d in documents[:_SAMPLE]]
        told = [language for language in found if language is not None]
        own = {other for language in self._source.languages for other in _SAME.get(language, (language,))}
        return sum(language in own for language in told) / len(told) if len(told) >= _FEW else None


_SAME = {"no": ("no", "nb", "nn", "da"), "nb": ("no", "nb", "nn", "da"), "da": ("da", "nb", "no")}


def _where(answer: Answer) -> str:
    """Return the address that a page is known by: the one that lists name, whatever it redirects to."""
    return answer.key if answer.role in ("item", "list") else answer.address
