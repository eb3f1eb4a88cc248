"""Whose turn it is: how many pages are drawn at the same time.

Python works on one of them at a time whatever their number; with a hundred at once the thread that sends their
elements waits for its own turn behind all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

AT_ONCE = 2
PATIENCE_S = 5.0  # then a page is drawn beside the others: one that takes long must hold up nobody for good

_turns = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Wait for a turn, at most PATIENCE_S, and give it back."""
    has_turn = _turns.acquire(timeout=PATIENCE_S)
    try:
        yield
    finally:
        if has_turn:
            _turns.release()
