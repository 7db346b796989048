"""Tests of macros/public."""
