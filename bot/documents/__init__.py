"""READS: documentation pages become sections, draft entries and drift reports."""
