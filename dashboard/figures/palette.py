"""The colours and the type of every chart; .streamlit/config.toml repeats them (a test keeps the two equal).

Blue and teal say what is there, the one accent (orange) says what to look at, grey says what is not known.
Data colours keep a contrast of at least 3:1 on both grounds, and blue/orange stays apart in every common kind of
colour blindness, so no chart needs a red beside a green.
"""

BLUE = "#2C6FB3"
TEAL = "#15917F"
ACCENT = "#CF6A16"
GREY = "#7A8896"

# Ranks of the ladder: deeper with every step, the accent for the last one. Neighbours differ in lightness, so a
# stack also reads in grey print.
STEPS = ["#93C3E8", "#6BB5C9", "#3A9FB5", "#15917F", "#2C6FB3", "#3F4FA3", "#CF6A16"]

# One project to many. It starts well away from the white of the page: "one" must never look like "none".
SEQUENCE = ["#A9CDEB", "#6FA8DA", "#2C6FB3", "#174A7C"]

# A line that is visible on white and on the dark ground without being read as data.
RULE = "rgba(122, 136, 150, 0.28)"
TRANSPARENT = "rgba(0, 0, 0, 0)"

LIGHT = {
    "background": "#FFFFFF",
    "panel": "#F3F6F9",
    "text": "#1B2733",
    "border": "#D5DDE5",
    "link": "#1F5A96",
}
DARK = {
    "background": "#0F1722",
    "panel": "#18232F",
    "text": "#E6ECF2",
    "border": "#33424F",
    "link": "#7FB5E6",
}

# Fonts that are on the machine. A named web font would send the browser to a font host.
FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
FONT_PX = 13
SMALL_PX = 12
