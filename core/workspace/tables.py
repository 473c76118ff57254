"""The tables of the workspace: what people wrote, and the record of every change to it."""

import sqlalchemy as sa

metadata = sa.MetaData()
# one row per thing a person wrote; `kind` says what `body` (JSON) holds, `version` counts its changes from 1
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("kind", sa.String(64), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("updated_at", sa.String(32), nullable=False),
    sa.Column("updated_by", sa.String(200), nullable=False),
    sa.CheckConstraint("version >= 1", name="version_from_one"),
)
# one row per change, numbered without a gap; `hash` covers the row and the hash of the row before
audit = sa.Table(
    "audit",
    metadata,
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
# a single row: the number and the hash of the last change; writers take their turn on it
audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
