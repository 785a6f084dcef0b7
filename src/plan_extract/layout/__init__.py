"""Pages of placed characters and ruling lines to paragraphs and tables: what PDF, scans and OFD have in common."""
