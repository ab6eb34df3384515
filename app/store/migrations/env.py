"""Where Alembic runs the steps: on the connection that `app.store.migrate` has opened and locked."""

from alembic import context

from app.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
