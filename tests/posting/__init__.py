"""Tests of macros/posting."""
