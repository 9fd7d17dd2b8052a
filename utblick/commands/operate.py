"""`utblick run`, `status` and `doctor`."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.domain.health import Condition
from utblick.output import emit, say, tell_people, tell_programs
from utblick.parts import Parts

if TYPE_CHECKING:
    from kb.store.health import SourceStanding

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("run")(run)
    app.command("status")(status)
    app.command("doctor")(doctor)


def run(json: Annotated[bool, typer.Option("--json", help="One JSON object a line instead of text.")] = False) -> None:
    """Start everything in one process: crawl what is due, read, index and serve pages and API."""
    from utblick.serve import ServingParts, serve

    serve(ServingParts(), tell_programs if json else tell_people)


def status(json: Json = False) -> None:
    """Show the sources, first those that need somebody, then what is held and how far it is read and indexed."""
    from kb.store.documents import count_all
    from kb.store.health import neediest_first, standings

    parts = Parts()
    with parts.store.reading() as session:
        counts = count_all(session)
        sources = neediest_first(standings(session, parts.catalogue.sources.values(), parts.now()))
    model_at_hand = parts.model_at_hand() is not None
    behind = _behind(parts, model_at_hand)
    owner = parts.index_owner()
    found = {
        "documents": counts.documents,
        "relevant": counts.relevant,
        "claims": counts.claims,
        "passages": counts.passages,
        "waiting_to_be_read": parts.read_job.waiting() if model_at_hand else None,
        "waiting_to_be_embedded": parts.embed_job.waiting() if model_at_hand else None,
        "index_behind": behind,
        "server": owner.get("url") if owner else None,
        "catalogue": parts.catalogue.version,
        "sources_needing_somebody": sum(standing.health.condition.needs_somebody for standing in sources),
        "sources_never_crawled": sum(standing.state.last_attempt is None for standing in sources),
        "sources": [_source_object(standing) for standing in sources],
    }
    if json:
        emit(found)
        return
    _say_sources(sources)
    say(f"Documents   {counts.documents}, of which {counts.relevant} relevant")
    say(f"Claims      {counts.claims} in {counts.passages} passages")
    waiting = f"{found['waiting_to_be_read']} to be read, {found['waiting_to_be_embedded']} to be embedded"
    if not model_at_hand:
        waiting = "unknown: the model is not on this machine"
    say(f"Waiting     {waiting}, {'no index yet' if behind is None else f'{behind} to be indexed'}")
    say(f"Server      {found['server'] or 'not running'}")


def doctor(json: Json = False) -> None:
    """Check settings, database, migrations, index, model and mail; say what is wrong and what to do."""
    from utblick import checks

    results = checks.run_all()
    if json:
        emit({"healthy": all(result.ok for result in results), "checks": results})
    else:
        for result in results:
            say(f"{'ok  ' if result.ok else 'FAIL'} {result.name:12} {result.found}")
            if result.advice:
                say(f"     {'':12} → {result.advice}")
    if not all(result.ok for result in results):
        raise typer.Exit(1)


def _say_sources(sources: "list[SourceStanding]") -> None:
    """Say how the collecting from each source goes: those that need somebody in full, the others in a line."""
    collected = [standing for standing in sources if standing.source.collected]
    counts = Counter(standing.health.condition for standing in collected)
    said = ", ".join(f"{count} {condition}" for condition in Condition if (count := counts[condition]))
    say(f"Sources     {len(collected)} of {len(sources)} collected: {said or 'none'}")
    for standing in collected:
        source, health = standing.source, standing.health
        success = f"{standing.state.last_success:%Y-%m-%d %H:%M}" if standing.state.last_success else "never"
        words = f"  {health.en}" if health.condition.needs_somebody or health.condition is Condition.WAITING else ""
        if health.condition is not Condition.NEVER:
            say(f"  {health.condition:8} {source.id:34} last success {success:16}{words}".rstrip())


def _source_object(standing: "SourceStanding") -> dict[str, Any]:
    state = standing.state
    said = {name: getattr(state, name) for name in state.__slots__}
    return said | {"name": standing.source.name, "health": standing.health, "given": standing.given}


def _behind(parts: Parts, model_at_hand: bool) -> int | None:
    """Return how many documents the index lacks, None when there is no index; never opens the embedded one."""
    if parts.settings.qdrant_url:
        if not model_at_hand:  # an index is named for its model
            return None
        from utblick.models import choose

        projection = choose(parts).answers.projection
        index = projection.open()
        return projection.behind(index) if index else None
    from kb.store.documents import count_changed_since

    progress = parts.index_progress()
    if progress is None:
        return None
    with parts.store.reading() as session:
        return count_changed_since(session, progress.revision, progress.after)
