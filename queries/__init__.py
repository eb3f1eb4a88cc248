"""The questions a snapshot answers: one ``.sql`` file each, asked by name through ``ask``."""

from queries.catalogue import Question, questions
from queries.overrides import BadOverride, Change
from queries.warehouse import NoBuild, Warehouse, ask, earlier, warehouse

__all__ = ["BadOverride", "Change", "NoBuild", "Question", "Warehouse", "ask", "earlier", "questions", "warehouse"]
