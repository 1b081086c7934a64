"""Where touchpoints are kept: SQLite and PostgreSQL through SQLAlchemy Core.

`database` and `migrations` serve any set of tables; the bot keeps its call-backs with them.
"""
