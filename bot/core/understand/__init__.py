"""Whose message is it, and what kind? Texts only: no entry, no score, no reply."""
