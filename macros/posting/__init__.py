"""Job descriptions: the document tree, what fills it, and the formats written from it."""
