"""Tests of macros/site."""
