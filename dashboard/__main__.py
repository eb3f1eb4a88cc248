"""``python -m dashboard``."""

from dashboard.cli import app

app()
