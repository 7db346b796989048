"""Tests of the built site: its files, its HTML, and what a reader meets in a browser."""

import pytest

pytest.register_assert_rewrite("tests.built.support")
