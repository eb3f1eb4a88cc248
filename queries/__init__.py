"""The questions a snapshot answers: one ``.sql`` file each, asked by name through ``ask``."""

from queries.catalogue import Question, questions
from queries.warehouse import NoBuild, Warehouse, ask, warehouse

__all__ = ["NoBuild", "Question", "Warehouse", "ask", "questions", "warehouse"]
