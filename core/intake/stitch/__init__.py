"""Customers known under several keys become one: connected components over pairs of keys, with a cap and a way back."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from core.engine import Transaction
from core.engine.statements import sql_file

HERE = str(Path(__file__).parent)


def stitch(transaction: Transaction) -> None:
    """Give every key the customer it belongs to; `affected_customers` then names all whose keys changed hands.

    A customer's key is the smallest identity key of its component. Pairs that people blocked and pairs with a key that
    is linked to more keys than the dataset's cap do not merge.
    """
    keys = transaction.arrow(_text("usable_pairs"))
    changed = _components(transaction, keys)
    transaction.execute("create or replace temp table new_customers (identity_key bigint, customer_key bigint)")
    transaction.insert("new_customers", changed)
    transaction.execute("create or replace temp table affected_customers (customer_key bigint)")
    transaction.execute(_text("affected"))
    transaction.execute(_text("assign"))
    transaction.execute("drop table new_customers")


def nothing_affected(transaction: Transaction) -> None:
    """Say that no customer's keys changed hands."""
    transaction.execute("create or replace temp table affected_customers (customer_key bigint)")


def _components(transaction: Transaction, pairs: pa.Table) -> pa.Table:
    """Return the smallest identity key of the component of every key, where it isn't the key's customer already."""
    present = transaction.arrow(_text("present_customers"))
    identity = present["identity_key"].to_numpy()
    a = np.searchsorted(identity, pairs["identity_a"].to_numpy())
    b = np.searchsorted(identity, pairs["identity_b"].to_numpy())
    graph = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(len(identity), len(identity)))
    _, component = connected_components(graph.tocsr(), directed=False)
    _, first = np.unique(component, return_index=True)
    customer = identity[first[component]]
    differs = customer != present["customer_key"].to_numpy()
    return pa.table({"identity_key": identity[differs], "customer_key": customer[differs]})


def _text(name: str) -> str:
    return sql_file(HERE, name)
