"""The memory: people, the goodwill ledger and drafts, in SQLite or PostgreSQL through SQLAlchemy Core."""
