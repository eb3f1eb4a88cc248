"""Our pages without our caches, as a plain app would be: each question once per request, nothing kept after it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from dashboard import answers

REQUEST = threading.local()


def new_request() -> None:
    """Forget what the request before in this thread asked and made."""
    REQUEST.made = {}


def keep_nothing() -> None:
    """Replace the caches of `dashboard.answers` by the memory of one request."""
    for name in ("_answer", "_trial_answer", "_made"):
        kept = getattr(answers, name)
        if hasattr(kept, "__wrapped__"):
            setattr(answers, name, _once(kept.__wrapped__))


def _once(make: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*key: Any) -> Any:
        made = REQUEST.made
        if (make, key) not in made:
            made[make, key] = make(*key)
        return made[make, key]

    return asked
