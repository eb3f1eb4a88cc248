"""The way to a higher tier: how many enterprises stand how near to each target."""

import plotly.graph_objects as go
import polars as pl

from dashboard.figures import palette
from dashboard.figures.ladder import grouped
from dashboard.language import say

DISTANCES = {"n_ready": palette.TEAL, "n_one": palette.BLUE, "n_two": palette.STEPS[1]}


def path_targets(frame: pl.DataFrame) -> go.Figure:
    """Enterprises that could apply now, lack one condition, lack two, per target; the first row at the foot.

    Columns: tier, rank, n_ready, n_one, n_two. One enterprise may stand at several targets. customdata: tier.
    """
    return grouped(
        frame, DISTANCES, alt=say("各类别现在就可报、只差一项、差两项的企业数条形图"), title=say("企业数（家）")
    )
