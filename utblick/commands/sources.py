"""The commands `utblick source …`: what is known of the sources, and what a person may do about them."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.errors import InputError
from utblick.context import Context
from utblick.output import emit, say, several

if TYPE_CHECKING:
    from crawlers.run import CrawlResult
    from kb.domain.sources import Source
    from kb.store.crawls import Crawl
    from kb.store.health import SourceStanding

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="A source's id; `utblick source list` shows them.")]
_FIRST_ITEMS = 5
_CRAWLS_SHOWN = 5

sources_app = typer.Typer(no_args_is_help=True, help="The sources that are monitored.")


def register(app: typer.Typer) -> None:
    """Add `utblick source`."""
    app.add_typer(sources_app, name="source")


@sources_app.command("list")
def list_sources(as_json: Json = False) -> None:
    """List the sources: kind, languages, interval, how the collecting goes, last success, name."""
    for standing in _standings(Context()):
        if as_json:
            emit(_listed(standing))
        else:
            source = standing.source
            every = f"{source.interval_h} h" if source.collected else "-"
            condition = standing.health.condition.replace("_", " ")
            last = f"{standing.state.last_success:%Y-%m-%d}" if standing.state.last_success else "-"
            languages = "/".join(source.languages)
            say(f"{source.id:32} {source.kind:10} {languages:8} {every:>6}  {condition:13} {last:10}  {source.name}")


@sources_app.command("show")
def show_source(source_id: Id, as_json: Json = False) -> None:
    """Show a source: what the register says, how the collecting goes, its latest crawls, what it has given."""
    from kb.store.crawls import crawls_of
    from kb.store.health import standings

    context = Context()
    source = context.catalogue.source(source_id)
    with context.store.reading() as session:
        (standing,) = standings(session, [source], context.now())
        crawls = crawls_of(session, source.id, _CRAWLS_SHOWN)
    if as_json:
        emit(_listed(standing) | {"crawls": crawls})
        return
    say(f"{source.id}: {source.name}")
    for name, value in (_register_facts(source) | _state_facts(standing)).items():
        if value not in (None, "", ()):
            say(f"  {name}: {value}")
    say(f"  latest crawls: {'none' if not crawls else ''}".rstrip())
    for crawl in crawls:
        say(f"    {_crawl_line(crawl)}")


@sources_app.command("check")
def check_source(source_id: Id, as_json: Json = False) -> None:
    """Ask a source once, politely, and show what came; nothing is stored. Ends with 1 when it is not good."""
    from utblick.collecting import crawler_of

    context = Context()
    source = context.catalogue.source(source_id)
    result, history = crawler_of(context).check(source_id)
    usual = _usual(history)
    if as_json:
        emit(
            {
                "source": source.id,
                "verdict": result.verdict,
                "detail": result.detail,
                "items": result.items,
                "usual_items": usual,
                "quiet_days": source.quiet_days,
                "documents": len(result.documents),
                "passed_over": result.passed_over,
                "requests": result.requests,
                "refusals": result.refusals,
                "first": [_item(raw) for raw in result.documents[:_FIRST_ITEMS]],
            }
        )
    else:
        _say_check(source, result, usual)
    if not result.verdict.good:
        raise typer.Exit(1)


@sources_app.command("pause")
def pause_source(
    source_id: Id,
    why: Annotated[str, typer.Option("--why", help="Why; readers of the pages see it.")],
    as_json: Json = False,
) -> None:
    """Ask a source no more until somebody resumes it."""
    from kb.domain.text import clean_line
    from kb.store.sources import get_state, save_state

    reason = clean_line(why)
    if not reason:
        raise InputError("say why with --why: others will want to know")
    context = Context()
    source = context.catalogue.source(source_id)
    with context.store.writing() as session:
        before = get_state(session, source.id)
        after = before.paused(context.now(), reason)
        save_state(session, after)
    if as_json:
        emit({"source": source.id, "paused_at": after.paused_at, "paused_why": after.paused_why})
    elif before.paused_at is not None:
        say(f"{source.id} was paused already, on {before.paused_at:%Y-%m-%d}: {before.paused_why}")
    else:
        say(f"{source.id} is paused; `utblick source resume {source.id}` lets it be asked again")


@sources_app.command("resume")
def resume_source(source_id: Id, as_json: Json = False) -> None:
    """Let a source that was paused be asked again, its failures forgotten."""
    from kb.store.sources import get_state, save_state

    context = Context()
    source = context.catalogue.source(source_id)
    with context.store.writing() as session:
        before = get_state(session, source.id)
        if before.paused_at is not None:
            save_state(session, before.resumed(context.now()))
    if as_json:
        emit({"source": source.id, "was_paused": before.paused_at is not None})
    elif before.paused_at is None:
        say(f"{source.id} was not paused; nothing has changed")
    else:
        say(f"{source.id} may be asked again; `utblick source check {source.id}` shows what it answers")


@sources_app.command("new")
def new_source_(
    source_id: Id,
    kind: Annotated[str, typer.Option("--kind", help="feed, listing, sitemap, watch, oai_pmh, openalex …")],
    url: Annotated[str, typer.Option("--url", help="The address that is asked.")],
    name: Annotated[str, typer.Option("--name", help="What readers call it.")],
    organisation: Annotated[str | None, typer.Option("--organisation", help="Who is behind it; else the name.")] = None,
    country: Annotated[str, typer.Option("--country", help="As SE, NO, EU.")] = "SE",
    language: Annotated[
        list[str] | None, typer.Option("--language", help="ISO 639-1, as sv; may be given again; else sv.")
    ] = None,
    yields: Annotated[str, typer.Option("--yields", help="What it gives, in a few words.")] = "not described yet",
    links: Annotated[str | None, typer.Option("--links", help="What the addresses of its items match.")] = None,
    root: Annotated[Path, typer.Option("--root", help="The working copy of Utblick.")] = Path(),
    as_json: Json = False,
) -> None:
    """Enter a source in the register of a working copy, with a fixture and a test that fails until it is filled in."""
    from crawlers.scaffold import new_source
    from kb.domain.sources import SourceKind

    if kind not in set(SourceKind):
        raise InputError(f"there is no kind {kind!r}; known: {', '.join(SourceKind)}")
    written = new_source(
        root,
        source_id,
        SourceKind(kind),
        url,
        name,
        organisation=organisation,
        country=country,
        languages=tuple(language or ("sv",)),
        yields=yields,
        links=links,
    )
    if as_json:
        emit({"source": source_id, "files": written})
        return
    say(f"{source_id} is in {written[0]}, not switched on yet. Now fill in, until its test passes:")
    for file in written[1:]:
        say(f"  {file}")


@sources_app.command("page")
def page(as_json: Json = False) -> None:
    """Print docs/sources.md as the register makes it."""
    from crawlers.sources_page import sources_page

    text = sources_page(Context().catalogue.sources.values())
    if as_json:
        emit({"page": text})
    else:
        say(text.rstrip("\n"))


def _standings(context: Context) -> "list[SourceStanding]":
    from kb.store.health import standings

    with context.store.reading() as session:
        return standings(session, context.catalogue.sources.values(), context.now())


def _listed(standing: "SourceStanding") -> dict[str, Any]:
    source, state = standing.source, standing.state
    said = {name: getattr(source, name) for name in source.__slots__}
    return said | {
        "collected": source.collected,
        "health": standing.health,
        "state": {name: getattr(state, name) for name in state.__slots__ if name != "source"},
        "given": standing.given,
    }


def _register_facts(source: "Source") -> dict[str, object]:
    form = source.form
    layout = {name: getattr(form, name) for name in form.__slots__}
    usual = type(form)()
    said = [f"{name} = {value}" for name, value in layout.items() if value != getattr(usual, name)]
    return {
        "organisation": source.organisation,
        "country": source.country,
        "languages": ", ".join(source.languages),
        "kind": source.kind if source.collected else f"{source.kind}, not collected",
        "address": source.url,
        "mark": source.mark,
        "every": f"{source.interval_h} h" if source.collected else None,
        "expected": f"something new within {several(source.quiet_days, 'day')}" if source.collected else None,
        "licence": source.licence or "unknown",
        "shown": source.show,
        "terms": source.terms,
        "yields": source.yields,
        "layout": "; ".join(said),
    }


def _state_facts(standing: "SourceStanding") -> dict[str, object]:
    state, given = standing.state, standing.given
    asked = state.may_be_asked_from()
    field = f"{given.relevant} about the field, {given.alone} from here alone, {given.accepted} accepted"
    return {
        "health": f"{standing.health.condition.replace('_', ' ')}. {standing.health.en}",
        "last crawl": _time(state.last_attempt),
        "last good crawl": _time(state.last_success),
        "verdict": state.verdict,
        "detail": state.detail,
        "failures": state.failures or None,
        "items": state.items,
        "due": _time(state.due),
        "may be asked from": _time(asked),
        "given": f"{several(given.documents, 'document')}, {field}" if given.documents else "nothing yet",
        "newest": _time(given.newest),
    }


def _crawl_line(crawl: "Crawl") -> str:
    counts = f"{crawl.items} items, {crawl.new} new, {crawl.changed} changed, {several(crawl.requests, 'request')}"
    return f"{_time(crawl.started_at)}  {crawl.verdict:10} {counts}{f' – {crawl.detail}' if crawl.detail else ''}"


def _usual(history: "list[Crawl]") -> float | None:
    """Return how many items the source's good crawls usually list, None when there were none."""
    from statistics import median

    from kb.store.sources import Verdict

    counts = [crawl.items for crawl in history if crawl.verdict is Verdict.OK and crawl.items]
    return median(counts) if counts else None


