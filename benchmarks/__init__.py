"""How fast the product is: each figure a ratio inside one run, against a bare scan or a peer with the same answer."""
