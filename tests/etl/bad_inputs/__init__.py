"""The 109 ways inputs go wrong (bad-inputs.md 4.3), as files made by code and loaded together in one home."""
