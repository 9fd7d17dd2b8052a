"""`utblick search`."""

from typing import Annotated, Any

import typer

from kb.errors import Busy, InputError, Misconfigured, Unreachable
from utblick.output import emit, say, warn
from utblick.parts import Live, Parts

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("search")(search)


def search(
    text: Annotated[str, typer.Argument(help="What to look for, in Swedish, English, Norwegian or Danish.")],
    where: Annotated[str, typer.Option("--in", help="measures or documents")] = "measures",
    challenge: Annotated[list[str] | None, typer.Option(help="Only for this challenge (repeatable).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    json: Json = False,
) -> None:
    """Search measures (or documents), best first, and tell why each ranks where it does."""
    if where not in ("measures", "documents"):
        raise InputError(f"--in is measures or documents, not {where!r}")
    parts = Parts()
    for key in challenge or []:
        parts.catalogue.challenge(key)
    owner = parts.index_owner()
    if owner:
        found = _ask_server(owner, where, text, challenge or [], limit)
    else:
        found = _ask_here(parts, where, text, challenge or [], limit)
    if json:
        emit(found)
        return
    _show(found, where)


def _ask_server(owner: dict[str, object], where: str, text: str, challenges: list[str], limit: int) -> dict[str, Any]:
    """Ask the server that has the index open: one process owns the folder."""
    import httpx

    if not owner.get("url"):
        raise Busy(
            f"process {owner.get('pid')} ({owner.get('command')}) is writing the index; try again when it is done"
        )
    try:
        answer = httpx.get(
            f"{owner['url']}/api/v1/{where}", params={"q": text, "challenge": challenges, "limit": limit}, timeout=30
        )
        found: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Unreachable(f"the server at {owner['url']} has the index open but does not answer") from error
    if answer.is_error:
        raise InputError(str(found.get("detail") or found.get("title")))
    return found


def _ask_here(parts: Parts, where: str, text: str, challenges: list[str], limit: int) -> dict[str, Any]:
    from kb.search.results import Query
    from search_api.models import DocumentPage, MeasurePage

    live = Live()
    live.index = parts.projection.open()
    if live.index is None:
        parts.home.close()
        raise Misconfigured("there is no index for this model and catalogue yet: run `utblick index`")
    live.embedder = parts.load_embedder()
    searcher = parts.searcher(live)
    query = Query(text=text, challenges=tuple(parts.catalogue.challenge(c).id for c in challenges), limit=limit)
    try:
        if where == "measures":
            return MeasurePage.from_page(searcher.search_measures(query), limit).model_dump(mode="json")
        return DocumentPage.from_page(searcher.search_documents(query), limit).model_dump(mode="json")
    finally:
        parts.home.close()


def _show(found: dict[str, Any], where: str) -> None:
    for note in found["notes"]:
        warn(note)
    say(f"{found['total']} {where}" if found["hits"] else f"No {where} found.")
    for number, hit in enumerate(found["hits"], start=found["offset"] + 1):
        for line in _measure_lines(hit) if where == "measures" else _document_lines(hit):
            say(f"{number:3}. {line}" if line is not None and not line.startswith(" ") else f"     {line.strip()}")


def _measure_lines(hit: dict[str, Any]) -> list[str]:
    measure, evidence = hit["measure"], hit["evidence"]
    lines = [f"{measure['name_sv']} ({measure['id']})", f" {measure['name_en']}"]
    facts = [
        f"status: {evidence['status']}",
        f"{len(evidence['ratings'])} ratings",
        f"{evidence['documents']} documents",
    ]
    lines.append(" " + ", ".join([*facts, *(f"WARNING: {warning}" for warning in evidence["warnings"])]))
    lines.append(" " + _why(hit["why"]))
    lines += [f" - {found['document']['title']} [{found['language']}]" for found in hit["documents"]]
    return lines


def _document_lines(hit: dict[str, Any]) -> list[str]:
    document = hit["document"]
    facts = [str(document["year"] or "year unknown"), hit["language"] or "language unknown", document["source"]]
    lines = [
        f"{document['title']} ({document['id']})",
        " " + ", ".join([*facts, *([hit["design"]] if hit["design"] else [])]),
    ]
    lines.append(" " + _why(hit["why"]))
    return [*lines, " " + " ".join(hit["excerpt"]["text"].split())[:200]]


def _why(why: dict[str, Any]) -> str:
    said = []
    if why["words"]:
        said.append("words: " + ", ".join(why["words"][:6]))
    if why["concepts"]:
        said.append("concepts: " + ", ".join(why["concepts"]))
    said.append("ranks: " + ", ".join(f"{signal} {rank}" for signal, rank in why["signals"].items()))
    said.append("× " + " × ".join(f"{name} {factor:g}" for name, factor in why["factors"].items()))
    return "; ".join(said)
