"""Office documents: what DOCX and ODT files hold and how it is shown."""
