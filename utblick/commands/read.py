"""`utblick enrich` and `utblick index`."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from kb.errors import Busy
from utblick.output import bar, emit, say, several, warn
from utblick.parts import Parts

if TYPE_CHECKING:
    from utblick.models import ModelParts

_PATIENCE_S = 300.0
_WORTH_MEASURING = 500  # documents to embed: to measure which precision is the faster costs as much as 50 of them

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("enrich")(enrich)
    app.command("index")(index)


def enrich(json: Json = False) -> None:
    """Read documents (what they are about, study design, effects, place and people) and embed their passages."""
    parts = Parts()
    owner = parts.index_owner()
    if owner and owner.get("url"):
        _wait_for_server(parts, owner)
        done = {"read": 0, "embedded": 0, "by": owner.get("url")}
    else:
        done = _enrich(parts)
    if json:
        emit(done)
    elif done["read"] or done["embedded"]:
        say(f"{several(int(str(done['read'])), 'document')} read, {done['embedded']} embedded. Next: utblick index")
    else:
        say("Nothing to read: every document is read and embedded.")


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew from the records.")] = False,
    json: Json = False,
) -> None:
    """Bring the search index up to the records; --rebuild makes it anew beside the one that answers.

    After a change of the model the former one answers until the new one has embedded every document (`enrich`).
    """
    from kb.store.documents import count_all
    from utblick.models import Choice, choose_by_index, note_answering, tidy

    parts = Parts()
    owner = parts.index_owner()
    if owner and owner.get("url") and not rebuild:
        _wait_for_server(parts, owner)
        if json:
            emit({"written": 0, "rebuilt": False, "behind": 0, "by": owner["url"]})
        else:
            say(f"The server at {owner['url']} keeps the index in step: it holds every document.")
        return
    choice = choose_by_index(parts)
    unprepared = choice.coming.embed_job.waiting() + parts.read_job.waiting() if choice.coming else 0
    model = choice.coming if choice.coming and not unprepared else choice.answers
    model.cut_job.run()
    current = None if rebuild else model.projection.open()
    with bar("Indexing", model.projection.behind(current)) as progress:
        if current is None:
            found = model.projection.rebuild(progress.advance)
            with parts.store.reading() as session:
                written = count_all(session).documents
        else:
            found, written = current, model.projection.follow(current, progress.advance)
    behind = model.projection.behind(found)
    note_answering(parts, model)
    tidy(parts, choice if unprepared else Choice(model))
    parts.home.close()
    if unprepared:
        warn(
            f"The model {choice.answers.name} answers until {parts.wanted.name} has embedded every document: "
            f"{unprepared} left. Next: utblick enrich, then utblick index"
        )
    if json:
        emit({"written": written, "rebuilt": current is None, "behind": behind})
    elif current is None:
        say(f"Index built with {several(written, 'document')} and {len(parts.catalogue.measures)} measures.")
    else:
        say(
            f"{several(written, 'document')} written to the index."
            if written
            else "The index holds every document already."
        )


def _enrich(parts: Parts) -> dict[str, object]:
    from utblick.models import choose, note_answering

    read_job, choice = parts.read_job, choose(parts)
    note_answering(parts, choice.answers)
    sifted = read_job.sift()
    if sifted.concepts:
        warn(
            f"The thesaurus has changed in {several(sifted.concepts, 'concept')}: {sifted.touched} of "
            f"{several(sifted.looked_at, 'document')} can be affected and will be read again."
        )
    with bar("Reading", read_job.waiting()) as progress:
        read = read_job.run(progress.advance)
    choice.answers.cut_job.run()
    embedded = _embed(choice.answers)
    if choice.coming:
        warn(f"Preparing the model {choice.coming.name}; {choice.answers.name} answers until then.")
        embedded += _embed(choice.coming)
    return {"read": read, "embedded": embedded, "affected": sifted.touched, "looked_at": sifted.looked_at}


def _embed(model: "ModelParts") -> int:
    """Embed what waits for the model, and return how many documents that was."""
    waiting = model.embed_job.waiting()
    if not waiting:
        return 0
    embedder = model.load_embedder()
    if waiting >= _WORTH_MEASURING:
        embedder.choose_precision()
    with bar("Embedding", waiting) as progress:
        return model.embed_job.run(embedder, progress.advance)


class Patience:
    """Watches work that another process does. `now` is in seconds, of a clock that only goes forward."""

    def __init__(self, now: float) -> None:
        self._moved, self._seen = now, (-1, -1, -1)

    def look(self, now: float, unread: int, unembedded: int, behind: int) -> None:
        """Take note of how many documents wait; raise Busy when no number has moved for five minutes."""
        seen = (unread, unembedded, behind)
        if seen != self._seen:
            self._moved, self._seen = now, seen
        elif now - self._moved >= _PATIENCE_S:
            raise Busy(
                f"the server has got nothing done for five minutes: {unread} documents wait to be read, "
                f"{unembedded} to be embedded and {behind} to be indexed; look at what it has logged"
            )


def _wait_for_server(parts: Parts, owner: dict[str, object]) -> None:
    """Wait until the running server has read, embedded and indexed everything.

    Raises Busy when it ends before, or gets nothing done for five minutes.
    """
    from kb.store.documents import count_changed_since

    waiting = parts.read_job.waiting() + parts.embed_job.waiting()
    if waiting:
        # On standard error: with --json standard output holds the result alone.
        warn(f"The server at {owner['url']} is reading; waiting for it ({several(waiting, 'document')} to do).")
    patience = Patience(time.monotonic())
    while True:
        progress = parts.index_progress()
        with parts.store.reading() as session:
            behind = count_changed_since(
                session, progress.revision if progress else 0, progress.after if progress else ""
            )
        unread, unembedded = parts.read_job.waiting(), parts.embed_job.waiting()
        if not behind and not unread and not unembedded:
            return
        patience.look(time.monotonic(), unread, unembedded, behind)
        if parts.index_owner() is None:
            raise Busy("the server stopped before everything was read; run the command again")
        time.sleep(1)
