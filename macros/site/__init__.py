"""The programs: the command line, the MkDocs hook, scaffolds and editor schemas."""
