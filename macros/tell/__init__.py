"""What a Handbook tells without a page: the trace, comparisons, search strings, JSON-LD."""
