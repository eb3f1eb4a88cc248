"""Application forms made by code, filled in the ways people fill them in, and read back."""
