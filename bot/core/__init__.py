"""THINKS: pure and synchronous. Data in, data out; no I/O, no clock, no randomness, no logging."""
