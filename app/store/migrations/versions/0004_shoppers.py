"""A session may be known to be of a shopper, by a keyed hash."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("shopper", sa.String(64), nullable=True))
    op.create_index("ix_sessions_shopper", "sessions", ["shopper"])


def downgrade() -> None:
    op.drop_index("ix_sessions_shopper", table_name="sessions")
    op.drop_column("sessions", "shopper")
