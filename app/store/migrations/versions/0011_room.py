"""Up to which event a session's events have made room for newer ones, so that what they told is known to be missing."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("displaced", sa.BigInteger, nullable=True))


def downgrade() -> None:
    op.drop_column("sessions", "displaced")
