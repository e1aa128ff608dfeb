"""Questions: `name.rq` and `name.cypher` side by side, which give the same rows, and their loader."""

from queries.load import Query, load, names

__all__ = ["Query", "load", "names"]
