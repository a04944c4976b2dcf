"""Reading PDF: characters → lines → furniture → columns → notes → headings → paragraphs."""
