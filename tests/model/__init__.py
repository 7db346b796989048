"""Tests of macros/model."""
