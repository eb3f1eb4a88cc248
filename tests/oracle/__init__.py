"""A second, boring implementation of the intake and of the contract's figures, to check the first against.

Plain Python and openpyxl only. It never imports from etl, queries or dashboard; it shares their data files.
"""

from tests.oracle.ledger import Ledger, read_ledger

__all__ = ["Ledger", "read_ledger"]
