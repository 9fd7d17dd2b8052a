"""`utblick run`, `status` and `doctor`."""

from typing import Annotated

import typer

from utblick.output import emit, say, tell_people, tell_programs
from utblick.parts import Parts

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
    """Show what is held, how far it is read and indexed, and when each source last answered."""
    from kb.store.documents import count_all
    from kb.store.sources import all_states

    parts = Parts()
    with parts.store.reading() as session:
        counts = count_all(session)
        states = all_states(session)
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
        "sources": [state for source in parts.catalogue.sources if (state := states.get(source))],
        "sources_never_crawled": sum(source not in states for source in parts.catalogue.sources),
    }
    if json:
        emit(found)
        return
    say(f"Documents   {counts.documents}, of which {counts.relevant} relevant")
    say(f"Claims      {counts.claims} in {counts.passages} passages")
    waiting = f"{found['waiting_to_be_read']} to be read, {found['waiting_to_be_embedded']} to be embedded"
    if not model_at_hand:
        waiting = "unknown: the model is not on this machine"
    say(f"Waiting     {waiting}, {'no index yet' if behind is None else f'{behind} to be indexed'}")
    say(f"Server      {found['server'] or 'not running'}")
    say(f"Sources     {len(states)} crawled, {found['sources_never_crawled']} never")
    for source, state in states.items():
        success = f"{state.last_success:%Y-%m-%d %H:%M}" if state.last_success else "never"
        say(f"  {source:34} last success {success:16}  {state.verdict or ''} {state.detail or ''}".rstrip())


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


def _behind(parts: Parts, model_at_hand: bool) -> int | None:
    """Return how many documents the index lacks, None when there is no index; never opens the embedded one."""
    if parts.settings.qdrant_url:
        if not model_at_hand:  # an index is named for its model
            return None
        index = parts.projection.open()
        return parts.projection.behind(index) if index else None
    from kb.store.documents import count_changed_since

    progress = parts.index_progress()
    if progress is None:
        return None
    with parts.store.reading() as session:
        return count_changed_since(session, progress.revision, progress.after)
