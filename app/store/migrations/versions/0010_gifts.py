"""Whether a gift choice was on the path after what was said, so that what was done meanwhile is told from the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("answers", sa.Column("gift", sa.Boolean, nullable=True))


def downgrade() -> None:
    op.drop_column("answers", "gift")
