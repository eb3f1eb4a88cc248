"""Long proofs, seeded and resumable; the short versions run in make test."""
