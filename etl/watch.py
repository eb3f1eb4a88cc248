"""Watching an inbox: what has settled is loaded, published and put away; what is refused stays with its reason."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from etl.errors import HomeLocked, LoadError, told
from etl.inbox import Inbox, sight
from etl.load import LoadReport, load_offered
from etl.lock import held
from etl.paths import Home
from etl.status import describe, fate_words, fates
from etl.store import REASON_SUFFIX, RECEIVED, Arrival, shown_name

PATIENCE_S = 300.0
LISTEN_S = 0.2  # how long a wish to stop may wait
ENDING = {signal.SIGTERM, signal.SIGINT}


class Stopped(Exception):
    """Somebody asked to stop; the load at work was left between two files, and the next one takes it up."""


@dataclass
class Watch:
    """A watch over one inbox for one home. ``settle_s`` is how long a file must lie untouched, ``interval_s`` how often
    to look, ``as_of`` the data date (None: the day of the load), ``tell`` says one line."""

    home: Home
    inbox: Inbox
    settle_s: float
    interval_s: float
    as_of: date | None
    tell: Callable[[str], None]
    _said: set[str] = field(default_factory=set)
    _troubles: set[str] = field(default_factory=set)
    _failed: int = 0
    _is_ending: bool = False

    def run(self, *, once: bool) -> bool:
        """Watch until SIGTERM or SIGINT, or ``once``; whether every load went through.

        Raises HomeLocked where another watch is at work on this home.
        """
        # Only noted: it takes effect between two files. (Blocking it is no way: Polars' threads are there already, do
        # not block it, and the process dies of the one they get.)
        before = {number: signal.signal(number, self._note_end) for number in ENDING}
        try:
            with held(self.home.watch_lock, "这个数据目录已有值守（{holder}），不需要第二个"):
                self.inbox.recall()
                return self._once() if once else self._on()
        except Stopped:
            self.tell("已停止：没有读完的文件留在收件文件夹，下次接着读")
            return True
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _once(self) -> bool:
        went_through = self._look()
        self._wait(self.settle_s)
        return self._look(is_last=True) and went_through

    def _on(self) -> bool:
        while True:
            # A load that fails will mostly fail again: look less and less often, at last every five minutes.
            self._failed = 0 if self._look() else self._failed + 1
            self._wait(max(self.interval_s, min(self.interval_s * 2.0**self._failed, PATIENCE_S)))

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._is_ending and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, LISTEN_S))
        if self._is_ending:
            raise Stopped

    def _note_end(self, number: int, frame: object) -> None:
        self._is_ending = True

    def _look(self, *, is_last: bool = False) -> bool:
        if not self.inbox.folder.is_dir():
            self._say_once(f"收件文件夹 {self.inbox.folder} 不见了，等它回来")
            return False
        for path in self.inbox.late():
            self.tell(f"{shown_name(path.name)}：入库以后又有人写入，已放回原处，写完后再次读取")
        for path in self.inbox.tidy():
            self.tell(f"{shown_name(path.name)}：先前移不走，现已移入{RECEIVED}")
        ready, growing = self.inbox.settled(time.monotonic(), self.settle_s)
        for name, reason in self.inbox.aside:
            if name != RECEIVED and not name.endswith(REASON_SUFFIX):  # our own
                self._say_once(f"忽略 {name}：{reason}")
        if is_last:
            for arrival in growing:
                self.tell(f"还在写入 {arrival.name}：没有读取，写完后再读")
        went_through = not ready or self._take(ready, is_last)
        try:
            self.inbox.remember()
        except OSError as error:
            self._say_once(f"值守记录写不下来：{told(error)}")
        return went_through

    def _take(self, ready: list[Arrival], is_last: bool) -> bool:
        """Load what is ready; then move what is in the build in service and leave the rest with its reason."""
        seen = {}
        for arrival in ready:
            try:
                seen[arrival.name] = (arrival, sight(arrival.path))
            except OSError:
                continue  # gone since
        report, went_through = LoadReport(), True
        offered = [arrival for arrival, _ in seen.values()]
        as_of = self.as_of or datetime.now(UTC).astimezone().date()
        try:
            load_offered(offered, self.home, as_of, report, self._between, "收件文件夹")
            found = describe(self.home)
            ended = fates(report, found[1] if found else [])
            self._said -= self._troubles  # they are over: if they come back, they are news
        except HomeLocked as error:
            self._trouble(f"{told(error)}（这次没有读取）")
            return not is_last
        except (LoadError, OSError) as error:
            self._trouble(f"入库未完成：{told(error)}")
            ended, went_through = [item for item in report.files if item["outcome"] == "refused"], False
        for fate in ended:
            if fate["file"] in seen:
                arrival, then = seen[fate["file"]]
                is_refused = fate["outcome"] == "refused"
                if is_refused and "正在写入" in fate["reason"]:
                    continue  # it moved while it was read: it has not settled yet
                trouble = (
                    self.inbox.refuse(arrival.path, then, fate["reason"]) if is_refused
                    else self.inbox.put_away(arrival.path, then)
                )
                self.tell(fate_words(fate) + (f"；{trouble}" if trouble else ""))
        if went_through and report.is_changed:
            self.tell(f"数据版本 {report.build}，数据日期 {report.as_of}")
        return went_through

    def _between(self, name: str, total: int) -> None:
        self._wait(0)

    def _trouble(self, words: str) -> None:
        self._troubles.add(words)
        self._say_once(words)

    def _say_once(self, words: str) -> None:
        if words not in self._said:
            self._said.add(words)
            self.tell(words)
