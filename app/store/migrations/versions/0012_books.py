"""Which orders had come in when a step was made: of its shopper, and of those by which buying rhythms were told."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("answers", sa.Column("booked", sa.BigInteger, nullable=True))
    op.add_column("answers", sa.Column("tallied", sa.BigInteger, nullable=True))


def downgrade() -> None:
    op.drop_column("answers", "tallied")
    op.drop_column("answers", "booked")
