"""An event loop that other threads wake once in a while, not once per message.

A page's script runs in a thread of its own and hands every element to the event loop with `call_soon_threadsafe`,
each time by a byte through a socket: two changes of thread per element, some 70 a run. One byte every few
milliseconds is enough: what comes in between is done when that time is over.
"""

from __future__ import annotations

import asyncio

GATHERING_S = 0.004


class OnceWokenLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, but a wake-up is not sent again while one is under way or GATHERING_S after it.

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
        self.call_later(GATHERING_S, self._listen)

    def _listen(self) -> None:
        """From now on a wake-up is sent again; what was queued before is done right after this."""
        self._is_woken = False
