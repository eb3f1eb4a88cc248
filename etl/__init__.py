"""From delivered workbooks to an immutable DuckDB snapshot. Nothing in here knows the dashboard."""
