"""Files beside the pages: Word documents, title cards, embedded parts, archives, redirects."""
