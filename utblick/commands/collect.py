"""Commands that collect: import files, crawl sources, take in what was dropped into the watched folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.errors import InputError, Unreachable
from utblick.context import Context
from utblick.output import bar, emit, say, several, warn

if TYPE_CHECKING:
    from crawlers.collect import SourceReport
    from crawlers.imports import ImportReport
    from crawlers.inbox import InboxReport

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
_MOST_LISTED = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command("import")(import_)
    app.command()(crawl)
    app.command()(inbox)


def import_(
    files: Annotated[list[Path], typer.Argument(help="Files and folders: JSONL, RIS, BibTeX, CSL-JSON, CSV, PDF …")],
    as_json: Json = False,
) -> None:
    """Take files into the records. What is there already is recognised and not taken twice."""
    from crawlers.imports import import_files

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
    source: Annotated[list[str] | None, typer.Argument(help="Ids of sources; none: all that are collected.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only the sources that are due, and the watched folder.")] = False,
    as_json: Json = False,
) -> None:
    """Fetch sources from the open web and take in what is new; with --due also what was dropped into the folder."""
    from crawlers.collect import crawlable
    from kb.store.sources import Verdict
    from utblick.collecting import crawler_of

    if due and source:
        raise InputError("name sources or say --due, not both")
    context = Context()
    if due and context.settings.inbox is not None:
        _show_inbox(_looked(context), as_json)

    def told(report: "SourceReport") -> None:
        if as_json:
            emit(report)
        else:
            say(_crawl_sentence(report))
        for refusal in report.refusals[:_MOST_LISTED]:
            warn(f"{report.source}, {refusal.place}: {refusal.reason}")

    chosen = source or (None if due else crawlable(context.catalogue))
    reports = crawler_of(context).crawl(chosen, told=told)
    if not reports and not as_json:
        say("No source is due.")
    if reports and all(report.verdict is Verdict.UNREACHABLE for report in reports):
        raise Unreachable("none of the sources answered; is this machine connected to the internet?")
    if not all(report.stored for report in reports):
        raise typer.Exit(1)


def inbox(as_json: Json = False) -> None:
    """Take in what was dropped into the watched folder (UTBLICK_INBOX); ends with 1 when a file was refused."""
    context = Context()
    report = _looked(context)
    _show_inbox(report, as_json)
    if not report.files and not as_json:
        if report.held_by is not None:
            say("Another process is taking the files in.")
        else:
            still = f"; {several(report.waiting, 'file')} may not be whole yet" if report.waiting else ""
            say(f"Nothing to take in{still}.")
    if any(done.moved_to is None or done.why is not None for done in report.files):
        raise typer.Exit(1)


def _looked(context: Context) -> "InboxReport":
    from utblick.inbox import inbox_of, look_once

    return look_once(inbox_of(context))


def _show_inbox(report: "InboxReport", as_json: bool) -> None:
    from utblick.inbox import sentence

    for done in report.files:
        if as_json:
            emit(done)
        elif done.moved_to is None or done.why is not None:
            warn(sentence(done))
        else:
            say(sentence(done))


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
    if report.verdict is None or not report.verdict.good:
        verdict = report.verdict or "skipped"
        return f"{report.source}: {verdict}{f' – {report.detail}' if report.detail else ''}"
    counts = {
        "new": report.new,
        "changed": report.changed,
        "duplicates": report.duplicate,
        "unchanged": report.unchanged,
        "withdrawn": report.withdrawn,
        "passed over": report.passed_over,
        "waiting for the next run": report.waiting,
    }
    said = ", ".join(f"{number} {name}" for name, number in counts.items() if number) or "nothing new"
    return f"{report.source}: {report.verdict}, {said}{f' – {report.detail}' if report.detail else ''}"
