"""A page of HTML printed to PDF by the machine's own Chromium, without any network."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
# No sandbox: Chromium refuses to start as root with one, and the page is ours, without a script or a link.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
)
PATIENCE_S = 60
INSTEAD = "或者改用 .docx、.pptx"


class NoPrinter(RuntimeError):
    """There is no Chromium, or it did not print; the message says what to do."""


def browser() -> str | None:
    """The Chromium of the machine, None where there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def printed(page: str) -> bytes:
    """The page as PDF. Raises NoPrinter."""
    found = browser()
    if not found:
        raise NoPrinter(f"生成 PDF 需要本机的 Chromium，没有找到。请安装 chromium 或 google-chrome，{INSTEAD}。")
    with TemporaryDirectory(prefix="zhizao-") as folder:
        source, target = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            found, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE_S, check=False)
        except subprocess.TimeoutExpired as error:
            raise NoPrinter(f"Chromium 在 {PATIENCE_S} 秒内没有生成 PDF，请再试一次，{INSTEAD}。") from error
        if not target.is_file():
            raise NoPrinter(f"Chromium 没有生成 PDF，请检查它能否启动，{INSTEAD}。")
        return target.read_bytes()
