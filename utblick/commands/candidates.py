"""`utblick candidates`: what may be new measures."""

from dataclasses import asdict
from typing import Annotated

import typer

from utblick.output import emit, say, several
from utblick.parts import Parts

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
_SHOWN = 3


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("candidates")(candidates)


def candidates(
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="At most so many.")] = 20,
    as_json: Json = False,
) -> None:
    """Look for new measures: what documents on prevention write about that no known measure explains."""
    from kb.store import candidates as kept
    from kb.store.documents import headings
    from utblick.jobs import CandidateJob

    parts = Parts()
    CandidateJob(parts.store, parts.catalogue.concepts).run(parts.now())
    with parts.store.reading() as session:
        found, _ = kept.candidates(session)
        found = found[:limit]
        titles = headings(session, [support.document for one in found for support in one.support])
    if as_json:
        emit({"candidates": [asdict(one) | {"novelty": one.novelty} for one in found]})
        return
    for one in found:
        growth = f"{one.recent} in the last three years, {one.earlier} in the three before"
        new = "" if one.novelty is None else f", novelty {one.novelty:.2f}"
        say(f"{one.name}: {several(len(one.support), 'document')}, {growth}{new}")
        for support in one.support[:_SHOWN]:
            title, year, _source = titles.get(support.document, ("(deleted)", None, ""))
            words = "alike, without naming it" if support.alike is not None else f"\u201c{support.words}\u201d"
            say(f"    {support.document}  {title[:100]} ({year or 'no year'}): {words}")
    if not found:
        say("No candidates: nothing recurs that no measure explains. Read documents first: `utblick enrich`.")
