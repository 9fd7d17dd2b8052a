"""`utblick document`: what a document rests on and why, and putting right what was grouped or taken in wrongly."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from utblick.context import Context
from utblick.output import emit, say, several

if TYPE_CHECKING:
    from kb.store.documents import Origin, Standing

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
Document = Annotated[str, typer.Argument(metavar="ID", help="The id of a document.")]
_AFTERWARDS = "Next: `utblick enrich`, then `utblick index`; a running server does both by itself."

documents = typer.Typer(no_args_is_help=True, help="Documents: what they rest on, split, merge, delete, restore.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.add_typer(documents, name="document")


@documents.command("show")
def show(document_id: Document, as_json: Json = False) -> None:
    """Show a document, deleted or not: how it stands, its versions, and each record that it rests on."""
    from kb.store.documents import standing

    with Context().store.reading() as session:
        found = standing(session, document_id)
    if as_json:
        emit(_object(found))
        return
    say(f"{found.document.id}: {found.document.title}")
    say(f"  {_state(found)}; {several(found.versions, 'version')}, {several(len(found.origins), 'record')}")
    for origin in found.origins:
        say(f"  {origin.record}  {origin.source}  {origin.external_id or '-'}")
        say(f"    {origin.address or 'no address'}, found {_time(origin.found_at)}")
        taken_back = f"; taken back by its source {_time(origin.withdrawn_at)}" if origin.withdrawn_at else ""
        say(f"    {_reason(origin)}{taken_back}")


@documents.command("split")
def split(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record.")], as_json: Json = False
) -> None:
    """Let a record found a document of its own; it is not joined to the old one again."""
    from kb.store import grouping

    context = Context()
    with context.store.writing() as session:
        founded = grouping.split(session, record, context.now())
    if as_json:
        emit({"record": record, "document": founded})
    else:
        say(f"Record {record} is document {founded} now. {_AFTERWARDS}")


@documents.command("merge")
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="ID ID…", help="The document that stays, then the others.")],
    why: Annotated[str, typer.Option("--why", help="Why they are the same; it is kept with their records.")],
    as_json: Json = False,
) -> None:
    """Move all records to the first document; the others lead to it from then on."""
    from kb.store import grouping

    context = Context()
    with context.store.writing() as session:
        first = grouping.merge(session, ids, context.now(), why)
    others = list(dict.fromkeys(other for other in ids if other != first))
    if as_json:
        emit({"document": first, "merged": others})
    else:
        say(f"{', '.join(others)} merged into {first}. {_AFTERWARDS}")


@documents.command("delete")
def delete(
    document_id: Document,
    why: Annotated[str, typer.Option("--why", help="Why; it is kept with the document.")],
    as_json: Json = False,
) -> None:
    """Delete a document for good: it stays deleted whatever source brings it again."""
    from kb.store.documents import delete_document

    context = Context()
    with context.store.writing() as session:
        delete_document(session, document_id, context.now(), why)
    if as_json:
        emit({"document": document_id, "state": "deleted"})
    else:
        say(f"{document_id} deleted. {_AFTERWARDS}")


@documents.command("restore")
def restore(document_id: Document, as_json: Json = False) -> None:
    """Bring back a document that somebody deleted."""
    from kb.store.documents import State, restore_document

    with Context().store.writing() as session:
        state = restore_document(session, document_id)
    if as_json:
        emit({"document": document_id, "state": state})
    elif state is State.HELD:
        say(f"{document_id} restored. {_AFTERWARDS}")
    else:
        say(f"{document_id} will return when one of its sources, which took it back meanwhile, brings it again.")


def _object(found: "Standing") -> dict[str, Any]:
    document = found.document
    names = ("id", "title", "source", "address", "doi", "year", "published", "date_found", "licence", "found_at")
    said = {name: getattr(document, name) for name in names}
    said |= {"state": found.state, "why": found.why, "merged_into": found.merged_into, "versions": found.versions}
    return said | {"records": found.origins}


def _state(found: "Standing") -> str:
    from kb.store.documents import State

    said = {
        State.HELD: "held",
        State.DELETED: "deleted by hand",
        State.WITHDRAWN: "taken back by its sources",
        State.MERGED: f"merged into {found.merged_into}",
    }[found.state]
    return f"{said} ({found.why})" if found.why else said


def _reason(origin: "Origin") -> str:
    return origin.reason or f"joined by {origin.matched_by}"


def _time(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M} UTC"
