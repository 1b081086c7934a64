"""Where touchpoints are kept: SQLite and PostgreSQL through SQLAlchemy Core."""
