"""reading evidence: what claims say in detail, studies, judgements of people."""

import sqlalchemy as sa
from alembic import op

from kb.store.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. No batches: on SQLite they copy and drop a table, and what refers to its rows would go with them."""
    op.add_column("claim", sa.Column("detail", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("document", sa.Column("thesaurus", sa.String(length=16), nullable=True))
    op.add_column("document", sa.Column("study", sa.String(length=20), nullable=True))
    op.add_column("document", sa.Column("study_reason", sa.String(), nullable=True))
    op.create_index(op.f("ix_document_study"), "document", ["study"])
    op.drop_index("ix_document_unread", table_name="document")
    op.create_index("ix_document_unread", "document", ["read_by", "thesaurus"])
    op.create_table(
        "thesaurus",
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("concepts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_thesaurus")),
    )
    op.create_table(
        "study_key",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_study_key_document"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "value", "document", name=op.f("pk_study_key")),
    )
    op.create_index(op.f("ix_study_key_document"), "study_key", ["document"])
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("context", sa.String(length=80), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=True),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index("ix_judgement_about", "judgement", ["subject", "about"])
    op.create_table(
        "candidate",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
    )
    op.create_table(
        "candidate_run",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_run")),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("candidate_run", "candidate", "judgement", "study_key", "thesaurus"):
        op.drop_table(table)
    op.drop_index("ix_document_unread", table_name="document")
    op.create_index("ix_document_unread", "document", ["read_by"])
    op.drop_index(op.f("ix_document_study"), table_name="document")
    for name in ("study_reason", "study", "thesaurus"):
        op.drop_column("document", name)
    op.drop_column("claim", "detail")
