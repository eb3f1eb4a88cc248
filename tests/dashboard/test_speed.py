"""What is kept is what would be drawn: the same charts, the same tables; and nobody waits for a wake-up."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest
import streamlit as st
from streamlit import dataframe_util, file_util
from streamlit.testing.v1 import AppTest

from dashboard import turns
from dashboard.answers import Drawing, Held, asked, drawn, drawn_of
from dashboard.early_chunks import early_links
from dashboard.event_loop import OnceWokenLoop
from dashboard.figures.quota import quota_gauge
from dashboard.figures.trend import year_columns
from dashboard.shown import shown_answer, shown_frame
from queries import warehouse
from tests.bench.starts import measure_starts

EVERY_KIND = pl.DataFrame(
    {"enterprise": ["甲", None], "paid_yuan": [Decimal("1.50"), None], "year": [2024, None], "score": [0.5, None],
     "paid_date": [date(2024, 1, 2), None], "is_lifted": [True, None]},
    schema_overrides={"paid_yuan": pl.Decimal(18, 2)},
)  # fmt: skip


def chart_page() -> None:
    """A page with one chart, drawn by the kept message where there is one."""
    import os
    from pathlib import Path

    import streamlit as st

    from dashboard.answers import answer, drawn_of
    from dashboard.figures.quota import quota_gauge
    from dashboard.layout import show
    from dashboard.page import Page, pin
    from queries import warehouse

    found = warehouse(Path(os.environ["ZHIZAO_HOME"]))
    pin(Page(found, {}, "", is_printed=st.query_params.get("print") == "1"))
    show(drawn_of(quota_gauge, answer(found, "quota_status")), "one")


def specs(app: AppTest) -> list[str]:
    return [one.proto.spec for one in app.get("plotly_chart")]


def test_a_chart_played_again_is_the_chart_drawn_anew(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    st.cache_resource.clear()
    first = AppTest.from_function(chart_page, default_timeout=30).run()
    again = AppTest.from_function(chart_page, default_timeout=30).run()
    figure = quota_gauge(warehouse(sample_home).ask("quota_status"))
    assert specs(first) == specs(again) == [figure.to_json(validate=False)]


def test_the_printed_chart_is_not_the_one_kept_for_the_screen(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tall(frame: pl.DataFrame) -> go.Figure:
        return quota_gauge(frame).update_layout(height=5000)

    monkeypatch.setenv("ZHIZAO_HOME", str(sample_home))
    monkeypatch.setattr("dashboard.figures.quota.quota_gauge", tall)
    on_screen = AppTest.from_function(chart_page, default_timeout=30).run()
    on_paper = AppTest.from_function(chart_page, default_timeout=30)
    on_paper.query_params["print"] = "1"
    assert '"height":5000' in specs(on_screen)[0]
    assert '"height":920' in specs(on_paper.run())[0]


def test_every_drawing_has_a_number_of_its_own(sample_home: Path) -> None:
    found = warehouse(sample_home)
    years = found.ask("year_trend")
    drawings: list[Drawing] = [
        drawn(found, year_columns, "year_trend", {}, "n_awards", "n_awards_by_day", found.as_of),
        drawn(found, year_columns, "year_trend", {}, "paid_yuan", "paid_by_day_yuan", found.as_of),
        drawn_of(year_columns, years, "n_awards", "n_awards_by_day", found.as_of),
        drawn_of(year_columns, years.head(1), "n_awards", "n_awards_by_day", found.as_of),
    ]
    assert len({one.number for one in drawings}) == len(drawings)
    again = drawn_of(year_columns, years.clone(), "n_awards", "n_awards_by_day", found.as_of)
    assert again.number == drawings[2].number


@pytest.mark.parametrize("times", [1, 300])
def test_frames_are_the_same_key_only_when_they_are_equal(times: int) -> None:
    frame = pl.concat([EVERY_KIND] * times)
    assert Held(frame) == Held(frame.clone())
    assert hash(Held(frame)) == hash(Held(frame.clone()))
    others = [frame.rename({"year": "position"}), frame.with_columns(pl.col("year").cast(pl.Int16)), frame.reverse(),
              frame.head(-1)]  # fmt: skip
    assert all(Held(frame) != Held(other) for other in others)


def test_a_kept_table_goes_out_as_streamlit_itself_would_send_it(sample_home: Path) -> None:
    found = warehouse(sample_home)
    tables = [shown_frame(found, EVERY_KIND)]
    tables += [shown_answer(found, name, asked(name, {}, {})) for name in ("town_summary", "tier_summary", "todo_list")]
    for one in tables:
        sent = dataframe_util.convert_arrow_table_to_arrow_bytes(one.sent)
        assert sent == dataframe_util.convert_pandas_df_to_arrow_bytes(one.frame.to_pandas())


def test_a_long_table_goes_out_as_streamlit_itself_would_send_it(sample_home: Path) -> None:
    found = warehouse(sample_home)
    shown = shown_answer(found, "eligibility_detail", asked("eligibility_detail", {}, {}))
    assert shown.frame.height > 2000
    assert shown.sent.equals(shown.frame.to_arrow())


def test_the_loop_misses_no_call_from_another_thread() -> None:
    loop, seen = OnceWokenLoop(), []
    n_calls, n_threads = 2000, 4

    def call(number: int) -> None:
        for one in range(n_calls):
            loop.call_soon_threadsafe(seen.append, (number, one))

    async def all_of_them() -> None:
        threads = [threading.Thread(target=call, args=(number,)) for number in range(n_threads)]
        for one in threads:
            one.start()
        while len(seen) < n_calls * n_threads:
            await asyncio.wait_for(woken(loop), 30)

    # In a thread of its own: where a test of this process opened a browser, this one's loop is already running.
    with ThreadPoolExecutor(1) as own:
        own.submit(loop.run_until_complete, all_of_them()).result()
    loop.close()
    for number in range(n_threads):
        assert [one for who, one in seen if who == number] == list(range(n_calls))


async def woken(loop: asyncio.AbstractEventLoop) -> None:
    """Sleep until a thread of its own wakes the loop: nothing else would."""
    event = asyncio.Event()
    threading.Thread(target=loop.call_soon_threadsafe, args=(event.set,)).start()
    await event.wait()


def test_the_frame_names_the_chart_s_program_and_no_file_that_is_not_there() -> None:
    folder = Path(file_util.get_static_dir())
    names = [part.split('"')[0] for part in early_links(folder).decode().split('href="./')[1:]]
    assert any("/PlotlyChart." in name for name in names)
    assert all((folder / name).is_file() for name in names)
    assert len(names) == len(set(names))


def test_eight_first_visitors_of_a_cold_process_all_get_their_page(sample_home: Path) -> None:
    found: dict[str, Any] = measure_starts(sample_home, n_starts=2)
    assert found["failures"] == []
    assert found["n_visits"] == 16


@pytest.mark.slow
def test_eight_first_visitors_a_hundred_times(sample_home: Path) -> None:
    assert measure_starts(sample_home)["failures"] == []


def test_a_turn_is_waited_for_given_back_and_never_waited_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more are drawn at once than there are turns, an error gives its turn back, and patience ends."""
    monkeypatch.setattr(turns, "_turns", threading.BoundedSemaphore(turns.AT_ONCE))
    drawing, most, lock = 0, 0, threading.Lock()

    def draw(number: int) -> None:
        nonlocal drawing, most
        with turns.turn():
            with lock:
                drawing += 1
                most = max(most, drawing)
            threading.Event().wait(0.01)
            with lock:
                drawing -= 1
            if number % 3 == 0:
                raise ValueError(number)

    with ThreadPoolExecutor(8) as pool:
        drawn_ones = [pool.submit(draw, number) for number in range(24)]
    assert sum(isinstance(one.exception(), ValueError) for one in drawn_ones) == 8
    assert most == turns.AT_ONCE
    monkeypatch.setattr(turns, "PATIENCE_S", 0.01)
    held = [turns.turn() for _ in range(turns.AT_ONCE + 1)]
    for one in held:
        one.__enter__()  # the last one has none, and goes on
    for one in held:
        one.__exit__(None, None, None)
    for _ in range(turns.AT_ONCE):
        assert turns._turns.acquire(blocking=False)
