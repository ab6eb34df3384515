"""Answers that shoppers share by a link."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "shares",
        sa.Column("id_sha256", sa.String(64), nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_shares_session_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version"], ["versions.sha256"], name="fk_shares_version"),
        sa.PrimaryKeyConstraint("id_sha256", name="pk_shares"),
    )
    op.create_index("ix_shares_session_id", "shares", ["session_id"])
    op.create_index("ix_shares_until", "shares", ["until"])


def downgrade() -> None:
    op.drop_table("shares")
