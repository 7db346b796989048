"""Reads data and pages into one Handbook, with the position of every value."""
