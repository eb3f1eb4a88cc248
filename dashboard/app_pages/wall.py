"""The screen on the wall: where do we stand, readable at five metres, turning by itself."""

from dashboard.page import pinned
from dashboard.wall_view import wall

wall(pinned())
