"""The parts of Streamlit's program that every page needs, named in its frame, so that a browser asks for them at once.

Streamlit's index.html names what its frame needs. Charts, filters and figures lie in files of their own that the
browser learns of only when the first run has sent them: the chart's alone has 4.7 MB to be read and compiled.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

# As Streamlit names the files, before the hash. One that a later version calls otherwise is left out, no more.
NEEDED = ("PlotlyChart", "Html", "Selectbox", "TextInput", "BidiComponent", "PageLink", "DownloadButton")
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.\-]+\.js)"')
HEAD_END = b"</head>"


@cache
def early_links(folder: Path) -> bytes:
    """`modulepreload` links for NEEDED and everything these import, but for what index.html names itself."""
    frame = (folder / "index.html").read_text(encoding="utf-8")
    scripts = folder / "static" / "js"
    open_ends = [path.name for name in NEEDED for path in sorted(scripts.glob(f"{name}.*.js"))]
    found: dict[str, None] = {}
    while open_ends:
        name = open_ends.pop(0)
        if name in found or name in frame or not (scripts / name).is_file():
            continue
        found[name] = None
        open_ends += IMPORT.findall((scripts / name).read_text(encoding="utf-8"))
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in found).encode()


class EarlyChunks:
    """Puts those links into the frame that a browser's navigation gets; everything else passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.links = early_links(Path(file_util.get_static_dir()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the frame back until it is whole, then send it with the links."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def held(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and self._is_frame(message):
                start = message
            elif start is None:
                await send(message)
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    whole = body.replace(HEAD_END, self.links + HEAD_END, 1)
                    MutableHeaders(scope=start)["content-length"] = str(len(whole))
                    await send(start)
                    await send({"type": "http.response.body", "body": whole})

        await self.app(scope, receive, held)

    def _is_frame(self, start: Message) -> bool:
        headers = Headers(scope=start)
        return (
            start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
            and "content-encoding" not in headers
        )  # fmt: skip
