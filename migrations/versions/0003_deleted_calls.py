"""Calls that their user deleted from the history"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calls", sa.Column("deleted_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    # Without the column, the emptied rows would be shown again.
    op.execute("DELETE FROM calls WHERE deleted_at IS NOT NULL")
    op.drop_column("calls", "deleted_at")
