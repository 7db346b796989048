"""Tests of macros/tell."""
