"""The command `utblick try`: how a file or an address would be read, stored nowhere."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.domain.documents import RawDocument, SourceId
from kb.errors import InputError, SourceChanged, Unreachable
from utblick.context import Context
from utblick.output import emit, say, warn

if TYPE_CHECKING:
    from crawlers.fetch import Answer
    from crawlers.readers.isolated import IsolatedReader
    from crawlers.readers.reading import Reading
    from enrichment.reading import Reader

_MOST_LISTED = 20
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def register(app: typer.Typer) -> None:
    """Add `utblick try`."""
    app.command("try")(try_)


def try_(
    what: Annotated[list[str], typer.Argument(help="Files, folders and web addresses.", metavar="PATH|URL…")],
    claims: Annotated[bool, typer.Option("--claims", help="Also show what the reading steps find.")] = False,
    as_json: Json = False,
) -> None:
    """Show how files and addresses would be read; ends with 1 when anything was refused. Nothing is stored."""
    from crawlers.readers.isolated import IsolatedReader

    outcomes: list[str] = []
    refused = False
    with IsolatedReader() as isolated:
        isolated.start()  # it wakes up while we find the files, or load what reads claims
        reader = _claim_reader(Context()) if claims else None
        for tried in _tried(what, isolated):
            outcomes.append(tried.error)
            refused = refused or tried.reading is None or bool(tried.reading.refusals)
            _show(tried, reader, as_json)
    if all(error == Unreachable.__name__ for error in outcomes):
        raise typer.Exit(Unreachable.exit_code)
    if refused:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Tried:
    """One file or address that was tried; without a reading `error` and `detail` say why."""

    name: str
    reading: "Reading | None"
    error: str = ""
    detail: str = ""


def _tried(what: list[str], isolated: "IsolatedReader") -> Iterator[_Tried]:
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
        yield from _fetched(addresses, isolated, Context().settings.contact)


def _fetched(addresses: list[str], isolated: "IsolatedReader", contact: str | None) -> Iterator[_Tried]:
    from crawlers.fetch import Ask, fetch
    from crawlers.settings import LARGEST_FILE

    asks = [Ask(key=address, address=address, largest=LARGEST_FILE) for address in addresses]
    with (
        tempfile.TemporaryDirectory() as spool,
        fetch(asks, spool=Path(spool), contact=contact) as answers,
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
    reading = tried.reading
    if as_json:
        for external_id in reading.withdrawn:
            emit({"file": tried.name, "kind": reading.kind, "withdrawn": external_id})
    elif reading.withdrawn:
        say(f"{tried.name}: the source has taken back {', '.join(reading.withdrawn)}")
    elif not reading.documents and not reading.refusals:
        say(f"{tried.name}: an answer of the kind {reading.kind} with nothing in it")
    for refusal in reading.refusals:
        detail = f"{refusal.place}: {refusal.reason}"
        if as_json:
            emit({"file": tried.name, "error": "InputError", "detail": detail})
        else:
            warn(f"{tried.name}, {detail}")


def _item(tried: _Tried, raw: RawDocument, reader: "Reader | None") -> dict[str, Any]:
    names: tuple[str, ...] = (
        "source",
        "title",
        "text",
        "address",
        "doi",
        "external_id",
        "authors",
        "published",
        "date_found",
        "year",
    )
    names += ("language", "licence", "page_starts")
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
    text = " ".join(item["text"][:1_000].split())
    if text:
        say(f"  {text[:200]}{'…' if len(text) > 200 else ''}")
    for claim in item.get("claims", ()):
        say(f"  {claim['kind']}: {claim['value'] or 'not stated'}{_quoted(claim['quote'])}")


def _quoted(quote: str | None) -> str:
    return f" – “{' '.join(quote.split())}”" if quote else ""
