"""What customers bought, by a keyed hash of who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "orders",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("shopper", sa.String(64), nullable=False),
        sa.Column("product_id", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Float, nullable=True),
        sa.Column("channel", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.UniqueConstraint("shopper", "product_id", "at", "channel", name="uq_orders_shopper_product_id_at_channel"),
    )


def downgrade() -> None:
    op.drop_table("orders")
