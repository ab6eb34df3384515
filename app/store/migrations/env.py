"""Where Alembic runs the steps: on the connection that `app.store.migrate` has opened and locked."""

from alembic import context
from sqlmodel import SQLModel

import app.store.tables  # noqa: F401  (imported for its tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
