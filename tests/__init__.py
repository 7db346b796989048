"""Tests of the data and of macros/; the built site has its own in tests/site."""

import pytest

pytest.register_assert_rewrite("tests.support")
