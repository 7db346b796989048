"""What other programs read: the records of the API, its description, tables and feeds."""
