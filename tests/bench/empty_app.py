"""The least a Streamlit page with a filter can be: one selectbox and one line of text."""

import streamlit as st

town = st.selectbox("街镇", ["全部", "夏阳街道", "盈浦街道", "香花桥街道", "赵巷镇", "徐泾镇", "华新镇", "重固镇"])
st.text(f"街镇：{town}")
