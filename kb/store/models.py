"""Embedding models that have been used: which one answers, with which settings to load it again, what is left of it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from kb.store.revisions import take_turn
from kb.store.tables import EmbeddingRow, ModelRow, PassageRow

_MANY = 500  # within every database's limit on parameters


@dataclass(frozen=True, slots=True)
class UsedModel:
    """A model by its name, with the settings that it is loaded and asked with; `setting` None: the packaged one."""

    name: str
    dimension: int
    setting: str | None
    passage_prompt: str
    query_prompt: str
    multilingual: bool


def answering_model(session: Session) -> UsedModel | None:
    """Return the model whose vectors and passages answer, None where none has been used yet."""
    row = session.scalar(select(ModelRow).where(ModelRow.answers))
    if row is None:
        return None
    return UsedModel(
        row.name, row.dimension, row.setting, row.passage_prompt, row.query_prompt, row.multilingual,
    )  # fmt: skip


def answering_name(session: Session) -> str | None:
    """Return the name of the model that answers, None where none has been used yet."""
    return session.scalar(select(ModelRow.name).where(ModelRow.answers))


def let_answer(session: Session, model: UsedModel, now: datetime) -> None:
    """Let the model be the one that answers, with these settings from now on."""
    take_turn(session)
    session.execute(update(ModelRow).where(ModelRow.name != model.name).values(answers=False))
    known = session.get(ModelRow, model.name) is not None
    if known:
        values = asdict(model) | {"answers": True}
        session.execute(update(ModelRow).where(ModelRow.name == model.name).values(**values))
    else:
        session.execute(insert(ModelRow), [asdict(model) | {"answers": True, "used_at": now}])


def count_embedded(session: Session, model: str) -> int:
    """Return how many documents the model has embedded, deleted ones and former versions among them."""
    return (
        session.scalar(
            select(func.count()).select_from(EmbeddingRow).where(EmbeddingRow.model == model, EmbeddingRow.embedded)
        )
        or 0
    )


def forget_some(session: Session, kept: Collection[str]) -> int:
    """Remove passages and vectors of all models but those `kept`, of some documents; return of how many.

    With the last of them, 0, the models themselves are forgotten.
    """
    other = EmbeddingRow.model.not_in(list(kept))
    ids = session.scalars(select(EmbeddingRow.document).where(other).distinct().limit(_MANY)).all()
    session.execute(delete(PassageRow).where(PassageRow.document.in_(ids), PassageRow.model.not_in(list(kept))))
    session.execute(delete(EmbeddingRow).where(EmbeddingRow.document.in_(ids), other))
    if not ids:
        session.execute(delete(ModelRow).where(ModelRow.name.not_in(list(kept)), ~ModelRow.answers))
    return len(ids)
