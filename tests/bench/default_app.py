"""The same pages by `streamlit run` as Streamlit comes: its default settings, and none of our caches.

Every question is asked once and every figure and table made in every run. The connection to DuckDB and the reading of
the `.sql` files stay kept, as anybody would keep them.
"""

from functools import cache
from pathlib import Path
from types import CodeType

from dashboard import layout
from tests.bench.unkept import keep_nothing, new_request

APP = Path(layout.__file__).with_name("app.py")


@cache
def app() -> CodeType:
    """The app's own script, compiled once as Streamlit does."""
    return compile(APP.read_text(encoding="utf-8"), str(APP), "exec")


keep_nothing()
new_request()
if hasattr(layout._shown_figure, "clear"):
    layout._shown_figure = layout._shown_figure.__wrapped__
exec(app(), {"__name__": "__main__", "__file__": str(APP)})
