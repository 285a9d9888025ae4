"""Voice callbacks: calls as Sinch tells of them, deliveries, the switch, numbers of users"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_sinch_calls()
    create_callback_deliveries()
    create_phone_switch()
    # A unique index and no constraint: for that, SQLite would have to make the table anew, and
    # dropping the old one would take every session and every call along.
    op.add_column("users", sa.Column("phone_number", sa.String(16)))
    op.create_index(op.f("ix_users_phone_number"), "users", ["phone_number"], unique=True)
    with op.batch_alter_table("calls") as calls:
        calls.alter_column(
            "sinch_call_id", type_=sa.String(128), existing_type=sa.String(64),
            existing_nullable=False,
        )


def create_sinch_calls() -> None:
    op.create_table(
        "sinch_calls",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sinch_call_id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("caller", sa.String(255), nullable=False),
        sa.Column("callee", sa.String(255), nullable=False),
        sa.Column("decided_at", TIME),
        sa.Column("closes_at", TIME),
        sa.Column("started_at", TIME),
        sa.Column("answered_at", TIME),
        sa.Column("ended_at", TIME),
        sa.Column("result", sa.String(32)),
        sa.Column("reason", sa.String(32)),
        sa.Column("duration_seconds", sa.Integer),
        sa.Column("debit", sa.Numeric(12, 4)),
        sa.Column("user_rate", sa.Numeric(12, 4)),
        sa.Column("currency", sa.String(3)),
        sa.Column("refusal", sa.String(200)),
        sa.Column("max_duration_seconds", sa.Integer),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sinch_calls")),
        sa.UniqueConstraint("sinch_call_id", name=op.f("uq_sinch_calls_sinch_call_id")),
    )
    op.create_index("ix_sinch_calls_caller_decided_at", "sinch_calls", ["caller", "decided_at"])
    op.create_index("ix_sinch_calls_decided_at", "sinch_calls", ["decided_at"])
    op.create_index("ix_sinch_calls_closes_at", "sinch_calls", ["closes_at"])


def create_callback_deliveries() -> None:
    op.create_table(
        "callback_deliveries",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("last_received_at", TIME, nullable=False),
        sa.Column("repeats", sa.Integer, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("sinch_call_id", sa.String(128), nullable=False),
        sa.Column("delivery_key", sa.String(128), nullable=False),
        sa.Column("request_headers", sa.Text, nullable=False),
        sa.Column("request_body", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_deliveries")),
        sa.UniqueConstraint("event", "delivery_key", name=op.f("uq_callback_deliveries_event")),
    )
    op.create_index("ix_callback_deliveries_received_at", "callback_deliveries", ["received_at"])
    op.create_index(
        "ix_callback_deliveries_sinch_call_id", "callback_deliveries", ["sinch_call_id"]
    )


def create_phone_switch() -> None:
    op.create_table(
        "phone_switch",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_switch")),
    )


def downgrade() -> None:
    with op.batch_alter_table("calls") as calls:
        calls.alter_column(
            "sinch_call_id", type_=sa.String(64), existing_type=sa.String(128),
            existing_nullable=False,
        )
    op.drop_index(op.f("ix_users_phone_number"), "users")
    op.drop_column("users", "phone_number")
    op.drop_table("phone_switch")
    op.drop_table("callback_deliveries")
    op.drop_table("sinch_calls")
