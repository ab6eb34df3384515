"""What a recorded step was made from and what it showed, so that it can be replayed and compared."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("answers", sa.Column("heard", sa.BigInteger, nullable=True))
    op.add_column("answers", sa.Column("shown", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("answers", "shown")
    op.drop_column("answers", "heard")
