"""pandas, DuckDB and SQLite making the same decision: filter, score, count the answers of each question, top 20."""
