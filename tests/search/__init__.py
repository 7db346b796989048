"""Tests of the search: what the index holds, and what the engine makes of a query."""
