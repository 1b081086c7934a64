"""One decision by pandas, DuckDB and SQLite, and a text search by SQLite. Runs in the peers' own environment.

`deciding.py FOLDER` reads `columns.npz`, `texts.json` and `asked.json` in FOLDER and writes `times.json` there: the
seconds of each decision by peer. The answers of a question are numbered beforehand, which favours the peers.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb  # type: ignore[import-not-found]  # of the peers' own environment
import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # of the peers' own environment

TOP = 20
MOST_SECONDS = 60.0
"""A peer that takes longer over its decisions is timed over the ones it made."""
Asked = Mapping[str, Any]
"""A decision: `musts` and `wishes` as `[column, lowest, highest]`, `questions` as columns of numbered answers."""
Decide = Callable[[Asked], object]


def by_pandas(table: pd.DataFrame) -> Decide:
    """Masks, a column of scores, `value_counts` and `nlargest`."""

    def decide(asked: Asked) -> object:
        left = table[np.logical_and.reduce([_between(table[c], low, high) for c, low, high in asked["musts"]])]
        score = left["base"].copy()
        for column, low, high in asked["wishes"]:
            score += 2.0 * _between(left[column], low, high)
        counts = [left[question].value_counts() for question in asked["questions"]]
        return counts, score.nlargest(TOP)

    return decide


def by_duckdb(table: pd.DataFrame) -> Decide:
    """One query for all questions (`GROUPING SETS`), one for the best."""
    connection = duckdb.connect()
    connection.register("given", table)
    connection.execute("create table product as select * from given")

    def decide(asked: Asked) -> object:
        sets = ", ".join(f"({question})" for question in asked["questions"])
        names = ", ".join(asked["questions"])
        grouped = f"from product where {_where(asked)} group by grouping sets ({sets})"
        counts = f"select {names}, count(*) {grouped}"  # names and numbers of our own
        return connection.execute(counts).fetchall(), connection.execute(_best(asked)).fetchall()

    return decide


def by_sqlite(table: pd.DataFrame) -> Decide:
    """A query a question, one for the best; in memory, with an index on the price."""
    connection = sqlite3.connect(":memory:")
    table.to_sql("product", connection, index_label="place", chunksize=10_000)
    connection.execute("create index by_price on product (price)")
    connection.execute("analyze")

    def decide(asked: Asked) -> object:
        where = _where(asked)
        counts = [
            connection.execute(f"select {q}, count(*) from product where {where} group by 1").fetchall()  # noqa: S608
            for q in asked["questions"]
        ]
        return counts, connection.execute(_best(asked)).fetchall()

    return decide


def by_fts5(texts: Iterable[str]) -> Callable[[str], object]:
    """SQLite's own text search, its best ten by BM25; any of the words."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table text using fts5 (body)")
    connection.executemany("insert into text values (?)", ((text,) for text in texts))
    find = "select rowid from text where text match ? order by rank limit 10"
    return lambda query: connection.execute(find, (_any(query),)).fetchall()


PEERS: Mapping[str, Callable[[pd.DataFrame], Decide]] = {
    "pandas": by_pandas,
    "DuckDB": by_duckdb,
    "SQLite": by_sqlite,
}


def timed(decide: Callable[[Any], object], given: Sequence[Any]) -> list[float]:
    """Seconds of each, after one that does not count."""
    decide(given[0])
    taken: list[float] = []
    for one in given:
        start = time.perf_counter()
        decide(one)
        taken.append(time.perf_counter() - start)
        if sum(taken) > MOST_SECONDS:
            break
    return taken


def main(folder: Path) -> None:
    """Time every peer."""
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    texts = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    table = pd.DataFrame(dict(np.load(folder / "columns.npz")))
    times = {name: timed(peer(table), asked["decisions"]) for name, peer in PEERS.items()}
    if texts:
        times["FTS5"] = timed(by_fts5(texts), asked["queries"])
    (folder / "times.json").write_text(json.dumps(times), encoding="utf-8")


def _between(column: Any, low: float, high: float) -> Any:
    return (column >= low) & (column <= high)


def _where(asked: Asked) -> str:
    return " and ".join(f"{c} between {low} and {high}" for c, low, high in asked["musts"]) or "true"


def _best(asked: Asked) -> str:
    terms = "".join(f" + case when {c} between {low} and {high} then 2 else 0 end" for c, low, high in asked["wishes"])
    return f"select * from product where {_where(asked)} order by base{terms} desc limit {TOP}"  # noqa: S608


def _any(query: str) -> str:
    return " OR ".join(f'"{word}"' for word in query.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
