"""screening, gradings by two readers, decisions on candidates, promoted measures."""

import sqlalchemy as sa
from alembic import op

from kb.store.columns import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TIME = UtcDateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.String(length=10), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("judgement", sa.Integer(), nullable=True),
        sa.Column("logged", sa.Integer(), nullable=True),
        sa.Column("prior", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_screening_document")),
        sa.ForeignKeyConstraint(["undoes"], ["screening.id"], name=op.f("fk_screening_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
        sa.UniqueConstraint("undoes", name=op.f("uq_screening_undoes")),
    )
    op.create_index(op.f("ix_screening_document"), "screening", ["document"])
    op.create_index(op.f("ix_screening_account"), "screening", ["account"])
    op.create_table(
        "grading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("context", sa.String(length=80), nullable=True),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("settles", sa.Boolean(), nullable=False),
        sa.Column("effect", sa.String(length=20), nullable=False),
        sa.Column("effect_reason", sa.String(), nullable=False),
        sa.Column("strength", sa.String(length=20), nullable=False),
        sa.Column("strength_reason", sa.String(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grading")),
    )
    op.create_index("ix_grading_measure", "grading", ["measure", "context"])
    op.create_table(
        "candidate_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate", sa.String(length=20), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("called", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_act")),
    )
    op.create_index(op.f("ix_candidate_act_candidate"), "candidate_act", ["candidate"])
    op.create_table(
        "promoted",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("candidate", sa.String(length=20), nullable=True),
        sa.Column("name_sv", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("approach", sa.String(length=20), nullable=False),
        sa.Column("challenges", sa.JSON(), nullable=False),
        sa.Column("labels_sv", sa.JSON(), nullable=False),
        sa.Column("labels_en", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promoted")),
    )


def downgrade() -> None:
    """Undo. What was decided stays in the log of decisions."""
    for table in ("promoted", "candidate_act", "grading", "screening"):
        op.drop_table(table)
