"""Run migrations on the connection that the store hands over."""

from alembic import context

from kb.store import account_tables, screening_tables, survey_tables  # noqa: F401 - their tables are compared too
from kb.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
