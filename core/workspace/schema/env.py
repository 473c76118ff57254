"""Runs the steps of the schema on the connection that core/workspace/upgrading.py hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
