"""The rules: structure is judged while reading, meaning here over the whole Handbook.

A rule is a generator of Problem whose name, with hyphens, is the error's code and whose
docstring begins "Ensure". It takes a `Subject` and uses no clock, network or environment.
The invariants that the rules cite by number stand in docs/contributing/design.md.
"""
