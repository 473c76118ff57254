"""The record of changes, and its head, that writers take their turn on. Its rows can be added, and that is all."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = """
create trigger audit_is_append_only_{verb} before {verb} on audit
begin select raise(abort, 'the record of changes is append-only'); end
"""
POSTGRES_FUNCTION = """
create function audit_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the record of changes is append-only'; end $$
"""
POSTGRES = (
    "create trigger audit_is_append_only before update or delete on audit execute function audit_is_append_only()"
)


def upgrade() -> None:
    """Create both tables, the head's one row, and the trigger."""
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("hash_before", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_index("audit_by_document", "audit", ["kind", "key"])
    head = op.create_table(
        "audit_head",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.CheckConstraint("place = 1", name="one_row"),
    )
    op.execute(head.insert().values(place=1, number=0, hash="0" * 64))
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(SQLITE.format(verb=verb))
    else:
        op.execute(POSTGRES_FUNCTION)
        op.execute(POSTGRES)
