"""What shoppers have taken out of what is known of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "removals",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=True),
        sa.Column("shopper", sa.String(64), nullable=True),
        sa.Column("signal", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_removals_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_removals"),
        sa.UniqueConstraint("session_id", "signal", name="uq_removals_session_id_signal"),
        sa.UniqueConstraint("shopper", "signal", name="uq_removals_shopper_signal"),
    )


def downgrade() -> None:
    op.drop_table("removals")
