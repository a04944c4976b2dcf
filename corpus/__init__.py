"""From file to typed publication: values, readers, catalogue and the library on disk."""
