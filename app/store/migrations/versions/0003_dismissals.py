"""Products that a shopper does not want to see."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dismissals",
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("product_id", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_dismissals_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("session_id", "product_id", name="pk_dismissals"),
    )


def downgrade() -> None:
    op.drop_table("dismissals")
