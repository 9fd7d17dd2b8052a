"""Commands that collect: import files, crawl feeds, try a reading without storing it, look at the sources."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError, SourceChanged, Unreachable
from utblick.context import Context
from utblick.output import bar, emit, say, several, warn

if TYPE_CHECKING:
    from crawlers.collect import ImportReport, SourceReport
    from crawlers.fetch import Answer
    from crawlers.readers.isolated import IsolatedReader
    from crawlers.readers.reading import Reading
    from enrichment.reading import Reader
    from kb.domain.facts import Source
    from kb.store.sources import SourceState

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
_MOST_LISTED = 20

sources = typer.Typer(no_args_is_help=True, help="The sources that are monitored.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("import")(import_)
    app.command()(crawl)
    app.command("try")(try_)
    app.add_typer(sources, name="source")


def import_(
    files: Annotated[list[Path], typer.Argument(help="Files and folders: JSONL, RIS, BibTeX, CSL-JSON, CSV, PDF …")],
    as_json: Json = False,
) -> None:
    """Take files into the records. What is there already is recognised and not taken twice."""
    from crawlers.collect import import_files

    context = Context()
    with bar("Importing", None) as progress:
        report = import_files(context.store, context.blobs, files, context.now(), progress.advance)
    if as_json:
        emit(_import_object(report))
    else:
        say(_import_sentence(report))
    for file in report.files:
        for refusal in file.refusals[:_MOST_LISTED]:
            warn(f"{file.file}, {refusal.place}: {refusal.reason}")
        if len(file.refusals) > _MOST_LISTED:
            warn(f"{file.file}: {len(file.refusals) - _MOST_LISTED} more refused")
        if file.failed is not None:
            warn(file.failed)
    if report.fell_short:
        raise typer.Exit(1)


def crawl(
    source: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: all feeds.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only the feeds that are due.")] = False,
    as_json: Json = False,
) -> None:
    """Fetch feeds from the open web and take in what is new."""
    from crawlers.collect import crawl_sources, feeds_of
    from kb.store.sources import Verdict

    if due and source:
        raise InputError("name sources or say --due, not both")
    context = Context()
    chosen = source or (None if due else feeds_of(context.catalogue))
    reports = crawl_sources(
        context.store,
        context.blobs,
        context.catalogue,
        chosen,
        now=context.now(),
        spool=context.settings.data / "spool",
        contact=context.settings.contact,
    )
    if not reports and not as_json:
        say("No feed is due.")
    for report in reports:
        if as_json:
            emit(report)
        else:
            say(_crawl_sentence(report))
        for refusal in report.refusals[:_MOST_LISTED]:
            warn(f"{report.source}, {refusal.place}: {refusal.reason}")
    if reports and all(report.verdict is Verdict.UNREACHABLE for report in reports):
        raise Unreachable("none of the sources answered; is this machine connected to the internet?")
    if not all(report.stored for report in reports):
        raise typer.Exit(1)


def try_(
    what: Annotated[list[str], typer.Argument(help="Files, folders and web addresses.", metavar="PATH|URL…")],
    claims: Annotated[bool, typer.Option("--claims", help="Also show what the reading steps find.")] = False,
    as_json: Json = False,
) -> None:
    """Show how files and addresses would be read; ends with 1 when anything was refused. Nothing is stored."""
    from crawlers.readers.isolated import IsolatedReader

    context = Context()
    reader = _claim_reader(context) if claims else None
    outcomes: list[str] = []
    refused = False
    with IsolatedReader() as isolated:
        for tried in _tried(what, isolated, context):
            outcomes.append(tried.error)
            refused = refused or tried.reading is None or bool(tried.reading.refusals)
            _show(tried, reader, as_json)
    if all(error == Unreachable.__name__ for error in outcomes):
        raise typer.Exit(Unreachable.exit_code)
    if refused:
        raise typer.Exit(1)


@sources.command("list")
def list_sources(as_json: Json = False) -> None:
    """List the sources with their kind and what the last crawl came to."""
    from kb.store.sources import SourceState, all_states

    context = Context()
    with context.store.reading() as session:
        states = all_states(session)
    for source in context.catalogue.sources.values():
        state = states.get(source.id, SourceState(source.id))
        if as_json:
            emit(_source_object(source, state))
        else:
            said = state.verdict or _uncrawled(source)
            say(f"{source.id:32} {source.kind:8} {'/'.join(source.languages):6} {said:20} {source.name}")


@sources.command("show")
def show_source(source_id: Annotated[str, typer.Argument(metavar="ID")], as_json: Json = False) -> None:
    """Show a source, and what we know of it from crawling."""
    from kb.store.sources import SourceState, all_states

    context = Context()
    source = context.catalogue.source(source_id)
    with context.store.reading() as session:
        state = all_states(session).get(source.id, SourceState(source.id))
    if as_json:
        emit(_source_object(source, state))
        return
    said = {
        "organisation": source.organisation,
        "country": source.country,
        "languages": ", ".join(source.languages),
        "kind": source.kind,
        "address": source.url,
        "mark": source.mark,
        "terms": source.terms,
        "yields": source.yields,
        "last crawl": _time(state.last_attempt) or _uncrawled(source, "never"),
        "last good crawl": _time(state.last_success),
        "verdict": state.verdict,
        "detail": state.detail,
        "failures since": state.failures or None,
        "items": state.items,
        "due": _time(state.due),
    }
    say(f"{source.id}: {source.name}")
    for name, value in said.items():
        if value not in (None, ""):
            say(f"  {name}: {value}")


def _uncrawled(source: "Source", feed: str = "never crawled") -> str:
    return feed if source.kind == "feed" else "not collected yet"


@dataclass(frozen=True, slots=True)
class _Tried:
    """One file or address that was tried; without a reading `error` and `detail` say why."""

    name: str
    reading: "Reading | None"
    error: str = ""
    detail: str = ""


def _tried(what: list[str], isolated: "IsolatedReader", context: Context) -> Iterator[_Tried]:
    from crawlers.files import files_in, read_file, shown

    addresses = [name for name in dict.fromkeys(what) if name.lower().startswith(("http://", "https://"))]
    for name in what:
        if name in addresses:
            continue
        try:
            files = files_in([Path(name)])
        except InputError as error:
            yield _Tried(name, None, type(error).__name__, str(error))
            continue
        for file in files:
            try:
                yield _Tried(shown(file), read_file(file, isolated))
            except (InputError, SourceChanged) as error:
                yield _Tried(shown(file), None, type(error).__name__, str(error))
    if addresses:
        yield from _fetched(addresses, isolated, context)


def _fetched(addresses: list[str], isolated: "IsolatedReader", context: Context) -> Iterator[_Tried]:
    from crawlers.fetch import Ask, fetch
    from crawlers.settings import LARGEST_FILE

    asks = [Ask(key=address, address=address, largest=LARGEST_FILE) for address in addresses]
    with (
        tempfile.TemporaryDirectory() as spool,
        fetch(asks, spool=Path(spool), contact=context.settings.contact) as answers,
    ):
        for answer in answers:
            yield _answered(answer, isolated)


def _answered(answer: "Answer", isolated: "IsolatedReader") -> _Tried:
    from kb.store.sources import Verdict

    if answer.failed is not None:
        error = Unreachable.__name__ if answer.failed is Verdict.UNREACHABLE else InputError.__name__
        return _Tried(answer.key, None, error, f"{answer.key} ({answer.failed}): {answer.detail}")
    try:
        reading = isolated.read(answer.content(), name=answer.key, source=SourceId("try"), address=answer.address)
    except (InputError, SourceChanged) as error:
        return _Tried(answer.key, None, type(error).__name__, str(error))
    return _Tried(answer.key, reading)


def _claim_reader(context: Context) -> "Reader":
    from enrichment.reading import Reader

    return Reader.for_catalogue(context.catalogue)


def _show(tried: _Tried, reader: "Reader | None", as_json: bool) -> None:
    if tried.reading is None:
        if as_json:
            emit({"file": tried.name, "error": tried.error, "detail": tried.detail})
        else:
            warn(tried.detail)
        return
    for raw in tried.reading.documents:
        item = _item(tried, raw.normalised(), reader)
        if as_json:
            emit(item)
        else:
            _say_item(item)
    for refusal in tried.reading.refusals:
        detail = f"{refusal.place}: {refusal.reason}"
        if as_json:
            emit({"file": tried.name, "error": "InputError", "detail": detail})
        else:
            warn(f"{tried.name}, {detail}")


def _item(tried: _Tried, raw: RawDocument, reader: "Reader | None") -> dict[str, Any]:
    names = ("source", "title", "text", "address", "doi", "external_id", "authors", "published", "year", "language")
    item: dict[str, Any] = {"file": tried.name, "kind": tried.reading.kind if tried.reading else None}
    item |= {name: getattr(raw, name) for name in names}
    item |= {"document_kind": raw.kind, "terms": raw.terms}
    if reader is not None:
        content = f"{raw.title}\n\n{raw.text}" if raw.text else raw.title
        item["claims"] = [
            {
                "kind": claim.kind,
                "value": claim.value,
                "start": claim.start,
                "end": claim.end,
                "quote": content[claim.start : claim.end] if claim.start is not None else None,
                "confidence": claim.confidence,
                "step": claim.step,
                "step_version": claim.step_version,
            }
            for claim in reader.read_raw(raw)
        ]
    return item


def _say_item(item: dict[str, Any]) -> None:
    when = item["published"] or item["year"] or "no date"
    say(f"{item['title']}\n  {item['kind']} · {item['source']} · {when} · {item['address'] or item['doi'] or '-'}")
    text = " ".join(item["text"].split())
    if text:
        say(f"  {text[:200]}{'…' if len(text) > 200 else ''}")
    for claim in item.get("claims", ()):
        say(f"  {claim['kind']}: {claim['value'] or 'not stated'}{_quoted(claim['quote'])}")


def _quoted(quote: str | None) -> str:
    return f" – “{' '.join(quote.split())}”" if quote else ""


def _import_object(report: "ImportReport") -> dict[str, Any]:
    from kb.store.ingest import Outcome

    counts = {outcome.value: report.count(outcome) for outcome in Outcome}
    files = [
        {
            "file": file.file,
            "kind": file.kind,
            **{outcome.value: file.counts.get(outcome, 0) for outcome in Outcome},
            "refused": len(file.refusals),
            "failed": file.failed,
        }
        for file in report.files
    ]
    return {**counts, "refused": report.refused, "files": files}


def _import_sentence(report: "ImportReport") -> str:
    from kb.store.ingest import Outcome

    counts = {outcome: report.count(outcome) for outcome in Outcome}
    named = {
        "new": counts[Outcome.NEW],
        "changed": counts[Outcome.CHANGED],
        "duplicates": counts[Outcome.DUPLICATE],
        "unchanged": counts[Outcome.UNCHANGED],
        "deleted earlier": counts[Outcome.DELETED],
        "refused": report.refused,
    }
    files = several(len(report.files), "file")
    said = ", ".join(f"{number} {name}" for name, number in named.items() if number) or "nothing"
    known = counts[Outcome.UNCHANGED] + counts[Outcome.DELETED]
    nothing = " Nothing has changed." if known and known == sum(counts.values()) else ""
    fresh = counts[Outcome.NEW] + counts[Outcome.CHANGED]
    after = " Next: `utblick enrich`, then `utblick index`; a running server does both by itself." if fresh else ""
    return f"{files}: {said}.{nothing}{after}"


def _crawl_sentence(report: "SourceReport") -> str:
    from kb.store.sources import Verdict

    if report.verdict is Verdict.OK:
        counts = f"{report.new} new, {report.changed} changed, {report.duplicate} duplicates"
        return f"{report.source}: ok, {counts}, {report.unchanged} unchanged"
    verdict = report.verdict or "skipped"
    return f"{report.source}: {verdict}{f' – {report.detail}' if report.detail else ''}"


def _source_object(source: "Source", state: "SourceState") -> dict[str, Any]:
    said = {name: getattr(source, name) for name in source.__slots__}
    return said | {"state": {name: getattr(state, name) for name in state.__slots__ if name != "source"}}


def _time(when: datetime | None) -> str | None:
    return f"{when:%Y-%m-%d %H:%M} UTC" if when else None
