"""Page macros: find by id, choose a template, return HTML (with Markdown lines for headings)."""
