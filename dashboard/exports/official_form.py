"""The official 推荐汇总表 (附件4): its rows, its refusals and its two file formats, from one place."""

from dashboard.exports.official_docx import official_document
from dashboard.exports.official_sheet import OfficialRow, OfficialSheet, QuotaExceeded, Track
from dashboard.exports.official_xlsx import official_workbook

__all__ = ["OfficialRow", "OfficialSheet", "QuotaExceeded", "Track", "official_document", "official_workbook"]
