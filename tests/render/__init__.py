"""Tests of macros/render."""
