"""REMEMBERS: knowledge files and the database."""
