"""`utblick search`."""

import time
from dataclasses import dataclass
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


class Order(StrEnum):
    """In which order hits stand."""

    RANK = "rank"
    NEWEST = "newest"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Server:
    """A server on this machine that has the index open, and the key that lets commands ask it."""

    url: str
    key: str


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("search")(search)


def search(
    text: Annotated[str, typer.Argument(help="What to look for, in Swedish, English, Norwegian or Danish.")],
    where: Annotated[Where, typer.Option("--in", help="What to search.")] = Where.MEASURES,
    challenge: Annotated[list[str] | None, typer.Option(help="Only for this challenge (repeatable).")] = None,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", metavar="FACET=VALUE", help="Only hits with this value, as design=meta_analysis."),
    ] = None,
    first_year: Annotated[int | None, typer.Option("--from", min=1, max=9999, help="First year, of documents.")] = None,
    last_year: Annotated[int | None, typer.Option("--to", min=1, max=9999, help="Last year, of documents.")] = None,
    sort: Annotated[Order, typer.Option(help="The order of hits.")] = Order.RANK,
    expand: Annotated[bool, typer.Option(help="Let the thesaurus add words.")] = True,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 10,
    json: Json = False,
) -> None:
    """Search measures (or documents), best first, and tell why each ranks where it does."""
    parts = Parts()
    for key in challenge or []:
        parts.catalogue.challenge(key)
    parameters: dict[str, Any] = {"q": text, **_filters(where, challenge or [], filters or [])}
    parameters |= {"sort": sort.value, "expand": expand, "limit": limit}
    parameters |= {"first_year": first_year} if first_year is not None else {}
    parameters |= {"last_year": last_year} if last_year is not None else {}
    server = _serving(parts)
    found = _ask_server(server, where, parameters) if server else _ask_here(parts, where, parameters)
    if json:
        emit(found)
        return
    _show(found, where)


def _filters(where: Where, challenges: list[str], given: list[str]) -> dict[str, list[str]]:
    """Return values by facet; raise InputError for what is not FACET=VALUE, or no facet of these hits."""
    from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS, Facet

    facets = MEASURE_FACETS if where is Where.MEASURES else DOCUMENT_FACETS
    found: dict[str, list[str]] = {Facet.CHALLENGE.value: list(challenges)} if challenges else {}
    for one in given:
        facet, equals, value = one.partition("=")
        if not equals or facet not in facets:
            raise InputError(f"--filter {one!r} is not FACET=VALUE; facets of {where}: {', '.join(facets)}")
        found.setdefault(facet, []).append(value)
    return found


def _serving(parts: Parts) -> Server | None:
    """Return the server that has the index open, None when none has: one process owns the folder."""
    owner = parts.index_owner() or {}
    return Server(str(owner["url"]), str(owner.get("key", ""))) if owner.get("url") else None


def _ask_server(server: Server, where: Where, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what the server answers; raise TryAgain when it says so, InputError when it refuses the question."""
    import httpx

    url, headers = server.url, {"Authorization": f"Bearer {server.key}"} if server.key else {}
    try:
        # It is on this machine: a proxy set for the world outside does not lead to it.
        answer = httpx.get(f"{url}/api/v1/{where}", params=parameters, headers=headers, timeout=30, trust_env=False)
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


def _ask_here(parts: Parts, where: Where, parameters: dict[str, Any]) -> dict[str, Any]:
    from kb.search.facets import DOCUMENT_FACETS, MEASURE_FACETS
    from kb.search.results import Sort
    from search_api.models import DocumentPage, MeasurePage
    from search_api.questions import question
    from utblick.models import choose

    parts.store  # noqa: B018 - first: what is wrong with it is quickly said
    if not parts.settings.qdrant_url and parts.index_progress() is None:
        raise Misconfigured(_NO_INDEX)
    live = Live()
    facets = MEASURE_FACETS if where is Where.MEASURES else DOCUMENT_FACETS
    limit = parameters["limit"]
    query = question(
        parts.catalogue,
        text=parameters["q"],
        filters={facet: parameters[facet.value] for facet in facets if facet.value in parameters},
        facets=facets,
        first_year=parameters.get("first_year"),
        last_year=parameters.get("last_year"),
        expand=parameters["expand"],
        sort=Sort(parameters["sort"]),
        limit=limit,
    )
    # While another model is being prepared the former answers. `index` finds out by the index itself; here that would
    # keep others from it while the model is loaded.
    model = choose(parts).answers
    embedder = model.load_embedder()
    # Last, and for as short as can be: nobody else can have the index meanwhile.
    server = _wait_for_index(parts)
    if server:
        return _ask_server(server, where, parameters)
    try:
        index = model.projection.open()
        if index is None:
            raise Misconfigured(_NO_INDEX)
        live.answering = model.answering(index, embedder)
        searcher = parts.searcher(live)
        if where is Where.MEASURES:
            return MeasurePage.from_page(searcher.search_measures(query), limit).model_dump(mode="json")
        return DocumentPage.from_page(searcher.search_documents(query), limit).model_dump(mode="json")
    finally:
        parts.home.close()


def _wait_for_index(parts: Parts) -> Server | None:
    """Take the index, waiting up to ten seconds for it; return a server that has taken it instead."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            parts.home  # noqa: B018 - taken
        except Busy as error:
            server = _serving(parts)
            if server:
                return server
            owner = parts.index_owner() or {}
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
    if found["did_you_mean"]:
        say(f"Did you mean: {found['did_you_mean']}")
    answered = found["answered"]
    if answered and answered["quality"] == "nearest":
        say(f"No good measure; the nearest: {', '.join(answered['measures'])}")
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
    if why["why_not_higher"]:
        said.append("not higher: " + ", ".join(one["lack"] for one in why["why_not_higher"]))
    said.append("ranks: " + ", ".join(f"{signal} {rank}" for signal, rank in why["signals"].items()))
    said.append("× " + " × ".join(f"{name} {factor:g}" for name, factor in why["factors"].items()))
    return "; ".join(said)
