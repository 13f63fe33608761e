"""ACTS: one file a story; the order of events and nothing else. Read answer.py first."""
