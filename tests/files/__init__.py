"""Tests of macros/files."""
