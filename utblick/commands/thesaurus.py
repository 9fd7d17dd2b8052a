"""The commands `utblick thesaurus …`: what the thesaurus holds, its collisions, and the whole as SKOS."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.errors import NotFound
from utblick.context import Context
from utblick.output import emit, say, several

if TYPE_CHECKING:
    from kb.catalogue import Catalogue
    from kb.domain.facts import Concept

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
_LANGUAGES = ("sv", "en", "nb", "da")

thesaurus_app = typer.Typer(no_args_is_help=True, help="The concepts by which texts and questions are read.")


def register(app: typer.Typer) -> None:
    """Add `utblick thesaurus`."""
    app.add_typer(thesaurus_app, name="thesaurus")


@thesaurus_app.command("count")
def count(as_json: Json = False) -> None:
    """Count concepts and labels by scheme and language."""
    schemes: Counter[str] = Counter()
    labels: Counter[tuple[str, str]] = Counter()
    for concept in Context().catalogue.concepts.values():
        schemes[concept.scheme] += 1
        for language, own in concept.labels.items():
            labels[concept.scheme, language] += len(own)
    if as_json:
        for scheme in sorted(schemes):
            by_language = {language: labels[scheme, language] for language in _LANGUAGES}
            emit({"scheme": scheme, "concepts": schemes[scheme], "labels": by_language})
        return
    say(f"{'scheme':16} {'concepts':>8} " + " ".join(f"{language:>6}" for language in _LANGUAGES))
    for scheme in sorted(schemes):
        numbers = " ".join(f"{labels[scheme, language]:>6}" for language in _LANGUAGES)
        say(f"{scheme:16} {schemes[scheme]:>8} {numbers}")
    totals = [sum(labels[scheme, language] for scheme in schemes) for language in _LANGUAGES]
    say(f"{'all':16} {schemes.total():>8} " + " ".join(f"{total:>6}" for total in totals))
    say(f"{several(labels.total(), 'label')} in all.")


@thesaurus_app.command("show")
def show(
    concept_id: Annotated[str, typer.Argument(metavar="ID", help="A concept's id.")], as_json: Json = False
) -> None:
    """Show a concept: labels, scope note, what is broader, narrower and related, its documents with their time."""
    catalogue = Context().catalogue
    concept = catalogue.concepts.get(concept_id)
    if concept is None:
        near = [key for key in catalogue.concepts if concept_id in key]
        raise NotFound(
            f"there is no concept {concept_id!r}" + (f"; did you mean {', '.join(near[:5])}?" if near else "")
        )
    found = _shown(concept, catalogue)
    if as_json:
        emit(found)
        return
    say(f"{concept.id} ({concept.scheme}): {concept.preferred('sv')} / {concept.preferred('en')}")
    for language, labels in concept.labels.items():
        say(f"  {language}: {', '.join(labels)}")
    for language, note in (concept.notes or {}).items():
        say(f"  note {language}: {note}")
    for label, needed in (concept.co_words or {}).items():
        say(f"  {label} counts only beside: {', '.join(needed)}")
    for name in ("not", "desired", "weight", "broader", "narrower", "related", "version"):
        value = found[name]
        if value not in (None, ()):
            say(f"  {name}: {', '.join(value) if isinstance(value, tuple) else value}")
    for document in found["documents"]:
        say(
            f"  named by: {document['title']} ({document['from'] or '?'} to {document['to'] or '?'}), {document['url']}"
        )


@thesaurus_app.command("collisions")
def collisions(as_json: Json = False) -> None:
    """List labels that name two concepts, common words, and acronyms that want no other word beside them."""
    from kb.catalogue.collisions import find_collisions

    found = find_collisions(Context().catalogue.concepts.values())
    for one in found:
        if as_json:
            emit(one)
        else:
            guarded = "  (the words beside it decide)" if one.guarded else ""
            say(f"{one.kind:22} {one.language}  {one.label}: {', '.join(one.concepts)}{guarded}")
    if not as_json:
        kinds = Counter(one.kind.value for one in found)
        say(f"{several(len(found), 'collision')}: " + ", ".join(f"{kind} {number}" for kind, number in kinds.items()))


@thesaurus_app.command("export")
def export(
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; without it, standard output.")] = None,
    as_json: Json = False,
) -> None:
    """Write the whole thesaurus as SKOS in Turtle; with --json, as the value of "turtle" in one JSON object."""
    from kb.catalogue.skos import turtle

    catalogue = Context().catalogue
    text = turtle(catalogue)
    if out is not None:
        out.write_text(text, encoding="utf-8")
    if as_json:
        where = {"file": str(out)} if out is not None else {"turtle": text}
        emit({"concepts": len(catalogue.concepts), "version": catalogue.version} | where)
    elif out is None:
        typer.echo(text, nl=False)
    else:
        say(f"{several(len(catalogue.concepts), 'concept')} written to {out}, version {catalogue.version}.")


def _shown(concept: "Concept", catalogue: "Catalogue") -> dict[str, Any]:
    challenge = next((one for one in catalogue.challenges.values() if one.id == concept.id), None)
    return {
        "id": concept.id,
        "scheme": concept.scheme,
        "labels": concept.labels,
        "notes": concept.notes or {},
        "co_words": concept.co_words or {},
        "not": concept.exceptions,
        "desired": concept.desired,
        "weight": concept.weight,
        "broader": concept.broader,
        "narrower": tuple(other.id for other in catalogue.concepts.values() if concept.id in other.broader),
        "related": concept.related,
        "version": catalogue.version,
        "documents": [
            {"title": one.title, "from": one.starts, "to": one.ends, "url": one.url, "mark": one.mark}
            for one in (challenge.documents if challenge else ())
        ],
    }
