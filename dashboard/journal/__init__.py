"""What people decide: an append-only, hash-chained journal, and the lists that follow from it."""
