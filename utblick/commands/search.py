"""`utblick search`."""

import time
from enum import StrEnum
from typing import Annotated, Any

import typer

from kb.errors import Busy, InputError, Misconfigured, TryAgain, Unreachable
from utblick.output import emit, say, several, warn
from utblick.parts import Live, Parts

_PATIENCE_S = 10.0
_NO_INDEX = "there is no index for this model and catalogue yet: run `utblick index`"

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


class Where(StrEnum):
    """What can be searched."""

    MEASURES = "measures"
    DOCUMENTS = "documents"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("search")(search)


def search(
    text: Annotated[str, typer.Argument(help="What to look for, in Swedish, English, Norwegian or Danish.")],
    where: Annotated[Where, typer.Option("--in", help="What to search.")] = Where.MEASURES,
    challenge: Annotated[list[str] | None, typer.Option(help="Only for this challenge (repeatable).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    json: Json = False,
) -> None:
    """Search measures (or documents), best first, and tell why each ranks where it does."""
    parts = Parts()
    for key in challenge or []:
        parts.catalogue.challenge(key)
    url = _serving(parts)
    if url:
        found = _ask_server(url, where, text, challenge or [], limit)
    else:
        found = _ask_here(parts, where, text, challenge or [], limit)
    if json:
        emit(found)
        return
    _show(found, where)


def _serving(parts: Parts) -> str | None:
    """Return the address of the server that has the index open, None when none has: one process owns the folder."""
    url = (parts.index_owner() or {}).get("url")
    return str(url) if url else None


def _ask_server(url: str, where: Where, text: str, challenges: list[str], limit: int) -> dict[str, Any]:
    """Return what the server answers; raise TryAgain when it says so, InputError when it refuses the question."""
    import httpx

    parameters: dict[str, Any] = {"q": text, "challenge": challenges, "limit": limit}
    try:
        # It is on this machine: a proxy set for the world outside does not lead to it.
        answer = httpx.get(f"{url}/api/v1/{where}", params=parameters, timeout=30, trust_env=False)
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Unreachable(f"the server at {url} has the index open but does not answer") from error
    said = str(found.get("detail") or found.get("title")) if isinstance(found, dict) else ""
    if answer.status_code == TryAgain.status:
        raise TryAgain(said)
    if answer.is_client_error:
        raise InputError(said)
    if not answer.is_success or not isinstance(found, dict):
        raise Unreachable(f"the server at {url} has the index open but answers {answer.status_code}: {said}")
    return found


def _ask_here(parts: Parts, where: Where, text: str, challenges: list[str], limit: int) -> dict[str, Any]:
    from kb.search.facets import Facet
    from kb.search.results import Query
    from search_api.models import DocumentPage, MeasurePage

    parts.store  # noqa: B018 - first: what is wrong with it is quickly said
    if not parts.settings.qdrant_url and parts.index_progress() is None:
        raise Misconfigured(_NO_INDEX)
    live = Live()
    filters = {Facet.CHALLENGE: tuple(parts.catalogue.challenge(c).id for c in challenges)} if challenges else {}
    query = Query(text=text, filters=filters, limit=limit)
    live.embedder = parts.load_embedder()
    # Last, and for as short as can be: nobody else can have the index meanwhile.
    url = _wait_for_index(parts)
    if url:
        return _ask_server(url, where, text, challenges, limit)
    try:
        live.index = parts.projection.open()
        if live.index is None:
            raise Misconfigured(_NO_INDEX)
        searcher = parts.searcher(live)
        if where is Where.MEASURES:
            return MeasurePage.from_page(searcher.search_measures(query), limit).model_dump(mode="json")
        return DocumentPage.from_page(searcher.search_documents(query), limit).model_dump(mode="json")
    finally:
        parts.home.close()


def _wait_for_index(parts: Parts) -> str | None:
    """Take the index, waiting up to ten seconds for it; return the address of a server that has taken it instead."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            parts.home  # noqa: B018 - taken
        except Busy as error:
            owner = parts.index_owner() or {}
            if owner.get("url"):
                return str(owner["url"])
            if time.monotonic() >= deadline:
                raise Busy(
                    f"process {owner.get('pid', '?')} ({owner.get('command', 'utblick')}) has the index open; "
                    "try again when it has ended"
                ) from error
        else:
            return None


def _show(found: dict[str, Any], where: Where) -> None:
    for note in found["notes"]:
        warn(note)
    say(several(found["total"], where.removesuffix("s")) if found["hits"] else f"No {where} found.")
    for number, hit in enumerate(found["hits"], start=found["offset"] + 1):
        for line in _measure_lines(hit) if where is Where.MEASURES else _document_lines(hit):
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
