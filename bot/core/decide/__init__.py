"""Matches, context and live status -> a decision. Pure; every number that decides stands in thresholds.py."""
