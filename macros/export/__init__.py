"""Exports: pure functions from the Handbook to a path below the site and its bytes."""
