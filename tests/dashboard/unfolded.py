"""A page with every part to be seen: what is folded away, or behind another tab, is made only when opened."""

from __future__ import annotations

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

TABS = {"projects": "list", "findings": "part", "senders": "part"}  # page → the key of its tabs


def unfold(app: AppTest) -> AppTest:
    """The page again with every folded part open."""
    keys = [one.key for one in app.expander if (one.key or "").startswith("fold-")]
    for key in keys:
        app.session_state[key] = True
    return app.run() if keys else app


def every_part(app: AppTest, name: str) -> Iterator[AppTest]:
    """The page with everything open, under one tab after the other."""
    yield unfold(app)
    for title in [tab.label for tab in app.tabs][1:] if name in TABS else []:
        app.session_state[TABS[name]] = title
        yield app.run()
