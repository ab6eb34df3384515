"""Versions, sessions with their answers and events, catalogs with their products."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("catalog", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("mapping_source", sa.Text, nullable=False),
        sa.Column("feed_sha256", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("products", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_catalog", "revisions", ["catalog"])
    op.create_table(
        "versions",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_versions"),
    )
    op.create_table(
        "products",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("catalog", sa.String, nullable=False),
        sa.Column("product_id", sa.String, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer, nullable=True),
        sa.Column("record", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["since"], ["revisions.id"], name="fk_products_since"),
        sa.ForeignKeyConstraint(["until"], ["revisions.id"], name="fk_products_until"),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
    )
    op.create_index("ix_products_catalog_since", "products", ["catalog", "since"])
    op.create_index("ix_products_catalog_until", "products", ["catalog", "until"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.sha256"], name="fk_publications_version"),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.UniqueConstraint("questionnaire", "number", name="uq_publications_questionnaire_number"),
    )
    op.create_index("ix_publications_version", "publications", ["version"])
    op.create_table(
        "sessions",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("token_sha256", sa.String(64), nullable=False),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("consent", sa.String, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("idempotency_key_sha256", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.sha256"], name="fk_sessions_version"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.UniqueConstraint("idempotency_key_sha256", name="uq_sessions_idempotency_key_sha256"),
        sa.UniqueConstraint("token_sha256", name="uq_sessions_token_sha256"),
    )
    op.create_index("ix_sessions_begun_at", "sessions", ["begun_at"])
    op.create_index("ix_sessions_version", "sessions", ["version"])
    op.create_table(
        "answers",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("question", sa.String, nullable=False),
        sa.Column("body", sa.Text, nullable=True),
        sa.Column("seq", sa.BigInteger, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("model", sa.String, nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_answers_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
    )
    op.create_index("ix_answers_session_id", "answers", ["session_id"])
    op.create_table(
        "events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("session_id", BIG_ID, nullable=False),
        sa.Column("client_id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_events_session_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("session_id", "client_id", name="uq_events_session_id_client_id"),
    )
    op.create_table(
        "taken",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_taken"),
    )


def downgrade() -> None:
    op.drop_table("taken")
    op.drop_table("events")
    op.drop_index("ix_answers_session_id", table_name="answers")
    op.drop_table("answers")
    op.drop_index("ix_sessions_version", table_name="sessions")
    op.drop_index("ix_sessions_begun_at", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_publications_version", table_name="publications")
    op.drop_table("publications")
    op.drop_index("ix_products_catalog_until", table_name="products")
    op.drop_index("ix_products_catalog_since", table_name="products")
    op.drop_table("products")
    op.drop_table("versions")
    op.drop_index("ix_revisions_catalog", table_name="revisions")
    op.drop_table("revisions")
