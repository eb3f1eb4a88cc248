"""Choosing the call and track that a page is about; `?track=factory` and `?track=示范工厂` both lead there."""

from __future__ import annotations

import streamlit as st

from dashboard import text
from dashboard.answers import answer
from queries import Warehouse

PARAM = "track"


def choose_track(warehouse: Warehouse) -> tuple[str, str] | None:
    """Draw the tracks that are recommended in; returns the newest call of the chosen one and the track.

    None, with a sentence on the page, where no document has such a track.
    """
    offered = answer(warehouse, "track_options")
    if offered.is_empty():
        st.info("政策文件没有需要排序推荐的申报类型。")
        return None
    calls = dict(zip(offered["track"].reverse(), offered["call"].reverse(), strict=True))
    tracks = offered["track"].unique(maintain_order=True).to_list()
    # The address carries the word on the button. A code, as scripts and old links have it, is not one of them.
    asked = st.query_params.get(PARAM, "")
    if PARAM not in st.session_state and asked in tracks:
        st.session_state[PARAM] = asked
    track = st.segmented_control(
        "申报类型", tracks, default=None if PARAM in st.session_state else tracks[0], format_func=text.track, key=PARAM,
        bind="query-params", required=True,
    ) or tracks[0]
    return calls[track], track
