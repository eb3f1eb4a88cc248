"""Blank forms and workbooks, made from data/forms, data/sources and data/reference: another district gets its own."""
