"""From passage to findable: chunks, vectors, keywords, generations and the hybrid retriever."""
