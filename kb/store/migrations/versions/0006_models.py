"""passages belong to a model: which models were used, how far each has come, its own passages."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from kb.store.columns import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MODEL = sa.String(length=200)


def upgrade() -> None:
    """Apply. Nothing is read or embedded again: what was read, but not embedded yet, is cut again, which is quick."""
    op.create_table(
        "model",
        sa.Column("name", _MODEL, nullable=False),
        sa.Column("dimension", sa.Integer(), nullable=False),
        sa.Column("setting", sa.String(), nullable=True),
        sa.Column("passage_prompt", sa.String(), nullable=False),
        sa.Column("query_prompt", sa.String(), nullable=False),
        sa.Column("multilingual", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_model")),
    )
    op.create_table(
        "embedding",
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("model", _MODEL, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("embedded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_embedding_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "model", name=op.f("pk_embedding")),
    )
    op.execute(
        "INSERT INTO embedding (document, model, version, embedded) "
        "SELECT id, embedded_by, version, true FROM document WHERE embedded_by IS NOT NULL"
    )
    op.add_column("passage", sa.Column("model", _MODEL, nullable=True))
    op.execute("UPDATE passage SET model = (SELECT embedded_by FROM document WHERE document.id = passage.document)")
    op.execute("DELETE FROM passage WHERE model IS NULL")  # cut by a model that nothing names
    _note_the_one_that_answers()
    with op.batch_alter_table("passage") as passage:  # no other table refers to it: nothing goes when it is copied
        passage.alter_column("model", existing_type=_MODEL, nullable=False)
        passage.drop_constraint("pk_passage", type_="primary")
        passage.create_primary_key("pk_passage", ["document", "model", "number"])
    op.drop_index("ix_document_unembedded", table_name="document")
    op.drop_index("ix_document_unread", table_name="document")
    held = sa.text("deleted_at IS NULL")
    op.create_index(
        "ix_document_unread", "document", ["read_by", "thesaurus", "version", "id"],
        sqlite_where=held, postgresql_where=held,
    )  # fmt: skip
    op.drop_column("document", "embedded_by")
    # What had read a document was called for its steps and its passages; now for the steps alone.
    op.execute(
        "UPDATE document SET read_by = substr(read_by, 1, 18) WHERE read_by LIKE 'steps ____________ passages %'"
    )


def _note_the_one_that_answers() -> None:
    """Note the model that most vectors are from, as the packaged one is set; one set otherwise is noted when used."""
    connection = op.get_bind()
    most = "SELECT model, count(*) FROM passage WHERE vector IS NOT NULL GROUP BY model ORDER BY 2 DESC LIMIT 1"
    found = connection.execute(sa.text(most)).first()
    if found is None:
        return
    length = "SELECT length(vector) FROM passage WHERE model = :model AND vector IS NOT NULL LIMIT 1"
    dimension = int(connection.execute(sa.text(length), {"model": found.model}).scalar_one()) // 4  # float32
    row = {"name": found.model, "dimension": dimension, "setting": None, "used_at": datetime.now(UTC)}
    row |= {"passage_prompt": "", "query_prompt": "", "multilingual": False, "answers": True}
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in row if name != "used_at"]
    columns.append(sa.column("used_at", UtcDateTime(timezone=True)))
    op.bulk_insert(sa.table("model", *columns), [row])


def downgrade() -> None:
    """Undo. The passages of the model that answers are kept; everything is read again."""
    op.add_column("document", sa.Column("embedded_by", _MODEL, nullable=True))
    op.execute(
        "UPDATE document SET embedded_by = (SELECT e.model FROM embedding e JOIN model m ON m.name = e.model "
        "WHERE m.answers AND e.document = document.id AND e.version = document.version AND e.embedded)"
    )
    op.create_index("ix_document_unembedded", "document", ["embedded_by"])
    op.drop_index("ix_document_unread", table_name="document")
    op.create_index("ix_document_unread", "document", ["read_by", "thesaurus"])
    op.execute("DELETE FROM passage WHERE model NOT IN (SELECT name FROM model WHERE answers)")
    with op.batch_alter_table("passage") as passage:
        passage.drop_constraint("pk_passage", type_="primary")
        passage.create_primary_key("pk_passage", ["document", "number"])
        passage.drop_column("model")
    op.drop_table("embedding")
    op.drop_table("model")
