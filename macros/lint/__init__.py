"""The checker of job postings: rules from the Handbook, applied to any text.

    text ──────────────────────────────────────────────┐
    Handbook -> rulebook (plain data, words as patterns) ┴-> engine -> findings -> report

The engine runs overrides/assets/javascripts/lint.js, the module that the site's page runs on the
same rulebook.
"""
