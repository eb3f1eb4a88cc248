"""The least a Streamlit page with the four charts of 总览 and a filter can be: the charts of a town, made once."""

import streamlit as st

from dashboard.figures import theme
from queries import Warehouse, warehouse
from tests.bench.static_page import four_figures

TOWNS = ["全部", "夏阳街道", "盈浦街道", "香花桥街道", "赵巷镇", "徐泾镇", "华新镇", "重固镇"]


@st.cache_resource
def kept(town: str, _found: Warehouse) -> list[object]:
    return four_figures(_found, "" if town == TOWNS[0] else town)


chosen = st.selectbox("街镇", TOWNS)
for number, figure in enumerate(kept(chosen, warehouse())):
    st.plotly_chart(figure, config=theme.CONFIG, key=str(number))
