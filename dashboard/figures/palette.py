"""The colours and the type of every chart; .streamlit/config.toml repeats them (a test keeps the two equal).

Blue and teal say what is there, the one accent (orange) says what to look at, grey says what is not known.
Data colours keep a contrast of at least 3:1 on both grounds, and blue/orange stays apart in every common
kind of colour blindness, so no chart needs a red beside a green.
"""

from collections.abc import Sequence

BLUE = "#2C6FB3"
TEAL = "#15917F"
ACCENT = "#CF6A16"
GREY = "#7A8896"

# Text. Streamlit's browser side replaces this very value by a near-black on light and a near-white on
# dark (it is GRAY_90 of its plotly theme); its own default for chart text reaches 3.6:1 only, and no
# single colour reaches 4.5:1 on both grounds. Anywhere else it is what it says: almost black.
INK = "#000037"

# Ranks of the ladder: deeper with every step, the accent for the last one. Neighbours differ in
# lightness, so a stack also reads in grey print.
STEPS = ["#93C3E8", "#6BB5C9", "#3A9FB5", "#15917F", "#2C6FB3", "#3F4FA3", "#CF6A16"]

# What stands beside the ladder (titles without a rank).
BESIDE = ["#7A8896", "#B3BDC7"]

# One project to many. It starts well away from the white of the page: "one" must never look like "none".
SEQUENCE = ["#A9CDEB", "#6FA8DA", "#2C6FB3", "#174A7C"]

# Nothing at all, on a map: there it is a place and must be seen.
NOTHING = "#E3EDF6"

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


def faint(color: str, share: float) -> str:
    """The colour at a share of its strength, for bands that lie over each other."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share})"


def on(color: str) -> str:
    """The colour of text on a bar of that colour: white or black, whichever stands out more, 4.58:1 at least.

    Plotly's own choice is white or a mid grey, which leaves 3:1 on the lighter steps; a near-black leaves 3.9:1 in the
    middle of the scale.
    """
    return max("#FFFFFF", "#000000", key=lambda text: contrast(text, color))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours (WCAG 2, 1 to 21)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Relative luminance of a hex colour (WCAG 2, 0 to 1)."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shade(share: float, steps: Sequence[str] = (NOTHING, *SEQUENCE)) -> str:
    """The colour of a share (0 to 1) of the largest value, on a map from nearly white to the deepest."""
    at = min(max(share, 0.0), 1.0) * (len(steps) - 1)
    low = min(int(at), len(steps) - 2)
    ends = [[int(step[start : start + 2], 16) for start in (1, 3, 5)] for step in steps[low : low + 2]]
    parts = [round(one + (other - one) * (at - low)) for one, other in zip(*ends, strict=True)]
    return f"#{parts[0]:02X}{parts[1]:02X}{parts[2]:02X}"
