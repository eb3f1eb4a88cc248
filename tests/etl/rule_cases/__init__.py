"""One case per rule on rows together: a seeded violation it catches and a clean twin it leaves alone."""

from tests.etl.rule_cases import applications, firms, ledgers
from tests.etl.rule_cases.deal import CASES, Deal, deal

__all__ = ["CASES", "Deal", "applications", "deal", "firms", "ledgers"]
