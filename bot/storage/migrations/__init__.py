"""The versions of the database's layout, in Alembic's form; run by database.py at every start, never by hand."""
