"""Tests of macros/address."""
