"""Facteur: a message comes in, is understood, is answered or checked, goes out. Start with flows/answer.py."""

__version__ = "0.1.0"
