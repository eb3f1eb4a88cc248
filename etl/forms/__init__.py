"""Application forms (.docx) turned into sheets: the same recognition, coercion and ledger as for workbooks."""
