"""collecting from every kind of source."""

import sqlalchemy as sa
from alembic import op

from kb.store.columns import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. No batches: on SQLite they copy and drop a table, and what refers to its rows would go with them."""
    op.add_column("document", sa.Column("licence", sa.String(), nullable=True))
    op.add_column("document", sa.Column("date_found", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("document", sa.Column("page_starts", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("document", sa.Column("deleted_why", sa.String(), nullable=True))
    op.add_column("document", sa.Column("merged_into", sa.String(length=20), nullable=True))
    op.add_column("record", sa.Column("reason", sa.String(), nullable=True))
    op.add_column("record", sa.Column("stated", sa.JSON(), nullable=True))
    op.add_column("record", sa.Column("withdrawn_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("source_state", sa.Column("failing_since", UtcDateTime(timezone=True), nullable=True))
    op.add_column("source_state", sa.Column("paused_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("source_state", sa.Column("paused_why", sa.String(), nullable=True))
    op.add_column("source_state", sa.Column("habit_from", UtcDateTime(timezone=True), nullable=True))
    op.add_column("source_state", sa.Column("cursor", sa.String(), nullable=True))
    op.add_column("subscriber", sa.Column("administrator", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("delivery", sa.Column("notices", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "crawl",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("started_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("passed_over", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("median_length", sa.Integer(), nullable=True),
        sa.Column("in_language", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl")),
    )
    with op.batch_alter_table("crawl", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crawl_source"), ["source"], unique=False)
    op.create_table(
        "page",
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("blob", sa.String(length=64), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_page")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("lease", "page", "crawl"):
        op.drop_table(table)
    op.drop_column("delivery", "notices")
    op.drop_column("subscriber", "administrator")
    for name in ("cursor", "habit_from", "paused_why", "paused_at", "failing_since"):
        op.drop_column("source_state", name)
    for name in ("withdrawn_at", "stated", "reason"):
        op.drop_column("record", name)
    for name in ("merged_into", "deleted_why", "page_starts", "date_found", "licence"):
        op.drop_column("document", name)
