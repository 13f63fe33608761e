"""Runs the migrations on the connection that database.py hands over; there is no other way in."""

from alembic import context

from bot.storage.tables import META

context.configure(connection=context.config.attributes["connection"], target_metadata=META, render_as_batch=True)
context.run_migrations()
