"""Which initiatives to do, and when: the best value under budget, capacity, dependencies and what must or can't be."""
