"""An event loop that other threads wake once, not once per message.

A page's script runs in a thread of its own and hands every element to the event loop with `call_soon_threadsafe`,
each time by a byte through a socket: two changes of thread per element, some 120 a run. One byte is enough for all
that is waiting, as uvloop does it too.
"""

from __future__ import annotations

import asyncio


class OnceWokenLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, but a wake-up that is under way is not sent again.

    Nothing is lost: whoever finds the flag set has queued its call before looking, and the loop looks at its queue
    after it has taken the flag back.
    """

    _is_woken = False

    def _write_to_self(self) -> None:
        if not self._is_woken:
            self._is_woken = True
            super()._write_to_self()  # type: ignore[misc]  # asyncio's own, since 3.4 the same

    def _read_from_self(self) -> None:
        super()._read_from_self()  # type: ignore[misc]
        self._is_woken = False  # only now: a byte sent during the reading would be swallowed, and nobody send another
