"""The checker of adverts: rules from the Handbook, held against any text.

    text -> text.read (ASCII, line by line, sections) ┐
    Handbook -> rulebook (plain data, compiled words) ┴-> engine.lint -> findings -> report

The same rulebook is published for assets/javascripts/lint.js, which does the same step by step.
"""
