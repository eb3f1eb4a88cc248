"""The switch between the languages: ``?lang=en`` in the address, kept for the session."""

from __future__ import annotations

import streamlit as st

from dashboard.language import LANGUAGES, chinese, english, language, speak
from dashboard.ways import LANGUAGE, link


def settle_language() -> bool:
    """Speak for the rest of this run as the address said when the session began; comes before anything is drawn.

    Choices stand in the address as they are shown: a link shared in the other language is turned into this one. True
    if it was: a choice reads the address before a run begins, so the app runs again once it knows its page.
    """
    is_turned = False
    if LANGUAGE in st.session_state:
        speak(st.session_state[LANGUAGE])
    else:
        asked = st.query_params.get(LANGUAGE, "")
        speak(asked if asked in LANGUAGES else "zh")
        st.session_state[LANGUAGE] = language()
        chosen = {name: value for name, value in st.query_params.to_dict().items() if name != LANGUAGE}
        words = (chinese() if language() == "zh" else english()) if chosen else {}  # a bare address needs no catalogue
        foreign = {name: words[value] for name, value in chosen.items() if value in words}
        if foreign:
            st.query_params.update(foreign)
            is_turned = True
    if language() != "zh" and st.query_params.get(LANGUAGE) != language():
        st.query_params[LANGUAGE] = language()  # going to another page drops what no widget is bound to
    return is_turned


def language_switch(page_name: str) -> None:
    """The link to this page, with everything chosen, in the other language."""
    (other,) = LANGUAGES.keys() - {language()}
    chosen = {name: value for name, value in st.query_params.items() if name != LANGUAGE}
    st.html(link(page_name, chosen, LANGUAGES[other], "", other))