def _item(raw: Any) -> dict[str, Any]:
    names = ("title", "address", "published", "date_found", "authors", "language", "licence")
    return {name: getattr(raw, name) for name in names} | {"characters": len(raw.text)}


def _say_check(source: "Source", result: "CrawlResult", usual: float | None) -> None:
    say(f"{source.id}: {result.verdict}{f' – {result.detail}' if result.detail else ''}")
    listed = "not said" if result.items is None else str(result.items)
    habit = "no habit yet" if usual is None else f"usually about {usual:.0f}"
    say(f"  items: {listed} ({habit}); something new is expected within {several(source.quiet_days, 'day')}")
    counts = f"{several(len(result.documents), 'document')} read, {result.passed_over} passed over"
    say(f"  {counts}, {several(len(result.refusals), 'record')} refused, {several(result.requests, 'request')}")
    for raw in result.documents[:_FIRST_ITEMS]:
        say(f"  - {raw.title[:120]}")
        said = [raw.published or raw.year or "no date", raw.address or raw.doi or "no address"]
        say(f"    {' · '.join(map(str, said))} · {len(raw.text)} characters")
    for refusal in result.refusals[:_FIRST_ITEMS]:
        say(f"  refused, {refusal.place}: {refusal.reason}")
    say("  Nothing was stored.")


def _time(when: datetime | None) -> str | None:
    return f"{when:%Y-%m-%d %H:%M} UTC" if when else None
