"""A viewer without a browser: speaks Streamlit's protocol over its websocket and keeps what a browser keeps.

It reads every message, remembers the large ones by their hash as the browser does (those that a later run sends
again come as a reference), finds the filters on the page, and asks for a run with one of them changed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

KEPT_RUNS = 2  # global.maxCachedMessageAge: the browser forgets a message that two runs did not use
LARGEST_BYTES = 200 * 2**20
WAIT_S = 300


class Failed(Exception):
    """A run that did not end well; the message says how."""


@dataclass(frozen=True)
class Drawn:
    """One run as its viewer saw it: seconds from asking to the last message, messages, bytes over the wire."""

    seconds: float
    n_messages: int
    n_bytes: int


@dataclass
class Viewer:
    """One open tab: its connection, the widgets it has seen by their label, the messages it keeps by hash."""

    socket: ClientConnection
    page: str
    widgets: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    n_runs: int = 0
    n_references: int = 0

    async def draw(self) -> Drawn:
        """Ask for a run with everything chosen so far. Raises Failed where the page or the server does."""
        asked = BackMsg()
        state = asked.rerun_script
        state.page_name = self.page
        state.query_string = urlencode(self.address, quote_via=quote)
        state.cached_message_hashes.extend(self.kept)
        state.context_info.url = f"http://127.0.0.1/{self.page}"
        state.context_info.timezone = "Asia/Shanghai"
        for widget, value in self.chosen.items():
            state.widget_states.widgets.add(id=widget, string_value=value)
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        n_messages = n_bytes = 0
        while True:
            raw = await self.socket.recv()
            n_messages += 1
            n_bytes += len(raw)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._read(message)
            elif kind == "ref_hash":
                if message.ref_hash not in self.kept:
                    raise Failed("the server refers to a message that was never sent")
                self.kept[message.ref_hash] = self.n_runs
                self.n_references += 1
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    break
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Failed("the script does not compile")
            elif kind == "page_not_found":
                raise Failed(f"there is no page {self.page}")
        seconds = time.perf_counter() - began
        self.n_runs += 1
        self.kept = {one: run for one, run in self.kept.items() if run > self.n_runs - 1 - KEPT_RUNS}
        return Drawn(seconds, n_messages, n_bytes)

    def choose(self, label: str, number: int) -> None:
        """Set the filter of that label to one of its options, counted round and round."""
        widget, parameter, options = self.widgets[label]
        option = options[number % len(options)]
        self.chosen[widget] = option
        if parameter and number % len(options):
            self.address[parameter] = option
        else:
            self.address.pop(parameter, None)

    def _read(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self.kept[message.hash] = self.n_runs
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "selectbox":
            box = element.selectbox
            self.widgets[box.label] = (box.id, box.query_param_key, list(box.options))
        elif kind == "exception":
            raise Failed(f"{element.exception.type}: {element.exception.message}")
        elif kind == "alert" and "这一页出错了" in element.alert.body:
            raise Failed("the page says that it failed")


async def arrive(url: str, page: str = "") -> Viewer:
    """Open a tab on a page of a dashboard; its first run is still to be asked for."""
    socket = await connect(
        url.replace("http://", "ws://") + "/_stcore/stream", max_size=LARGEST_BYTES, compression=None,
        subprotocols=["streamlit"], open_timeout=WAIT_S, ping_interval=None, proxy=None,
    )  # fmt: skip
    return Viewer(socket, page)
