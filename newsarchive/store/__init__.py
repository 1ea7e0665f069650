"""The archive: one SQLite file."""
